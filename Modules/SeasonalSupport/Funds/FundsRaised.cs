using Federation.Framework.Records;
using Federation.Kernel;
using Federation.Kernel.Tenancy;
using Federation.SeasonalSupport.Inputs;
using Federation.SeasonalSupport.Records;

namespace Federation.SeasonalSupport.Funds;

/// <summary>Money that a campaign has to spend: raised by the union from a source, or passed on by its parent, who raised it.</summary>
[CountsFor(Sources.Funds)]
internal sealed class FundsRaised : CampaignRecord, ISubtreeReadable, IRecord<SeasonalContext, FundsInput, FundsAnswer>
{
    internal static readonly RecordKind<SeasonalContext, FundsRaised, FundsInput, FundsAnswer> Definition = new("funds")
    {
        Parent = CampaignParent.Of<FundsRaised, FundsInput>(),
        FilterFields = [],
        HasPages = false,
    };

    public MoneySource Source { get; private set; }
    public decimal Amount { get; private set; }

    /// <summary>A transfer: available here, counted as raised where it was raised first.</summary>
    public bool FromParent { get; private set; }

    public string? Note { get; private set; }

    /// <summary>The campaign's, kept here so that measuring the funds of three seasons reads one table.</summary>
    public Season Season { get; private set; }

    public override Season? OnlyIn => null;
    public override bool BeforeTheStart => true;
    public override Booking Booking => new(Amount, 0);

    public void Apply(FundsInput input, RecordTools tools) =>
        (Source, Amount, FromParent, Note) = (input.Source, input.Amount, input.FromParent ?? false, input.Note);

    public FundsAnswer ToAnswer(RecordTools tools, string union) => new(Text.Of(Id), Date, Source, Amount, FromParent, Note, Version);

    protected override void PlaceIn(Season season) => Season = season;
}

internal sealed record FundsAnswer(string Id, DateOnly Date, MoneySource Source, decimal Amount, bool FromParent, string? Note, int Version) : IRecordAnswer;
