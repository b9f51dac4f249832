using System.Text.RegularExpressions;
using Federation.Framework.Import;
using Federation.Kernel.Figures;

namespace Federation.Architecture.Tests.Coverage;

/// <summary>What is new has to be known to whatever looks at all of its kind; each rule is given one thing and gives what passes it by.</summary>
internal static partial class CoverageRules
{
    /// <summary>An indicator is named by a test of its module, or of the demo.</summary>
    /// <param name="tests">Texts of those tests.</param>
    public static IEnumerable<string> Untested(Indicator indicator, IEnumerable<string> tests) =>
        tests.Any(t => Regex.IsMatch(t, $"(?<![a-z.-]){Regex.Escape(indicator.Code)}(?=[\"=])"))
            ? []
            : [$"{indicator.Code} is in no test of {indicator.Module}"];

    /// <summary>A kind of table has a row in the documentation of the interface, with each of its columns.</summary>
    public static IEnumerable<string> Undocumented(string kind, IEnumerable<ImportColumn> columns, string documentation)
    {
        var row = RowsOf(kind, documentation);
        if (row.Length == 0) return [$"{kind} has no row"];
        // One row may build on another: "as `fair-offers`, (ofHardship)".
        var whole = row + string.Concat(As().Matches(row).Select(m => RowsOf(m.Groups[1].Value, documentation)));
        return columns.Where(c => !Regex.IsMatch(whole, $@"\b{Regex.Escape(c.Name)}\b")).Select(c => $"{kind} has no {c.Name}");
    }

    /// <summary>A migration stands for both providers.</summary>
    public static IEnumerable<string> Unpaired(string migration, IEnumerable<string> others) =>
        others.Select(Named).Contains(Named(migration)) ? [] : [$"{migration} is of one provider only"];

    /// <summary>A block of the documentation is an example that is run.</summary>
    public static IEnumerable<string> NotRun(string block) => Example().IsMatch(block) ? [] : [$"no test runs: {block.ReplaceLineEndings(" ")}"];

    /// <summary>Blocks of requests and tables in a documentation.</summary>
    public static IReadOnlyList<string> Blocks(string documentation) => [.. Block().Matches(documentation).Select(m => m.Value)];

    /// <summary>Every row of that name: a register and its table may share it.</summary>
    private static string RowsOf(string kind, string documentation) =>
        string.Concat(Regex.Matches(documentation, $@"^\| `{Regex.Escape(kind)}` \|.*$", RegexOptions.Multiline).Select(m => m.Value));

    /// <summary>Without the instant at which it was made.</summary>
    private static string Named(string migration) => migration[(migration.IndexOf('_', StringComparison.Ordinal) + 1)..];

    [GeneratedRegex("as `([a-z-]+)`")]
    private static partial Regex As();

    [GeneratedRegex("^```[a-z]+\n[^`]*```", RegexOptions.Multiline)]
    private static partial Regex Block();

    /// <summary>As Seasonal Support's tests read them, which run them.</summary>
    [GeneratedRegex("^```(?:http|csv)\n[A-Z]+ \\S+(?: If-Match: \\d+)? → \\d+(?: as \\{[a-z-]+\\})?\n")]
    private static partial Regex Example();
}
