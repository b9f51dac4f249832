using Federation.Framework.Handlers;
using Federation.Framework.Security;
using Federation.Framework.Tenancy;
using Federation.Kernel;
using Federation.SeasonalSupport.Campaigns;
using Federation.SeasonalSupport.Contracts;
using Federation.SeasonalSupport.Deliveries;
using Federation.SeasonalSupport.Funds;
using Federation.SeasonalSupport.Inspections;
using Federation.SeasonalSupport.Records;
using Federation.SeasonalSupport.Scholarships;
using Federation.SeasonalSupport.SpringJobs;

namespace Federation.SeasonalSupport.Seeding;

internal sealed class SeasonalSeed(SeasonalContext context, Caller caller, Secrets secrets) : ISeasonalSeed
{
    private readonly Identities identities = new(secrets);

    public async Task WriteAsync(IReadOnlyList<SeededCampaign> campaigns, CancellationToken cancellation)
    {
        var written = campaigns.Select(c => (Seeded: c, Campaign: Propose(c))).ToList();
        var batch = new RecordBatch();
        foreach (var (_, campaign) in written) batch.AddCampaign(campaign);
        foreach (var (seeded, campaign) in written)
        {
            campaign.Start(campaign.Starts);
            Take<FundsRaised, FundsInput, FundsAnswer>(batch, campaign, seeded.Funds);
            Take<PostsOffered, PostsInput, PostsAnswer>(batch, campaign, seeded.Posts);
            Take<Training, TrainingInput, TrainingAnswer>(batch, campaign, seeded.Trainings);
            Take<Placement, PlacementInput, PlacementAnswer>(batch, campaign, seeded.Placements);
            Take<SummerDelivery, SummerDeliveryInput, SummerDeliveryAnswer>(batch, campaign, seeded.SummerDeliveries);
            Take<Inspection, InspectionInput, InspectionAnswer>(batch, campaign, seeded.Inspections);
            Take<WinterDelivery, WinterDeliveryInput, WinterDeliveryAnswer>(batch, campaign, seeded.WinterDeliveries);
            foreach (var grant in seeded.Grants) Take(batch, campaign, grant);
            if (seeded.Closed) campaign.Close(campaign.Ends.AddDays(1));
        }
        await batch.WriteAsync(context, cancellation);
    }

    private Campaign Propose(SeededCampaign seeded)
    {
        Check(seeded.Campaign);
        return Campaign.Propose(caller.Union!.Id, seeded.Campaign.Code ?? throw new InvalidInput("code", "required"), seeded.Campaign, context.Ids);
    }

    private void Take<TRecord, TInput, TAnswer>(RecordBatch batch, Campaign campaign, IReadOnlyList<TInput> inputs)
        where TRecord : CampaignRecord, IRecorded<TRecord, TInput, TAnswer>, new() where TInput : RecordInput
    {
        foreach (var input in inputs)
        {
            Check(input);
            batch.Record<TRecord, TInput, TAnswer>(campaign, input, identities, context.Ids);
        }
    }

    private void Take(RecordBatch batch, Campaign campaign, SeededGrant seeded)
    {
        Check(seeded.Grant);
        var grant = batch.Record<ScholarshipGrant, ScholarshipGrantInput, ScholarshipGrantAnswer>(campaign, seeded.Grant, identities, context.Ids);
        foreach (var payment in seeded.Payments)
        {
            Check(payment);
            batch.Pay(campaign, grant, payment, identities, context.Ids);
        }
    }

    private static void Check(IChecked input)
    {
        var problems = new InputProblems();
        input.Check(problems);
        problems.ThrowIfAny();
    }
}
