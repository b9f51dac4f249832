using Federation.Framework.Handlers;
using Federation.Framework.Records;
using Federation.Framework.Tenancy;
using Federation.Kernel;
using Federation.SeasonalSupport.Campaigns;
using Federation.SeasonalSupport.Inputs;
using Federation.SeasonalSupport.Deliveries;
using Federation.SeasonalSupport.Funds;
using Federation.SeasonalSupport.Inspections;
using Federation.SeasonalSupport.Records;
using Federation.SeasonalSupport.Scholarships;
using Federation.SeasonalSupport.SpringJobs;

namespace Federation.SeasonalSupport.Seeding;

/// <summary>Writes many campaigns and their records at bulk speed, by the same rules as one by one.</summary>
internal sealed class SeasonalSeed(SeasonalContext context, Caller caller, RecordTools tools)
{
    /// <summary>Rows held in memory before they are written.</summary>
    private const int BatchSize = 20_000;


    /// <summary>
    /// Writes for these unions, many at a time, in the session's open transaction; the caller has entered the last of them afterwards. Every campaign
    /// names its code. Where a rule is broken the transaction must not be committed.
    /// </summary>
    /// <param name="unions">Read as it is written, so that it need not be in memory as a whole.</param>
    public async Task WriteAsync(IEnumerable<SeededUnion> unions, CancellationToken cancellation)
    {
        var batch = new RecordBatch();
        var waiting = new Dictionary<long, UnionInfo>();
        foreach (var (union, campaigns) in unions)
        {
            caller.Enter(union);
            waiting[union.Id] = union;
            Accept(batch, campaigns);
            if (batch.Rows >= BatchSize) await WriteAsync(batch, waiting, cancellation);
        }
        await WriteAsync(batch, waiting, cancellation);
        // Whoever measures next would else be planned for as few rows as there were before.
        await batch.AnalyzeAsync(context, cancellation);
    }

    /// <summary>Each union's rows are written in its own name, so that the check of tenants holds here as everywhere.</summary>
    private async Task WriteAsync(RecordBatch batch, Dictionary<long, UnionInfo> unions, CancellationToken cancellation)
    {
        await batch.WriteAsync(context, cancellation, union => caller.Enter(unions[union]));
        unions.Clear();
    }

    private void Accept(RecordBatch batch, IReadOnlyList<SeededCampaign> campaigns)
    {
        var proposed = campaigns.Select(c => (Seeded: c, Campaign: Propose(c))).ToList();
        foreach (var (_, campaign) in proposed) batch.AddCampaign(campaign);
        foreach (var (seeded, campaign) in proposed)
        {
            campaign.Start(campaign.Starts);
            Accept<FundsRaised, FundsInput, FundsAnswer>(batch, campaign, seeded.Funds);
            Accept<PostsOffered, PostsInput, PostsAnswer>(batch, campaign, seeded.Posts);
            Accept<Training, TrainingInput, TrainingAnswer>(batch, campaign, seeded.Trainings);
            Accept<Placement, PlacementInput, PlacementAnswer>(batch, campaign, seeded.Placements);
            Accept<SummerDelivery, SummerDeliveryInput, SummerDeliveryAnswer>(batch, campaign, seeded.SummerDeliveries);
            Accept<Inspection, InspectionInput, InspectionAnswer>(batch, campaign, seeded.Inspections);
            Accept<WinterDelivery, WinterDeliveryInput, WinterDeliveryAnswer>(batch, campaign, seeded.WinterDeliveries);
            foreach (var grant in seeded.Grants) Accept(batch, campaign, grant);
            if (seeded.Closed) campaign.Close(campaign.Ends.AddDays(1));
        }
    }

    private Campaign Propose(SeededCampaign seeded)
    {
        Check(seeded.Campaign);
        return Campaign.Propose(caller.Union!.Id, seeded.Campaign.Code ?? throw new InvalidInput("code", "required"), seeded.Campaign, context.Ids);
    }

    private void Accept<TRecord, TInput, TAnswer>(RecordBatch batch, Campaign campaign, IReadOnlyList<TInput> inputs)
        where TRecord : CampaignRecord, IRecord<SeasonalContext, TInput, TAnswer>, new() where TInput : RecordInput where TAnswer : IRecordAnswer
    {
        foreach (var input in inputs)
        {
            Check(input);
            batch.Record<TRecord, TInput, TAnswer>(campaign, input, tools, context.Ids);
        }
    }

    private void Accept(RecordBatch batch, Campaign campaign, SeededGrant seeded)
    {
        Check(seeded.Grant);
        var grant = batch.Record<ScholarshipGrant, ScholarshipGrantInput, ScholarshipGrantAnswer>(campaign, seeded.Grant, tools, context.Ids);
        batch.Hold(grant.ClaimOf(campaign));
        foreach (var payment in seeded.Payments)
        {
            Check(payment);
            batch.Pay(campaign, grant, payment, tools, context.Ids);
        }
    }

    private static void Check(IChecked input)
    {
        var problems = new InputProblems();
        input.Check(problems);
        problems.ThrowIfAny();
    }
}
