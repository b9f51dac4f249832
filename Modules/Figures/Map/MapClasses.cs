namespace Federation.Figures.Map;

/// <summary>One colour of a map and what it stands for.</summary>
internal sealed record MapClass(string Colour, decimal From, decimal To);

/// <summary>
/// The colours of a map: up to five classes with about as many areas each. They grow darker with the number, so that a copy in black and white reads the same;
/// what is missing is hatched.
/// </summary>
internal static class MapClasses
{
    private static readonly string[] Colours = ["#fdf0ed", "#f6c8c0", "#e8958a", "#cb5a4e", "#8f1d17"];

    public static IReadOnlyList<MapClass> Of(IEnumerable<decimal?> values)
    {
        var known = values.OfType<decimal>().Order().ToList();
        var steps = Math.Min(Colours.Length, known.Distinct().Count());
        var classes = new List<MapClass>();
        for (int i = 0, first = 0; i < steps && first < known.Count; i++)
        {
            var last = Math.Max(first, known.Count * (i + 1) / steps - 1);
            // Equal numbers have one colour.
            while (last + 1 < known.Count && known[last + 1] == known[last]) last++;
            classes.Add(new MapClass(Colours[steps == 1 ? 2 : i * (Colours.Length - 1) / (steps - 1)], known[first], known[last]));
            first = last + 1;
        }
        return classes;
    }

    public static string? ColourOf(this IReadOnlyList<MapClass> classes, decimal? value) => value is { } v ? classes.FirstOrDefault(c => v >= c.From && v <= c.To)?.Colour : null;
}
