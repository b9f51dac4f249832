using Federation.Kernel.Figures;

namespace Federation.SeasonalSupport;

/// <summary>What the module's figure sources have in common: they count what happened in a month, and what is handed in with it.</summary>
/// <param name="code">One of <see cref="Sources"/>.</param>
/// <param name="handsIn">Whether its records say that the union has handed something in; not where another source counts the same records.</param>
internal abstract class SeasonalFigures(string code, bool handsIn, params IReadOnlyList<string> indicators) : IFigureSource
{
    public string Code => code;
    public string Module => SeasonalSupportModule.ModuleName;
    public bool HasStocks => false;
    public IReadOnlyList<string> Indicators { get; } = handsIn ? [.. indicators, Measure.HandedInCode(code)] : indicators;

    public abstract IReadOnlyList<Measurement> Queries(IMeasureScope scope);
}
