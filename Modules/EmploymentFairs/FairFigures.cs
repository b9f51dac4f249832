using Federation.Kernel.Figures;

namespace Federation.EmploymentFairs;

/// <summary>What the module's figure sources have in common: they count what happened in a month, and what is handed in with it.</summary>
/// <param name="code">One of <see cref="Sources"/>.</param>
internal abstract class FairFigures(string code, params IReadOnlyList<string> indicators) : IFigureSource
{
    public string Code => code;
    public string Module => EmploymentFairsModule.ModuleName;
    public bool HasStocks => false;
    public IReadOnlyList<string> Indicators { get; } = [.. indicators, Measure.HandedInCode(code)];

    public abstract IReadOnlyList<Measurement> Queries(IMeasureScope scope);
}
