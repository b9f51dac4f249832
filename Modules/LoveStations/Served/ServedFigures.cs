using Federation.Framework.Databases;
using Federation.Kernel.Figures;
using Federation.LoveStations.Contracts;

namespace Federation.LoveStations.Served;

internal sealed class ServedFigures(StationsContext context) : IFigureSource
{
    private const string AtStations = "stations.served", Elsewhere = "stations.others-served";

    public string Code => Sources.Served;
    public string Module => LoveStationsModule.ModuleName;
    public bool HasStocks => false;
    public IReadOnlyList<string> Indicators { get; } = [AtStations, Elsewhere, Measure.HandedInCode(Sources.Served)];

    public IReadOnlyList<Measurement> Queries(IMeasureScope scope) =>
    [
        Measure.Values(scope.Of(context.Served.AcrossUnions()).GroupBy(s => new { s.UnionId, s.Month }).Select(g => new Row
            {
                UnionId = g.Key.UnionId,
                Month = g.Key.Month,
                AtStations = g.Sum(s => s.Kind == ServiceKind.Station ? (long)s.People : 0L),
                Elsewhere = g.Sum(s => s.Kind != ServiceKind.Station ? (long)s.People : 0L),
                Records = g.LongCount(),
            }))
            .As(AtStations, r => r.AtStations).As(Elsewhere, r => r.Elsewhere).HandedIn(Code, r => r.Records).Build(),
    ];

    private sealed class Row : IMeasuredRow
    {
        public long UnionId { get; init; }
        public int Month { get; init; }
        public long AtStations { get; init; }
        public long Elsewhere { get; init; }
        public long Records { get; init; }
    }
}
