using Federation.Kernel.Figures;

namespace Federation.Figures.Engine;

/// <summary>
/// The source of one module's typed figures: its form indicators and the nil report of the whole module. The values are in this module's table and are measured
/// by <see cref="FigureStatements"/>, for years instead of months.
/// </summary>
internal sealed class FormSource(string module, IReadOnlyList<string> indicators) : IFigureSource
{
    public static string CodeOf(string module) => "form:" + module;

    public string Code => CodeOf(module);
    public string Module => module;
    public bool HasStocks => false;
    public IReadOnlyList<string> Indicators { get; } = [.. indicators, Measure.HandedInCode(CodeOf(module))];

    /// <summary>None: typed figures are measured by statements, not by queries.</summary>
    public IReadOnlyList<Measurement> Queries(IMeasureScope scope) => [];

    public static IEnumerable<FormSource> Of(IEnumerable<Indicator> indicators) => indicators
        .GroupBy(i => i.Module).Select(g => new FormSource(g.Key, [.. g.Where(i => i.Source == IndicatorSource.Form).Select(i => i.Code)]));
}
