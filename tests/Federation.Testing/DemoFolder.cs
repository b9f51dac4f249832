using System.Globalization;
using System.Text.RegularExpressions;

namespace Federation.Testing;

/// <summary>A folder as a fresh clone would be: seeds and nothing else.</summary>
public static partial class DemoFolder
{
    /// <summary>The published totals of a small demo are divided by this, so that seeding takes seconds.</summary>
    public const int Smaller = 40;

    /// <summary>Grassroots unions of a small demo.</summary>
    public const int SmallUnions = 40;

    /// <summary>As small as a demo gets: what is kept of a version has to be small, and a start that shows how it starts need not show much.</summary>
    public const int TinyUnions = 2, TinySmaller = 100 * Smaller;

    public static Task<string> NewTinyAsync() => NewSmallAsync(TinySmaller);

    public static string New()
    {
        var root = Directory.CreateTempSubdirectory("federation-test-").FullName;
        // The database's own account must be able to pass when we are root.
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(root, (UnixFileMode)0b111_101_101);
        var seeds = Directory.CreateDirectory(Path.Combine(root, "seeds")).FullName;
        foreach (var file in Directory.EnumerateFiles(Clone.Seeds)) File.Copy(file, Path.Combine(seeds, Path.GetFileName(file)));
        return root;
    }

    /// <summary>The same with the large published totals divided.</summary>
    public static async Task<string> NewSmallAsync(int smaller = Smaller)
    {
        var root = New();
        var published = Path.Combine(root, "seeds", "published-figures.csv");
        var lines = (await File.ReadAllLinesAsync(published)).Select(line => LargeLine().IsMatch(line)
            ? Value().Replace(line, m => (long.Parse(m.Value, CultureInfo.InvariantCulture) / smaller).ToString(CultureInfo.InvariantCulture))
            : line);
        await File.WriteAllLinesAsync(published, lines);
        return root;
    }

    [GeneratedRegex("^p(0[1-69]|10),")]
    private static partial Regex LargeLine();

    /// <summary>The number before a unit and a qualifier.</summary>
    [GeneratedRegex(@"(?<=,)\d+(?=,[^,]+,(exact|rounded|over|under|approx),)")]
    private static partial Regex Value();
}
