using Federation.Framework.Import;
using Federation.Framework.Security;
using Federation.Kernel;
using Federation.SeasonalSupport.Campaigns;
using Federation.SeasonalSupport.Contracts;
using Federation.SeasonalSupport.Records;

namespace Federation.SeasonalSupport.Imports;

/// <summary>A row that names its campaign by code.</summary>
internal interface ICampaignRow
{
    string Campaign { get; }
}

/// <summary>The columns of records, the campaign's code first.</summary>
internal static class RecordColumns
{
    public static IReadOnlyList<ImportColumn> Of<TRow>() where TRow : class, new() =>
    [
        .. ImportColumns.Of<TRow>("campaign").Select(c => c.Name switch
        {
            "campaign" => c with { Heading = "campaign-code-heading" },
            "name" => c with { Heading = "person-name" },
            "amount" when typeof(TRow) == typeof(ScholarshipGrantRow) => c with { Heading = "field-granted" },
            "quantity" => c with { Money = false, Example = "100" },
            "identityNumber" => c with { Example = "11010519491231002X" },
            _ => c,
        }),
    ];
}

/// <summary>A table of records, each under a campaign of the union: the same inputs and rules as one by one, written at bulk speed.</summary>
internal abstract class RecordImport<TRecord, TInput, TAnswer, TRow>(string kind, SeasonalContext context, Secrets secrets) : TableImport<TRow>
    where TRecord : CampaignRecord, IRecorded<TRecord, TInput, TAnswer>, new() where TInput : RecordInput where TRow : TInput, ICampaignRow, new()
{
    private readonly CampaignRows campaigns = new(context);
    private readonly RecordBatch batch = new();
    private readonly HashSet<long> used = [];

    public override string Kind => kind;

    public override IReadOnlyList<ImportColumn> Columns { get; } = RecordColumns.Of<TRow>();

    public override async Task<IReadOnlyDictionary<string, IReadOnlyList<string>>> OffersAsync(CancellationToken cancellation) =>
        new Dictionary<string, IReadOnlyList<string>> { ["campaign"] = await campaigns.OpenCodesAsync(new TRecord(), cancellation) };

    protected Identities Identities { get; } = new(secrets);

    public override Task OpenAsync(CancellationToken cancellation) => campaigns.OpenAsync(cancellation);

    public override Task WriteAsync(CancellationToken cancellation) => batch.WriteAsync(context, cancellation);

    public override Task CloseAsync(CancellationToken cancellation) => campaigns.BookAsync(used, cancellation);

    public override void Forget() => batch.Forget();

    protected override void Take(long line, TRow row, InputProblems problems)
    {
        var campaign = campaigns.Find(row.Campaign);
        used.Add(campaign.Id);
        AlsoTake(batch, campaign, batch.Record<TRecord, TInput, TAnswer>(campaign, row, Identities, context.Ids), row, context.Ids);
    }

    /// <summary>What else the row holds, beside the record.</summary>
    protected virtual void AlsoTake(RecordBatch records, Campaign campaign, TRecord record, TRow row, Ids ids)
    {
    }

    protected override string ColumnOf(RuleViolation rule) => rule.Code switch
    {
        "outside-campaign" => "date",
        "spent-above-raised" => "money",
        "more-put-right-than-found" => "hazardsFixed",
        _ => "campaign",
    };
}
