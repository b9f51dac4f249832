using Federation.Framework.Databases;
using Federation.Framework.Modules;
using Federation.Kernel.Figures;

namespace Federation.Figures.Engine;

/// <summary>
/// What the nil reports for single months of one module are known by as a source. They say nothing but that the union has handed something in. A nil
/// report for a year is a form of the module, <see cref="FormSource"/>: the months add up to the year and would overwrite it.
/// </summary>
internal sealed class NilSource(FiguresContext context, string module) : IFigureSource
{
    public static string CodeOf(string module) => "nil:" + module;

    public string Code => CodeOf(module);
    public string Module => module;
    public bool HasStocks => false;
    public IReadOnlyList<string> Indicators { get; } = [Measure.HandedInCode(CodeOf(module))];

    public IReadOnlyList<Measurement> Queries(IMeasureScope scope)
    {
        var hidden = Indicators[0];
        return
        [
            Measure.Values(
                    from report in context.TypedFigures.AcrossUnions()
                    join indicator in context.Indicators on report.IndicatorId equals indicator.Id
                    where indicator.Code == hidden
                    join month in scope.Months on new { report.UnionId, Month = report.Period } equals new { month.UnionId, month.Month }
                    group report by new { report.UnionId, Month = report.Period } into reports
                    select new Row { UnionId = reports.Key.UnionId, Month = reports.Key.Month, Records = reports.LongCount() })
                .HandedIn(Code, r => r.Records).Build(),
        ];
    }

    public static IEnumerable<NilSource> Of(ModuleList modules, FiguresContext context) =>
        modules.All.SelectMany(m => m.Indicators).Select(i => i.Module).Distinct().Select(m => new NilSource(context, m));

    private sealed class Row : IMeasuredRow
    {
        public long UnionId { get; init; }
        public int Month { get; init; }
        public long Records { get; init; }
    }
}
