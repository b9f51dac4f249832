using Federation.Framework.Tenancy;
using Federation.Kernel.Figures;
using Federation.Unions.UnionTree;

namespace Federation.Unions.Measuring;

/// <summary>Counts grassroots and district unions: each counts one for itself while it is active.</summary>
internal sealed class TreeSource(UnionsContext context) : IFigureSource
{
    public const string SourceCode = "unions.tree";
    private const string Grassroots = "unions.grassroots", Districts = "unions.districts";

    /// <summary>Whether unions of that level are counted at all.</summary>
    public static bool Counts(UnionLevel? level) => level is UnionLevel.Grassroots or UnionLevel.District;

    public string Code => SourceCode;
    public string Module => "Unions";
    public bool HasStocks => true;
    public IReadOnlyList<string> Indicators => [Grassroots, Districts];

    public IReadOnlyList<Measurement> Queries(IMeasureScope scope)
    {
        // Counted although it is one at most: a constant would not be a column of the statement.
        var counted =
            from month in scope.Months
            join version in context.Versions on month.UnionId equals version.UnionId
            where (version.Level == UnionLevel.Grassroots || version.Level == UnionLevel.District) && version.State == UnionState.Active
                && version.ValidFrom <= month.AsOf && (version.ValidTo == null || version.ValidTo > month.AsOf)
            group version by new { month.UnionId, month.Month } into active
            select new ActiveRow { UnionId = active.Key.UnionId, Month = active.Key.Month, Grassroots = active.Count(v => v.Level == UnionLevel.Grassroots), Districts = active.Count(v => v.Level == UnionLevel.District) };
        return [Measure.Values(counted).As(Grassroots, r => r.Grassroots).As(Districts, r => r.Districts).Build()];
    }

    private sealed class ActiveRow : IMeasuredRow
    {
        public long UnionId { get; init; }
        public int Month { get; init; }
        public int Grassroots { get; init; }
        public int Districts { get; init; }
    }
}
