using Federation.Kernel.Tenancy;
using Federation.SeasonalSupport.Contracts;
using Federation.SeasonalSupport.Records;

namespace Federation.SeasonalSupport.SpringJobs;

/// <summary>A training for those who look for work.</summary>
[CountsFor(Sources.Trainings)]
internal sealed class Training : CampaignRecord, ISubtreeReadable, IRecorded<Training, TrainingInput, TrainingAnswer>
{
    public static string Path => "trainings";

    public string Topic { get; private set; } = "";

    /// <summary>Person-times: places that were taken.</summary>
    public int PlacesTaken { get; private set; }

    public override Season? OnlyIn => Season.Spring;

    public void Put(TrainingInput input, Identities identities) => (Topic, PlacesTaken) = (input.Topic, input.PlacesTaken);

    public TrainingAnswer Show(Identities identities) => new(Text.Of(Id), Date, Topic, PlacesTaken, Version);
}

internal sealed record TrainingAnswer(string Id, DateOnly Date, string Topic, int PlacesTaken, int Version) : IRecordAnswer;
