using Federation.Framework.Databases;
using Federation.Kernel.Figures;

namespace Federation.LabourModels.Talks;

internal sealed class TalkFigures(LabourContext context) : LabourFigures(Sources.Talks, false, Talks)
{
    private const string Talks = "models.talks";

    public override IReadOnlyList<Measurement> Queries(IMeasureScope scope) =>
    [
        Measure.Values(scope.Of(context.Talks.AcrossUnions()).GroupBy(e => new { e.UnionId, e.Month }).Select(g => new CountRow
            {
                UnionId = g.Key.UnionId, Month = g.Key.Month, Value = g.Count(), Records = g.LongCount(),
            }))
            .As(Talks, r => r.Value).HandedIn(Code, r => r.Records).Build(),
    ];
}
