using Federation.Framework.Databases;
using Federation.Kernel.Figures;

namespace Federation.LabourModels.Honours;

internal sealed class AwardFigures(LabourContext context) : LabourFigures(Sources.Awards, false, Granted)
{
    private const string Granted = "models.granted";

    public override IReadOnlyList<Measurement> Queries(IMeasureScope scope) =>
    [
        Measure.Values(scope.Of(context.Awards.AcrossUnions()).GroupBy(a => new { a.UnionId, a.Month }).Select(g => new CountRow
            {
                UnionId = g.Key.UnionId, Month = g.Key.Month, Value = g.Count(), Records = g.LongCount(),
            }))
            .As(Granted, r => r.Value).HandedIn(Code, r => r.Records).Build(),
    ];
}
