using Federation.Framework.Claims;
using Federation.Framework.Handlers;
using Federation.Framework.Import;
using Federation.Framework.Records;
using Federation.Kernel;
using Federation.SeasonalSupport.Campaigns;
using Federation.SeasonalSupport.Inputs;
using Federation.SeasonalSupport.Records;
using Microsoft.EntityFrameworkCore;

namespace Federation.SeasonalSupport.Imports;

/// <summary>A row of a table of records, each under a campaign that it names by code.</summary>
internal interface ICampaignRow<TRecord> where TRecord : CampaignRecord
{
    /// <summary>Name of the kind of table.</summary>
    static abstract string Kind { get; }

    string Campaign { get; }

    /// <summary>What a record says that was made of a row, beside its campaign and day: another that says the same is taken for the same.</summary>
    static abstract IEnumerable<object?> ContentOf(TRecord record);

    /// <summary>Reads records with all that <see cref="ContentOf"/> compares.</summary>
    static virtual IQueryable<TRecord> InFull(IQueryable<TRecord> records) => records;

    /// <summary>The column to name when a row breaks a rule.</summary>
    static virtual string ColumnOf(RuleViolation rule) => rule.Code switch
    {
        "outside-campaign" => "date",
        "spent-above-raised" => "money",
        "more-put-right-than-found" => "hazardsFixed",
        _ => "campaign",
    };

    /// <summary>What the record holds once in the federation; null where it holds nothing.</summary>
    static virtual Claim? ClaimOf(TRecord record, Campaign campaign) => null;

    /// <summary>What is said where another record holds it.</summary>
    static virtual Task<RuleViolation> RefusalAsync(TRecord record, Claim held, SeasonalContext context, RecordTools tools, CancellationToken cancellation) =>
        throw new InvalidOperationException($"{typeof(TRecord).Name} holds nothing.");

    /// <summary>Adds what the row holds beside its record.</summary>
    void AddParts(TRecord record, RecordBatch batch, Campaign campaign, RecordTools tools, Ids ids)
    {
    }
}

