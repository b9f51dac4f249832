using Federation.Framework.Handlers;
using Federation.Framework.Import;
using Federation.Framework.Input;
using Federation.Kernel;
using Federation.SeasonalSupport.Campaigns;
using Federation.SeasonalSupport.Inputs;
using Federation.SeasonalSupport.Records;
using Microsoft.EntityFrameworkCore;

namespace Federation.SeasonalSupport.Imports;

[LabelKey(Field = "year", Example = "2018", PlainNumber = true)]
[LabelKey("campaign-code", Field = "code", Example = "2018-summer")]
[LabelKey("campaign-name", Field = "name", Example = "2018年夏送清凉")]
internal sealed class CampaignRow : CampaignInput
{
    /// <summary>Planned where it is left out; a closed campaign would take no records.</summary>
    [LabelKey(Words = [CampaignState.Planned, CampaignState.Running])]
    public CampaignState? State { get; set; }

    public override void Check(InputProblems problems)
    {
        base.Check(problems);
        if (State == CampaignState.Closed) problems.Add("state", "not-one-of", "planned, running");
    }
}

/// <summary>A union's list of campaigns.</summary>
internal sealed class CampaignImport(SeasonalContext context, TimeProvider time)
    : TableImport<CampaignRow>("campaigns", "season", "year", "code", "name", "starts", "ends", "budget", "state")
{
    private readonly HashSet<string> taken = new(StringComparer.OrdinalIgnoreCase);
    private readonly RecordBatch batch = new();

    /// <summary>Codes of the campaigns that are there, by what a row without a code says.</summary>
    private readonly Dictionary<UInt128, string> there = [];

    protected override Questions Questions => context.Questions;

    public override async Task OpenAsync(CancellationToken cancellation)
    {
        foreach (var own in await context.Campaigns.AsNoTracking().Where(c => c.UnionId == context.TenantId).OrderBy(c => c.Id).ToListAsync(cancellation))
        {
            taken.Add(own.Code);
            there.TryAdd(RowDigest.Of([own.Season, own.Year, own.Name]), own.Code);
        }
    }

    public override Task WriteAsync(CancellationToken cancellation) => batch.WriteAsync(context, cancellation);

    public override void DiscardBatch() => batch.Forget();

    protected override void Accept(long line, CampaignRow row, InputProblems problems)
    {
        // Without a code nothing tells another campaign from the same one handed in again.
        if (row.Code is null && there.TryGetValue(RowDigest.Of([row.Season, row.Year, row.Name]), out var known))
            throw new RuleViolation("campaign-there-already", known);
        var code = row.Code ?? Campaign.DefaultCode(row.Season, row.Year, taken);
        if (!taken.Add(code)) throw new RuleViolation("campaign-code-taken", code);
        var campaign = Campaign.Propose(context.TenantId, code, row, context.Ids);
        context.CheckDays(campaign);
        if (row.State == CampaignState.Running) campaign.Start(time.Today());
        batch.AddCampaign(campaign);
    }

    protected override string ColumnOf(RuleViolation rule) => rule.Code is "campaign-code-taken" or "campaign-there-already" ? "code" : "starts";
}
