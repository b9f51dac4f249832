using Federation.Framework.Databases;
using Federation.Kernel.Figures;

namespace Federation.SeasonalSupport.SpringJobs;

internal sealed class TrainingFigures(SeasonalContext context) : SeasonalFigures(Sources.Trainings, handsIn: true, Trained)
{
    private const string Trained = "seasonal.spring.trained";

    public override IReadOnlyList<Measurement> Queries(IMeasureScope scope) =>
    [
        Measure.Values(scope.Of(context.Trainings.AcrossUnions()).GroupBy(r => new { r.UnionId, r.Month })
                .Select(g => new Row { UnionId = g.Key.UnionId, Month = g.Key.Month, Trained = g.Sum(r => (long)r.PlacesTaken), Records = g.LongCount() }))
            .As(Trained, r => r.Trained).HandedIn(Code, r => r.Records).Build(),
    ];

    private sealed class Row : IMeasuredRow
    {
        public long UnionId { get; init; }
        public int Month { get; init; }
        public long Trained { get; init; }
        public long Records { get; init; }
    }
}
