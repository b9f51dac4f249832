using Federation.Framework.Modules;
using Federation.Kernel.Figures;

namespace Federation.Figures.Engine;

/// <summary>
/// What the coverages of one module are known by as a source. Nothing is measured for them and nobody marks them: they follow from the totals of two
/// other indicators, which <see cref="FigureStatements"/> looks at when a level has been rolled up.
/// </summary>
internal sealed class CoverageSource(string module, IReadOnlyList<string> indicators) : IFigureSource
{
    public string Code => "coverage:" + module;
    public string Module => module;
    public bool HasStocks => false;
    public IReadOnlyList<string> Indicators => indicators;

    public IReadOnlyList<Measurement> Queries(IMeasureScope scope) => [];

    public static IEnumerable<CoverageSource> Of(ModuleList modules) => modules.All.SelectMany(m => m.Indicators)
        .Where(i => i.Kind == IndicatorKind.Coverage).GroupBy(i => i.Module).Select(g => new CoverageSource(g.Key, [.. g.Select(i => i.Code)]));
}
