using Federation.Figures.Catalogue;
using Federation.Figures.Typing;
using Federation.Kernel.Figures;

namespace Federation.Figures.Engine;

/// <summary>
/// What the nil reports for single months of one module are known by as a source. They say nothing but that the union has handed something in. A nil
/// report for a year is a form of the module, <see cref="FormSource"/>: the months add up to the year and would overwrite it.
/// </summary>
internal sealed class NilSource(string module) : IFigureSource
{
    public static string CodeOf(string module) => "nil:" + module;

    public string Code => CodeOf(module);
    public string Module => module;
    public bool HasStocks => false;
    public IReadOnlyList<string> Indicators { get; } = [Measure.HandedInCode(CodeOf(module))];

    public IReadOnlyList<Measurement> Queries(IMeasureScope scope)
    {
        var hidden = Indicators[0];
        return FigureSource.Flow(Code, measured =>
            from report in measured.All<TypedFigure>()
            join indicator in measured.Shared<IndicatorRow>() on report.IndicatorId equals indicator.Id
            where indicator.Code == hidden
            join month in measured.Months on new { report.UnionId, Month = report.Period } equals new { month.UnionId, month.Month }
            select new { report.UnionId, Month = report.Period }).Queries(scope);
    }

    public static IEnumerable<NilSource> Of(IEnumerable<Indicator> indicators) =>
        indicators.Select(i => i.Module).Distinct().Select(m => new NilSource(m));
}
