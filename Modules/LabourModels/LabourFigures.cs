using Federation.Kernel.Figures;

namespace Federation.LabourModels;

/// <summary>What the module's figure sources have in common; each counts what is handed in with it.</summary>
/// <param name="code">One of <see cref="Sources"/>.</param>
internal abstract class LabourFigures(string code, bool hasStocks, params IReadOnlyList<string> indicators) : IFigureSource
{
    public string Code => code;
    public string Module => LabourModelsModule.ModuleName;
    public bool HasStocks => hasStocks;
    public IReadOnlyList<string> Indicators { get; } = [.. indicators, Measure.HandedInCode(code)];

    public abstract IReadOnlyList<Measurement> Queries(IMeasureScope scope);

    /// <summary>One figure, and the records that it rests on.</summary>
    protected sealed class CountRow : IMeasuredRow
    {
        public long UnionId { get; init; }
        public int Month { get; init; }
        public int Value { get; init; }
        public long Records { get; init; }
    }

    protected sealed class MoneyRow : IMeasuredRow
    {
        public long UnionId { get; init; }
        public int Month { get; init; }
        public decimal Value { get; init; }
        public long Records { get; init; }
    }
}
