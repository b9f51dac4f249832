using Federation.Framework.Input;
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

/// <summary>A table of records, each under a campaign of the union: the same inputs and rules as one by one, written at bulk speed.</summary>
internal abstract class RecordImport<TRecord, TInput, TAnswer, TRow>(string kind, SeasonalContext context, Secrets secrets) : CsvImport<TRow>
    where TRecord : CampaignRecord, IRecorded<TRecord, TInput, TAnswer>, new() where TInput : RecordInput where TRow : TInput, ICampaignRow, new()
{
    private readonly CampaignRows campaigns = new(context);
    private readonly RecordBatch batch = new();
    private readonly HashSet<long> used = [];

    public override string Kind => kind;

    protected Identities Identities { get; } = new(secrets);

    public override Task OpenAsync(CancellationToken cancellation) => campaigns.OpenAsync(cancellation);

    public override Task WriteAsync(CancellationToken cancellation) => batch.WriteAsync(context, cancellation);

    public override Task CloseAsync(CancellationToken cancellation) => campaigns.BookAsync(used, cancellation);

    protected override void Take(TRow row, InputProblems problems)
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
