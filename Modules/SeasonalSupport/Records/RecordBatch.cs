using Federation.Framework.Claims;
using Federation.Framework.Records;
using Federation.Kernel;
using Federation.Kernel.Tenancy;
using Federation.SeasonalSupport.Campaigns;
using Federation.SeasonalSupport.Inputs;
using Federation.SeasonalSupport.Scholarships;

namespace Federation.SeasonalSupport.Records;

/// <summary>Rows of several tables to be written at bulk speed, in the order in which they were first added: what is referred to comes first.</summary>
internal sealed class RecordBatch
{
    private readonly List<IPendingRows> pending = [];
    private readonly List<Claim> claims = [];

    /// <summary>How many wait to be written.</summary>
    public int Rows { get; private set; }

    public void Add<T>(T row) where T : class, IOwnedByUnion
    {
        if (pending.OfType<PendingRows<T>>().FirstOrDefault() is not { } pile) pending.Add(pile = new PendingRows<T>());
        pile.Rows.Add(row);
        Rows++;
    }

    /// <summary>What a record of the batch holds once in the federation, where it holds anything.</summary>
    public void Hold(Claim? claim)
    {
        if (claim is not null) claims.Add(claim);
    }

    public void AddCampaign(Campaign campaign)
    {
        Add(campaign);
        Add(campaign.Account);
        foreach (var line in campaign.BudgetLines) Add(line);
        foreach (var target in campaign.Plan) Add(target);
    }

    /// <summary>Records under a campaign by the same rules as one by one, to be written with the others.</summary>
    public TRecord Record<TRecord, TInput, TAnswer>(Campaign campaign, TInput input, RecordTools tools, Ids ids)
        where TRecord : CampaignRecord, IRecord<SeasonalContext, TInput, TAnswer>, new() where TInput : RecordInput where TAnswer : IRecordAnswer
    {
        var record = new TRecord();
        record.Apply(input, tools);
        campaign.AcceptNew(record, input.Date, ids);
        Add(record);
        record.AddPartsTo(this);
        return record;
    }

    /// <summary>A payment on a grant of the same batch.</summary>
    public void Pay(Campaign campaign, ScholarshipGrant grant, PaymentInput input, RecordTools tools, Ids ids)
    {
        var payment = new ScholarshipPayment();
        payment.PlaceIn(campaign.UnionId, new RecordPlace(grant.Id, campaign.Id), ids);
        payment.Apply(input, tools);
        campaign.Accept(payment, input.Date, ids);
        Add(payment);
        grant.Pay(payment);
    }

    /// <param name="enter">Where the rows are of several unions: enters the one whose rows come next.</param>
    public async Task WriteAsync(SeasonalContext context, CancellationToken cancellation, Action<long>? enter = null)
    {
        foreach (var pile in pending) await pile.WriteAsync(context, enter, cancellation);
        if (claims.Count > 0) await context.BulkInsertAsync(claims, cancellation);
        claims.Clear();
        Rows = 0;
    }

    /// <summary>Lets go of what waits to be written.</summary>
    public void Forget()
    {
        foreach (var pile in pending) pile.Forget();
        claims.Clear();
        Rows = 0;
    }

    /// <summary>After very many rows: gives the optimiser the size of every table that was written.</summary>
    public async Task AnalyzeAsync(SeasonalContext context, CancellationToken cancellation)
    {
        foreach (var pile in pending) await pile.AnalyzeAsync(context, cancellation);
    }

    private interface IPendingRows
    {
        Task WriteAsync(SeasonalContext context, Action<long>? enter, CancellationToken cancellation);

        Task AnalyzeAsync(SeasonalContext context, CancellationToken cancellation);

        void Forget();
    }

    private sealed class PendingRows<T> : IPendingRows where T : class, IOwnedByUnion
    {
        public List<T> Rows { get; } = [];

        public async Task WriteAsync(SeasonalContext context, Action<long>? enter, CancellationToken cancellation)
        {
            if (Rows.Count == 0) return;
            await context.BulkInsertAsync(enter is null ? Rows : Entering(enter), cancellation);
            Rows.Clear();
        }

        public Task AnalyzeAsync(SeasonalContext context, CancellationToken cancellation) => context.AnalyzeAsync<T>(cancellation);

        public void Forget() => Rows.Clear();

        private IEnumerable<T> Entering(Action<long> enter)
        {
            long entered = 0;
            foreach (var row in Rows)
            {
                if (row.UnionId != entered) enter(entered = row.UnionId);
                yield return row;
            }
        }
    }
}
