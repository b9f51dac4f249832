using Federation.SeasonalSupport.Records;

namespace Federation.SeasonalSupport.SpringJobs;

/// <summary>How a training is typed and listed.</summary>
internal static class TrainingLayout
{
    public static readonly FormLayout<TrainingAnswer> Of = new()
    {
        Word = "training",
        Fields = typeof(TrainingFields),
        Table = "trainings",
        Columns = [new("field-date", t => t.Date), new("field-topic", t => t.Topic), new("field-places-taken", t => t.PlacesTaken)],
        Offers = new Dictionary<string, Func<TrainingAnswer, IEnumerable<string?>>> { ["topic"] = t => [t.Topic] },
    };
}
