using Federation.Framework.Databases;
using Federation.Kernel.Figures;

namespace Federation.SeasonalSupport.Inspections;

internal sealed class InspectionFigures(SeasonalContext context) : SeasonalFigures(Sources.Inspections, handsIn: true, Inspections, Hazards, Fixed)
{
    private const string Inspections = "seasonal.cooling.inspections", Hazards = "seasonal.cooling.hazards", Fixed = "seasonal.cooling.hazards-fixed";

    // EF makes one column of two equal expressions: what is counted three times is written three ways.
    public override IReadOnlyList<Measurement> Queries(IMeasureScope scope) =>
    [
        Measure.Values(scope.Of(context.Inspections.AcrossUnions()).GroupBy(i => new { i.UnionId, i.Month }).Select(g => new Row
            {
                UnionId = g.Key.UnionId,
                Month = g.Key.Month,
                Inspections = g.Count(),
                Hazards = g.Sum(i => (long)i.HazardsFound),
                PutRight = g.Sum(i => (decimal)i.HazardsFixed),
                Found = g.Sum(i => (decimal)i.HazardsFound),
                Records = g.LongCount(),
            }))
            .As(Inspections, r => r.Inspections).As(Hazards, r => r.Hazards).Ratio(Fixed, r => r.PutRight, r => r.Found).HandedIn(Code, r => r.Records).Build(),
    ];

    private sealed class Row : IMeasuredRow
    {
        public long UnionId { get; init; }
        public int Month { get; init; }
        public int Inspections { get; init; }
        public long Hazards { get; init; }
        public decimal PutRight { get; init; }
        public decimal Found { get; init; }
        public long Records { get; init; }
    }
}
