using System.Globalization;
using CsvHelper;

namespace Federation.Framework.Demo;

/// <summary>One figure that a union published, from <c>seeds/published-figures.csv</c>.</summary>
public sealed record PublishedFigure(string Id, string UnionCode, long Value, DateOnly? From, DateOnly? To);

/// <summary>The published figures; those that are rounded, over, under or approximate are taken by their printed value.</summary>
public static class PublishedFigures
{
    public static IReadOnlyDictionary<string, PublishedFigure> Read(string seeds)
    {
        using var csv = CsvReader.FromFile(Path.Combine(seeds, "published-figures.csv"));
        var figures = new Dictionary<string, PublishedFigure>(StringComparer.Ordinal);
        while (csv.Read())
            figures.Add(csv.GetString("id"), new PublishedFigure(
                csv.GetString("id"), csv.GetString("union_code"), long.Parse(csv.GetString("value"), CultureInfo.InvariantCulture), Day(csv.GetString("period_start")), Day(csv.GetString("period_end"))));
        return figures;
    }

    private static DateOnly? Day(string text) => text.Length == 0 ? null : DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
