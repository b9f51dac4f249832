using Federation.Framework.Tenancy;
using Federation.Kernel.Figures;
using Federation.Unions.UnionTree;

namespace Federation.Unions.Measuring;

/// <summary>Counts grassroots and district unions: each counts one for itself while it is active.</summary>
internal static class TreeSource
{
    public const string SourceCode = "unions.tree";

    // A count although it is one at most: EF would not emit a constant as a column.
    public static readonly FigureSource Declared = FigureSource.Stock(SourceCode, scope =>
        from month in scope.Months
        join version in scope.Shared<UnionVersion>() on month.UnionId equals version.UnionId
        where (version.Level == UnionLevel.Grassroots || version.Level == UnionLevel.District) && version.State == UnionState.Active
            && version.ValidFrom <= month.AsOf && (version.ValidTo == null || version.ValidTo > month.AsOf)
        select new { month.UnionId, month.Month, version.Level })
        .Count(
            new(46, "unions.grassroots", "基层工会数", "Grassroots unions", "unions", "grassroots unions active at the period's end"),
            v => v.Level == UnionLevel.Grassroots)
        .Count(
            new(59, "unions.districts", "县区工会数", "District unions", "unions", "district and county unions active at the period's end"),
            v => v.Level == UnionLevel.District)
        .HandsInNothing();

    /// <summary>Whether unions of that level are counted at all.</summary>
    public static bool Counts(UnionLevel? level) => level is UnionLevel.Grassroots or UnionLevel.District;
}
