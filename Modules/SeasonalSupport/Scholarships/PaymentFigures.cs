using Federation.Framework.Databases;
using Federation.Kernel.Figures;

namespace Federation.SeasonalSupport.Scholarships;

internal sealed class PaymentFigures(SeasonalContext context) : SeasonalFigures(Sources.Payments, handsIn: true, Paid, Students)
{
    private const string Paid = "seasonal.scholarship.paid", Students = "seasonal.scholarship.students";

    public override IReadOnlyList<Measurement> Queries(IMeasureScope scope)
    {
        var payments = scope.Of(context.Payments.AcrossUnions());
        return
        [
            Measure.Values(payments.GroupBy(p => new { p.UnionId, p.Month })
                    .Select(g => new Row { UnionId = g.Key.UnionId, Month = g.Key.Month, Paid = g.Sum(p => p.Amount), Records = g.LongCount() }))
                .As(Paid, r => r.Paid).HandedIn(Code, r => r.Records).Build(),
            Measure.Hashes(Students, payments.Select(p => new CountedRow { UnionId = p.UnionId, Month = p.Month, Hash = p.PersonHash })),
        ];
    }

    private sealed class Row : IMeasuredRow
    {
        public long UnionId { get; init; }
        public int Month { get; init; }
        public decimal Paid { get; init; }
        public long Records { get; init; }
    }
}
