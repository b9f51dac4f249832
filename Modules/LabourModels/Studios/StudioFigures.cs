using Federation.Framework.Databases;
using Federation.Kernel.Figures;

namespace Federation.LabourModels.Studios;

internal sealed class StudioFigures(LabourContext context) : LabourFigures(Sources.Studios, true, Studios)
{
    private const string Studios = "models.studios";

    public override IReadOnlyList<Measurement> Queries(IMeasureScope scope)
    {
        var open =
            from month in scope.Months
            join studio in context.Studios.AcrossUnions() on month.UnionId equals studio.UnionId
            where studio.Opened <= month.AsOf && (studio.Closed == null || studio.Closed > month.AsOf)
            group studio by new { month.UnionId, month.Month } into g
            select new CountRow { UnionId = g.Key.UnionId, Month = g.Key.Month, Value = g.Count(), Records = g.LongCount() };
        return [Measure.Values(open).As(Studios, r => r.Value).HandedIn(Code, r => r.Records).Build()];
    }
}
