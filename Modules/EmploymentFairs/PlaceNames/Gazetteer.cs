using System.Collections.Frozen;
using Federation.Framework.Tenancy;

namespace Federation.EmploymentFairs.PlaceNames;

/// <summary>China's provinces, cities and districts by name and by code of GB/T 2260, for people who know no codes.</summary>
internal static class Gazetteer
{
    /// <summary>Characters of a place as it is typed: a province's, a city's and a district's name and the code.</summary>
    public const int MaxLength = 60;

    private const string Wide = "\u3000", Resource = "Federation.EmploymentFairs.PlaceNames.divisions.csv";

    /// <summary>Not names of places: what stands between a province and the districts that belong to no city.</summary>
    private static readonly string[] Between = ["市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划"];

    private static readonly FrozenDictionary<string, Division> ByCode = Read();

    private static readonly FrozenDictionary<string, Division[]> ByName = ByCode.Values.Where(d => !d.IsBetween).SelectMany(d => d.Names.Select(n => (Name: n, Division: d)))
        .GroupBy(p => p.Name, p => p.Division, StringComparer.Ordinal).ToFrozenDictionary(g => g.Key, g => g.ToArray(), StringComparer.Ordinal);

    /// <summary>The code that a text says, by itself or behind a name; null where it says none, or names no place or several.</summary>
    public static string? CodeOf(string text)
    {
        var plain = Plain(text);
        if (plain.Length >= 6 && IsCode(plain.AsSpan(plain.Length - 6)) && !(plain.Length > 6 && char.IsAsciiDigit(plain[^7]))) return plain[^6..];
        return Find(plain) is [var one] ? one.Code : null;
    }

    /// <summary>Places with that name, alone or behind those of the city and the province that they are in: 新城区, 西安市新城区. Of provinces and cities 西安 is enough.</summary>
    public static IReadOnlyList<Division> Find(string text)
    {
        var plain = Plain(text);
        for (var at = 0; at < plain.Length; at++)
        {
            var (above, name) = (plain[..at], plain[at..]);
            if (!ByName.TryGetValue(name, out var named)) continue;
            // A whole name before a short one, a wider place before a narrower: 吉林 is the province.
            var found = named.Where(d => d.IsWithin(above)).OrderBy(d => d.Name == name ? 0 : 1).ThenBy(d => d.Level).ToList();
            if (found.Count > 0) return [.. found.Where(d => (d.Name == name, d.Level) == (found[0].Name == name, found[0].Level))];
        }
        return [];
    }

    /// <summary>A code as people read it: 西安市新城区 610102; alone where nothing has it.</summary>
    public static string Say(string code) => ByCode.GetValueOrDefault(code) is { IsBetween: false } known ? $"{known.Whole} {code}" : code;

    /// <summary>The cities and districts of a union's province, each city in front of its districts.</summary>
    /// <returns>Code and name.</returns>
    public static IReadOnlyList<(string Value, string Text)> Around(UnionInfo union) => [.. Near(union).Select(d => (d.Code, (d.Level == 1 ? "" : Wide) + d.Name))];

    /// <summary>The same as may be typed.</summary>
    public static IReadOnlyList<string> ProposalsFor(UnionInfo union) => [.. Near(union).Select(d => Say(d.Code))];

    private static IEnumerable<Division> Near(UnionInfo union)
    {
        var root = union.Path.Count > 0 ? union.Path[0] : union.Code;
        return root.Length >= 2 ? ByCode.Values.Where(d => d.Level > 0 && !d.IsBetween && d.Code.StartsWith(root[..2], StringComparison.Ordinal)).OrderBy(d => d.Code, StringComparer.Ordinal) : [];
    }

    private static bool IsCode(ReadOnlySpan<char> text) => text[0] is >= '1' and <= '8' && text.IndexOfAnyExceptInRange('0', '9') < 0;

    private static string Plain(string text) => string.Concat(text.Normalize(System.Text.NormalizationForm.FormKC).Where(c => !char.IsWhiteSpace(c) && c is not ('·' or '-' or '(' or ')')));

    private static FrozenDictionary<string, Division> Read()
    {
        using var reader = new StreamReader(typeof(Gazetteer).Assembly.GetManifestResourceStream(Resource) ?? throw new InvalidOperationException($"{Resource} is missing."));
        var all = new Dictionary<string, Division>(StringComparer.Ordinal);
        reader.ReadLine();
        // Each behind the one that it is in.
        while (reader.ReadLine() is { Length: > 0 } line)
        {
            var cells = line.Split(',');
            all[cells[0]] = new Division(cells[0], cells[1], cells[2] switch { "province" => 0, "city" => 1, _ => 2 }, Between.Contains(cells[1]), all.GetValueOrDefault(cells[3]));
        }
        return all.ToFrozenDictionary(StringComparer.Ordinal);
    }
}

/// <param name="Level">0 a province, 1 a city, 2 a district.</param>
/// <param name="IsBetween">Whether it only stands between a province and its districts and has no name of its own.</param>
internal sealed record Division(string Code, string Name, int Level, bool IsBetween, Division? Above)
{
    private static readonly string[] Endings = ["特别行政区", "壮族自治区", "回族自治区", "维吾尔自治区", "自治区", "省", "市"];

    /// <summary>With the city that it is in, a city alone.</summary>
    public string Whole => Level == 2 && (Above is { IsBetween: true } ? Above.Above : Above) is { } city ? city.Name + Name : Name;

    /// <summary>What it may be called: districts by their whole names only, for the short ones are cities' as well.</summary>
    public IEnumerable<string> Names => Level < 2 && Endings.FirstOrDefault(e => Name.EndsWith(e, StringComparison.Ordinal) && Name.Length > e.Length + 1) is { } ending ? [Name, Name[..^ending.Length]] : [Name];

    /// <summary>Whether a text names what it is in: nothing, the city, the province, or both.</summary>
    public bool IsWithin(string text) =>
        text.Length == 0 || (Above is { } above && (above.IsBetween ? above.IsWithin(text) : above.Names.Any(n => text.EndsWith(n, StringComparison.Ordinal) && above.IsWithin(text[..^n.Length])) || (above.Level > 0 && above.IsWithin(text))));
}
