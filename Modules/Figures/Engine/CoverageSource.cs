using Federation.Kernel.Figures;

namespace Federation.Figures.Engine;

/// <summary>
/// The source of one module's coverages. Nothing is measured or marked for it: coverages follow from the totals of two other indicators, which <see
/// cref="FigureStatements"/> reads when a level has been rolled up.
/// </summary>
internal sealed class CoverageSource(string module, IReadOnlyList<string> indicators) : IFigureSource
{
    public string Code => "coverage:" + module;
    public string Module => module;
    public bool HasStocks => false;
    public IReadOnlyList<string> Indicators => indicators;

    public IReadOnlyList<Measurement> Queries(IMeasureScope scope) => [];

    public static IEnumerable<CoverageSource> Of(IEnumerable<Indicator> indicators) => indicators
        .Where(i => i.Kind == IndicatorKind.Coverage).GroupBy(i => i.Module).Select(g => new CoverageSource(g.Key, [.. g.Select(i => i.Code)]));
}
