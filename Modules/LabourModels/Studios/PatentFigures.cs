using Federation.Framework.Databases;
using Federation.Kernel.Figures;

namespace Federation.LabourModels.Studios;

internal sealed class PatentFigures(LabourContext context) : LabourFigures(Sources.Patents, false, Patents)
{
    private const string Patents = "models.patents";

    public override IReadOnlyList<Measurement> Queries(IMeasureScope scope) =>
    [
        Measure.Values(scope.Of(context.Patents.AcrossUnions()).GroupBy(e => new { e.UnionId, e.Month }).Select(g => new CountRow
            {
                UnionId = g.Key.UnionId, Month = g.Key.Month, Value = g.Count(), Records = g.LongCount(),
            }))
            .As(Patents, r => r.Value).HandedIn(Code, r => r.Records).Build(),
    ];
}
