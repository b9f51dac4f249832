using System.Text.RegularExpressions;
using Federation.Architecture.Tests.Solution;

namespace Federation.Architecture.Tests.Code;

/// <summary>Rules on source texts; each is given a file's path and text and gives what breaks it.</summary>
internal static partial class SourceRules
{
    /// <summary>The longest line of SQL, as .editorconfig says of all lines.</summary>
    public const int LongestSql = 160;

    /// <summary>The longest line of code. Lowered towards <see cref="LongestSql"/> as the lines that are longer are laid out.</summary>
    public const int MaxLength = 260;

    /// <summary>The C# sources of the layers that go into service; migrations are generated.</summary>
    public static IReadOnlyList<(string Path, string Text)> Product { get; } =
    [
        .. Clone.Files("*.cs").Where(f => ProjectFile.LayerOf(f) is >= Layer.Kernel and <= Layer.Host && !f.Contains("/Migrations/", StringComparison.Ordinal))
            .Select(f => (f, File.ReadAllText(Path.Combine(Clone.Root, f)))),
    ];

    public static IEnumerable<string> LongLines((string Path, string Text) file) =>
        from line in Lines(file)
        where line.Text.Length > MaxLength || (line.Text.Length > LongestSql && Sql().IsMatch(line.Text))
        select $"{file.Path}:{line.Number} has {line.Text.Length} characters";

    /// <summary>A state of the ledger is written by its name (<c>RunStates</c>): a number says nothing, and stays when the enumeration changes.</summary>
    public static IEnumerable<string> StateNumbers((string Path, string Text) file) =>
        from line in Lines(file)
        where StateNumber().IsMatch(line.Text)
        select $"{file.Path}:{line.Number} writes a state as a number: {line.Text.Trim()}";

    private static IEnumerable<(int Number, string Text)> Lines((string Path, string Text) file) => file.Text.Split('\n').Select((text, i) => (i + 1, text));

    /// <summary>Words that only SQL writes in capital letters.</summary>
    [GeneratedRegex(@"\b(SELECT|INSERT INTO|UPDATE|DELETE FROM|JOIN|WHERE|EXISTS|CREATE TABLE)\b")]
    private static partial Regex Sql();

    [GeneratedRegex(@"\bstate\s*(=|<>|IN\s*\()\s*[0-9]")]
    private static partial Regex StateNumber();
}
