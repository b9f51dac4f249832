using Federation.Framework.Databases;
using Federation.Kernel.Figures;

namespace Federation.LoveStations.Subsidies;

internal sealed class PaymentFigures(StationsContext context) : IFigureSource
{
    private const string Paid = "stations.subsidy";

    public string Code => Sources.Payments;
    public string Module => LoveStationsModule.ModuleName;
    public bool HasStocks => false;
    public IReadOnlyList<string> Indicators { get; } = [Paid, Measure.HandedInCode(Sources.Payments)];

    public IReadOnlyList<Measurement> Queries(IMeasureScope scope) =>
    [
        Measure.Values(scope.Of(context.Payments.AcrossUnions()).GroupBy(p => new { p.UnionId, p.Month })
                .Select(g => new Row { UnionId = g.Key.UnionId, Month = g.Key.Month, Paid = g.Sum(p => p.Amount), Records = g.LongCount() }))
            .As(Paid, r => r.Paid).HandedIn(Code, r => r.Records).Build(),
    ];

    private sealed class Row : IMeasuredRow
    {
        public long UnionId { get; init; }
        public int Month { get; init; }
        public decimal Paid { get; init; }
        public long Records { get; init; }
    }
}
