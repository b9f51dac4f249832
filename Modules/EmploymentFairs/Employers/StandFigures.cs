using Federation.EmploymentFairs.Contracts;
using Federation.Framework.Databases;
using Federation.Kernel.Figures;

namespace Federation.EmploymentFairs.Employers;

internal sealed class StandFigures(FairsContext context) : FairFigures(Sources.Stands, Attendances, Employers)
{
    private const string Attendances = "fairs.attendances", Employers = "fairs.employers";

    public override IReadOnlyList<Measurement> Queries(IMeasureScope scope) =>
    [
        Measure.Values(scope.Of(context.Stands.AcrossUnions()).Where(s => s.Attendance == Attendance.Present).GroupBy(s => new { s.UnionId, s.Month })
                .Select(g => new Row { UnionId = g.Key.UnionId, Month = g.Key.Month, Present = g.Count(), Records = g.LongCount() }))
            .As(Attendances, r => r.Present).HandedIn(Code, r => r.Records).Build(),
        Measure.Hashes(Employers, scope.Of(context.Stands.AcrossUnions()).Where(s => s.Attendance == Attendance.Present)
            .Select(s => new CountedRow { UnionId = s.UnionId, Month = s.Month, Hash = s.EmployerHash })),
    ];

    private sealed class Row : IMeasuredRow
    {
        public long UnionId { get; init; }
        public int Month { get; init; }
        public int Present { get; init; }
        public long Records { get; init; }
    }
}
