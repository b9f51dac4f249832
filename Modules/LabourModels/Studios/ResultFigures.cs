using Federation.Framework.Databases;
using Federation.Kernel.Figures;

namespace Federation.LabourModels.Studios;

internal sealed class ResultFigures(LabourContext context) : LabourFigures(Sources.Results, false, Results)
{
    private const string Results = "models.results";

    public override IReadOnlyList<Measurement> Queries(IMeasureScope scope) =>
    [
        Measure.Values(scope.Of(context.Results.AcrossUnions()).GroupBy(e => new { e.UnionId, e.Month }).Select(g => new CountRow
            {
                UnionId = g.Key.UnionId, Month = g.Key.Month, Value = g.Count(), Records = g.LongCount(),
            }))
            .As(Results, r => r.Value).HandedIn(Code, r => r.Records).Build(),
    ];
}
