using Federation.Framework.Import;
using Federation.Kernel;
using Federation.SeasonalSupport.Campaigns;
using Federation.SeasonalSupport.Contracts;
using Federation.SeasonalSupport.Records;
using Microsoft.EntityFrameworkCore;

namespace Federation.SeasonalSupport.Imports;

internal sealed class CampaignRow : CampaignInput
{
    /// <summary>Planned where it is left out; a closed campaign would take no records.</summary>
    public CampaignState? State { get; set; }

    public override void Check(InputProblems problems)
    {
        base.Check(problems);
        if (State == CampaignState.Closed) problems.Add("state", "not-one-of", "planned, running");
    }
}

/// <summary>A union's list of campaigns.</summary>
internal sealed class CampaignImport(SeasonalContext context, TimeProvider time) : TableImport<CampaignRow>
{
    private readonly HashSet<string> taken = new(StringComparer.OrdinalIgnoreCase);
    private readonly RecordBatch batch = new();

    public override string Kind => "campaigns";

    public override IReadOnlyList<ImportColumn> Columns { get; } = ImportColumns.Of<CampaignRow>("season", "year", "code", "name", "starts", "ends", "budget", "state")
        .With("year", c => c with { Example = "2018" })
        .With("code", c => c with { Heading = "campaign-code", Example = "2018-summer" })
        .With("name", c => c with { Heading = "campaign-name", Example = "2018年夏送清凉" })
        .With("state", c => c with { Words = [CampaignState.Planned, CampaignState.Running] });

    public override async Task OpenAsync(CancellationToken cancellation) =>
        taken.UnionWith(await context.Campaigns.Where(c => c.UnionId == context.TenantId).Select(c => c.Code).ToListAsync(cancellation));

    public override Task WriteAsync(CancellationToken cancellation) => batch.WriteAsync(context, cancellation);

    public override void Forget() => batch.Forget();

    protected override void Take(long line, CampaignRow row, InputProblems problems)
    {
        var code = row.Code ?? Campaign.DefaultCode(row.Season, row.Year, taken);
        if (!taken.Add(code)) throw new RuleViolation("campaign-code-taken", code);
        var campaign = Campaign.Propose(context.TenantId, code, row, context.Ids);
        if (row.State == CampaignState.Running) campaign.Start(time.Today());
        batch.AddCampaign(campaign);
    }

    protected override string ColumnOf(RuleViolation rule) => rule.Code == "campaign-code-taken" ? "code" : "starts";
}
