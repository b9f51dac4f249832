namespace Federation.Figures.Catalogue;

/// <summary>Indicators that statements treat apart, by their numbers.</summary>
/// <param name="Children">How many children there are.</param>
/// <param name="HandedIn">For what a source was handed, how many children have handed in for its module.</param>
/// <param name="Distinct">Counts of different ones, which do not add up.</param>
internal sealed record IndicatorNumbers(int Children, IReadOnlyDictionary<int, int> HandedIn, IReadOnlyList<int> Distinct);

/// <summary>Codes of the hidden indicators that say how complete a union's figures are.</summary>
internal static class Completeness
{
    /// <summary>In <c>Figure.Below</c> how many children there are.</summary>
    public const string Children = "@children";

    /// <summary>In <c>Figure.Below</c> how many children have handed in for a module.</summary>
    public static string Reported(string module) => "@reported:" + module;
}