/// <summary>
/// A table of records, each under a campaign of the union: the same inputs and rules as one by one, written at bulk speed. Campaigns are checked against as
/// they are when the import begins; at its end each one used is locked, and if it has not changed meanwhile, what its rows booked is booked. Such records have
/// no key: a row that says what a record said before the import is left out, as often as there are such records, so that a longer list counts nothing twice.
/// </summary>
internal sealed class RecordImport<TRecord, TInput, TAnswer, TRow>(SeasonalContext context, RecordTools tools) : TableImport<TRow>(TRow.Kind, "campaign")
    where TRecord : CampaignRecord, IRecord<SeasonalContext, TInput, TAnswer>, new()
    where TInput : RecordInput
    where TAnswer : IRecordAnswer
    where TRow : class, TInput, ICampaignRow<TRecord>, new()
{
    private const int MaxLeftOut = 20;

    private readonly RecordBatch batch = new();
    private readonly Dictionary<Campaign, (decimal Raised, decimal Spent)> used = [];
    private readonly List<(long Line, TRow Row, InputProblems Problems)> waiting = [];

    /// <summary>How many records said the same before the import, of the campaigns and days of the rows so far.</summary>
    private readonly Dictionary<UInt128, int> there = [];

    private readonly HashSet<(long Campaign, DateOnly Date)> read = [];

    /// <summary>What the rows since the last time hold, and the lines in which the same stood first.</summary>
    private readonly List<(TRecord Record, Claim Claim, long Line, InputProblems Problems)> holding = [];

    private readonly Dictionary<UInt128, long> heldInLine = [];
    private readonly List<long> leftOut = [];
    private ImportCounts found;

    private readonly NamedRecords<Campaign> campaigns = new("campaign", c => c.Code, c => CampaignsAsync(context, c))
    {
        Unknown = "campaign-unknown", NotUnique = "campaign-not-unique", IsOffered = new TRecord().MayBeOf,
    };

    protected override IReadOnlyList<INamedRecords> Named => [campaigns];

    protected override Questions Questions => context.Questions;

    public override bool Upserts => true;

    public override bool RefusesSameFile => true;

    public override ImportCounts Counts => found;

    public override IReadOnlyList<long> LeftOut => leftOut;

    public override Task WriteAsync(CancellationToken cancellation) => batch.WriteAsync(context, cancellation);

    public override void DiscardBatch() => batch.Forget();

    public override async Task CloseAsync(CancellationToken cancellation)
    {
        // In order of their ids, so that two imports never wait for each other in a ring.
        foreach (var (before, (raised, spent)) in used.OrderBy(c => c.Key.Id))
        {
            var campaign = await context.LockAsync(before.Id, cancellation);
            if (campaign.Version != before.Version) throw new RuleViolation("campaign-changed-meanwhile", campaign.Code);
            campaign.Account.Book(new Booking(before.Account.Raised - raised, before.Account.Spent - spent));
        }
        await context.SaveChangesAsync(cancellation);
    }

    public override async Task ResolveAsync(CancellationToken cancellation)
    {
        await ReadThereAsync(cancellation);
        foreach (var (line, row, problems) in waiting)
        {
            Collect(problems, () =>
            {
                if (!IsThere(row))
                {
                    Record(line, row, problems);
                    found = found with { Added = found.Added + 1 };
                    return;
                }
                if (leftOut.Count < MaxLeftOut) leftOut.Add(line);
                found = found with { Unchanged = found.Unchanged + 1 };
            });
        }
        waiting.Clear();
        await RefuseHeldAsync(cancellation);
    }

    protected override void Accept(long line, TRow row, InputProblems problems)
    {
        campaigns.Find(row.Campaign);
        waiting.Add((line, row, problems));
    }

    /// <summary>Whether a record that was there before the import is the row's, and no other row's yet.</summary>
    private bool IsThere(TRow row)
    {
        if (there.Count == 0) return false;
        var record = new TRecord();
        record.Apply(row, tools);
        var digest = DigestOf(campaigns.Find(row.Campaign).Id, row.Date, record);
        if (there.GetValueOrDefault(digest) == 0) return false;
        there[digest]--;
        return true;
    }

    /// <summary>Reads each campaign's day once, before rows of it are written: those are not there already.</summary>
    private async Task ReadThereAsync(CancellationToken cancellation)
    {
        var unread = waiting.Select(w => (Campaign: campaigns.Find(w.Row.Campaign).Id, w.Row.Date)).Where(read.Add).ToList();
        if (unread.Count == 0) return;
        var (of, days) = (unread.Select(u => u.Campaign).Distinct().ToList(), unread.Select(u => u.Date).Distinct().ToList());
        var known = TRow.InFull(context.Set<TRecord>().AsNoTracking()).Where(r => of.Contains(r.CampaignId) && days.Contains(r.Date));
        var fresh = unread.ToHashSet();
        await foreach (var record in known.AsAsyncEnumerable().WithCancellation(cancellation))
        {
            if (!fresh.Contains((record.CampaignId, record.Date))) continue;
            var digest = DigestOf(record.CampaignId, record.Date, record);
            there[digest] = there.GetValueOrDefault(digest) + 1;
        }
    }

    private static UInt128 DigestOf(long campaign, DateOnly date, TRecord record) => RowDigest.Of([campaign, date, .. TRow.ContentOf(record)]);

    private void Record(long line, TRow row, InputProblems problems)
    {
        var campaign = campaigns.Find(row.Campaign);
        used.TryAdd(campaign, (campaign.Account.Raised, campaign.Account.Spent));
        var record = batch.Record<TRecord, TInput, TAnswer>(campaign, row, tools, context.Ids);
        context.CheckDays(record);
        row.AddParts(record, batch, campaign, tools, context.Ids);
        if (TRow.ClaimOf(record, campaign) is not { } claim) return;
        batch.Hold(claim);
        holding.Add((record, claim, line, problems));
    }

    /// <summary>What a record of another union, or of another line, holds already.</summary>
    private async Task RefuseHeldAsync(CancellationToken cancellation)
    {
        if (holding.Count == 0) return;
        var (rule, hashes) = (holding[0].Claim.Rule, holding.Select(h => h.Claim.Hash).ToList());
        var held = await context.Claims.AsNoTracking().Where(c => c.Rule == rule && hashes.Contains(c.Hash)).ToListAsync(cancellation);
        foreach (var (record, claim, line, problems) in holding)
        {
            var other = held.Find(c => c.Within == claim.Within && c.HolderId != claim.HolderId && c.Hash.AsSpan().SequenceEqual(claim.Hash));
            var digest = RowDigest.Of([claim.Within, Convert.ToHexString(claim.Hash)]);
            if (!heldInLine.TryAdd(digest, line))
            {
                problems.Add("identityNumber", "granted-in-line", heldInLine[digest]);
            }
            else if (other is not null)
            {
                var refusal = await TRow.RefusalAsync(record, other, context, tools, cancellation);
                problems.Add("identityNumber", refusal.Code, [.. refusal.Arguments]);
            }
        }
        holding.Clear();
    }

    protected override string ColumnOf(RuleViolation rule) => TRow.ColumnOf(rule);

    /// <summary>Not tracked: what rows book on them is only added up, and the account itself is written at the end under its lock.</summary>
    private static Task<List<Campaign>> CampaignsAsync(SeasonalContext context, CancellationToken cancellation) =>
        context.Campaigns.AsNoTracking().Include(c => c.Account).Where(c => c.UnionId == context.TenantId)
            .OrderByDescending(c => c.Id).ToListAsync(cancellation);
}
