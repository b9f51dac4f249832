using Federation.Framework.Security;
using Federation.Kernel;
using Federation.SeasonalSupport.Campaigns;
using Federation.SeasonalSupport.Contracts;
using Federation.SeasonalSupport.Deliveries;
using Federation.SeasonalSupport.Funds;
using Federation.SeasonalSupport.Inspections;
using Federation.SeasonalSupport.Records;
using Federation.SeasonalSupport.Scholarships;
using Federation.SeasonalSupport.SpringJobs;

namespace Federation.SeasonalSupport.Imports;

internal sealed class FundsImport(SeasonalContext context, Secrets secrets) : RecordImport<FundsRaised, FundsInput, FundsAnswer, FundsRow>("funds", context, secrets);

internal sealed class PostsImport(SeasonalContext context, Secrets secrets) : RecordImport<PostsOffered, PostsInput, PostsAnswer, PostsRow>("posts", context, secrets);

internal sealed class TrainingImport(SeasonalContext context, Secrets secrets) : RecordImport<Training, TrainingInput, TrainingAnswer, TrainingRow>("trainings", context, secrets);

internal sealed class PlacementImport(SeasonalContext context, Secrets secrets) : RecordImport<Placement, PlacementInput, PlacementAnswer, PlacementRow>("placements", context, secrets);

internal sealed class InspectionImport(SeasonalContext context, Secrets secrets) : RecordImport<Inspection, InspectionInput, InspectionAnswer, InspectionRow>("inspections", context, secrets);

internal sealed class SummerDeliveryImport(SeasonalContext context, Secrets secrets)
    : RecordImport<SummerDelivery, SummerDeliveryInput, SummerDeliveryAnswer, SummerDeliveryRow>("deliveries-summer", context, secrets);

internal sealed class WinterDeliveryImport(SeasonalContext context, Secrets secrets)
    : RecordImport<WinterDelivery, WinterDeliveryInput, WinterDeliveryAnswer, WinterDeliveryRow>("deliveries-winter", context, secrets);

internal sealed class ScholarshipGrantImport(SeasonalContext context, Secrets secrets)
    : RecordImport<ScholarshipGrant, ScholarshipGrantInput, ScholarshipGrantAnswer, ScholarshipGrantRow>("grants", context, secrets)
{
    protected override void AlsoTake(RecordBatch records, Campaign campaign, ScholarshipGrant record, ScholarshipGrantRow row, Ids ids)
    {
        if (row is { PaymentDate: { } date, PaymentAmount: { } amount }) records.Pay(campaign, record, new PaymentInput { Date = date, Amount = amount }, Identities, ids);
    }

    protected override string ColumnOf(RuleViolation rule) =>
        rule.Code is "spent-above-raised" or "paid-above-granted" or "grant-not-approved" ? "paymentAmount" : base.ColumnOf(rule);
}
