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

    public static string New()
    {
        var root = Directory.CreateTempSubdirectory("federation-test-").FullName;
        // The database's own account must be able to pass when we are root.
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(root, (UnixFileMode)0b111_101_101);
        var seeds = Directory.CreateDirectory(Path.Combine(root, "seeds")).FullName;
        foreach (var file in Directory.EnumerateFiles(Clone.Seeds)) File.Copy(file, Path.Combine(seeds, Path.GetFileName(file)));
        return root;
    }

    /// <summary>The same with the large published totals divided by <see cref="Smaller"/>.</summary>
    public static async Task<string> NewSmallAsync()
    {
        var root = New();
        var published = Path.Combine(root, "seeds", "published-figures.csv");
        var lines = (await File.ReadAllLinesAsync(published)).Select(line => LargeLine().IsMatch(line)
            ? Value().Replace(line, m => (long.Parse(m.Value, CultureInfo.InvariantCulture) / Smaller).ToString(CultureInfo.InvariantCulture))
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
