using Federation.Framework.Records;
using Federation.Kernel;
using Federation.Kernel.Tenancy;
using Federation.SeasonalSupport.Inputs;
using Federation.SeasonalSupport.Records;

namespace Federation.SeasonalSupport.SpringJobs;

/// <summary>A training for those who look for work.</summary>
[CountsFor(Sources.Trainings)]
internal sealed class Training : CampaignRecord, ISubtreeReadable, IRecord<SeasonalContext, TrainingInput, TrainingAnswer>
{
    internal static readonly RecordKind<SeasonalContext, Training, TrainingInput, TrainingAnswer> Definition = new("trainings")
    {
        Parent = CampaignParent.Of<Training, TrainingInput>(),
        FilterFields = [],
        HasPages = false,
    };

    public string Topic { get; private set; } = "";

    /// <summary>Person-times: places that were taken.</summary>
    public int PlacesTaken { get; private set; }

    public override Season? OnlyIn => Season.Spring;

    public void Apply(TrainingInput input, RecordTools tools) => (Topic, PlacesTaken) = (input.Topic, input.PlacesTaken);

    public TrainingAnswer ToAnswer(RecordTools tools, string union) => new(Text.Of(Id), Date, Topic, PlacesTaken, Version);
}

internal sealed record TrainingAnswer(string Id, DateOnly Date, string Topic, int PlacesTaken, int Version) : IRecordAnswer;
