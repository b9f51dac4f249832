using Federation.Framework.Databases;
using Federation.Kernel.Figures;

namespace Federation.LabourModels.Files;

internal sealed class BenefitFigures(LabourContext context) : LabourFigures(Sources.Benefits, false, Benefits)
{
    private const string Benefits = "models.benefits";

    public override IReadOnlyList<Measurement> Queries(IMeasureScope scope) =>
    [
        Measure.Values(scope.Of(context.Benefits.AcrossUnions()).GroupBy(e => new { e.UnionId, e.Month }).Select(g => new MoneyRow
            {
                UnionId = g.Key.UnionId, Month = g.Key.Month, Value = g.Sum(b => b.Amount), Records = g.LongCount(),
            }))
            .As(Benefits, r => r.Value).HandedIn(Code, r => r.Records).Build(),
    ];
}
