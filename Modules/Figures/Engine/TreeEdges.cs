using Federation.Framework.Databases;

namespace Federation.Figures.Engine;

/// <summary>Conditions on an edge <c>e</c> of the tree, for every statement that follows it.</summary>
internal static class TreeEdges
{
    /// <summary>
    /// Whether the union below is a child in a period: as the tree stood at the period's end. An edge that ended because its union was closed within the period holds too.
    /// </summary>
    /// <param name="first">The period's first day, as SQL.</param>
    /// <param name="last">The period's last day, as SQL.</param>
    public static string Hold(Dialect dialect, string first, string last) =>
        $"""
        e.depth = 1 AND e.valid_from <= {last}
        AND (e.valid_to IS NULL OR e.valid_to > {last} OR (e.closes = {dialect.True} AND e.valid_to > {first}))
        """;

    /// <summary>
    /// Whether the figures of a day go up along the edge. Every union that ever had a parent has one such edge for every day, also before its founding and after its
    /// closing: what a union counts, the unions above it count too (docs/adr/0014).
    /// </summary>
    /// <param name="day">The day, as SQL.</param>
    public static string Count(string day) => $"e.depth = 1 AND (e.counts_from IS NULL OR e.counts_from <= {day}) AND (e.counts_to IS NULL OR e.counts_to > {day})";
}
