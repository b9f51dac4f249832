using Federation.Framework.Modules;
using Federation.Kernel.Figures;

namespace Federation.Figures.Engine;

/// <summary>
/// What is typed for one module is known by as a source: its typed indicators, and that the module as a whole is reported as nil. Their values lie in this module's own table and are measured by
/// <see cref="FigureStatements"/>, for years instead of months.
/// </summary>
internal sealed class FormSource(string module, IReadOnlyList<string> indicators) : IFigureSource
{
    public static string CodeOf(string module) => "form:" + module;

    public string Code => CodeOf(module);
    public string Module => module;
    public bool HasStocks => false;
    public IReadOnlyList<string> Indicators { get; } = [.. indicators, Measure.HandedInCode(CodeOf(module))];

    /// <summary>None: a form's source is read by statement, not by query.</summary>
    public IReadOnlyList<Measurement> Queries(IMeasureScope scope) => [];

    public static IEnumerable<FormSource> Of(ModuleList modules) => modules.All.SelectMany(m => m.Indicators)
        .GroupBy(i => i.Module).Select(g => new FormSource(g.Key, [.. g.Where(i => i.Source == Spring.Form).Select(i => i.Code)]));
}
