using Federation.Kernel;
using Federation.SeasonalSupport.Campaigns;
using Federation.SeasonalSupport.Contracts;
using Federation.SeasonalSupport.Scholarships;

namespace Federation.SeasonalSupport.Records;

/// <summary>Rows of several tables to be written at bulk speed, in the order in which they were first added: what is referred to comes first.</summary>
internal sealed class RecordBatch
{
    private readonly List<IPile> piles = [];

    public void Add<T>(T row) where T : class
    {
        if (piles.OfType<Pile<T>>().FirstOrDefault() is not { } pile) piles.Add(pile = new Pile<T>());
        pile.Rows.Add(row);
    }

    public void AddCampaign(Campaign campaign)
    {
        Add(campaign);
        Add(campaign.Account);
        foreach (var line in campaign.BudgetLines) Add(line);
        foreach (var target in campaign.Plan) Add(target);
    }

    /// <summary>Records under a campaign by the same rules as one by one, to be written with the others.</summary>
    public TRecord Record<TRecord, TInput, TAnswer>(Campaign campaign, TInput input, Identities identities, Ids ids)
        where TRecord : CampaignRecord, IRecorded<TRecord, TInput, TAnswer>, new() where TInput : RecordInput
    {
        var record = new TRecord();
        record.Put(input, identities);
        campaign.Take(record, input.Date, ids);
        Add(record);
        record.AddPartsTo(this);
        return record;
    }

    /// <summary>A payment on a grant of the same batch.</summary>
    public void Pay(Campaign campaign, ScholarshipGrant grant, PaymentInput input, Identities identities, Ids ids) =>
        grant.Pay(Record<ScholarshipPayment, PaymentInput, PaymentAnswer>(campaign, input, identities, ids));

    public async Task WriteAsync(SeasonalContext context, CancellationToken cancellation)
    {
        foreach (var pile in piles) await pile.WriteAsync(context, cancellation);
        // The marks that were written stay tracked otherwise, more with each batch.
        context.ChangeTracker.Clear();
    }

    private interface IPile
    {
        Task WriteAsync(SeasonalContext context, CancellationToken cancellation);
    }

    private sealed class Pile<T> : IPile where T : class
    {
        public List<T> Rows { get; } = [];

        public async Task WriteAsync(SeasonalContext context, CancellationToken cancellation)
        {
            if (Rows.Count == 0) return;
            await context.BulkInsertAsync(Rows, cancellation);
            Rows.Clear();
        }
    }
}
