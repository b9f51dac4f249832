using System.Reflection;
using CsvHelper;
using Federation.Kernel.Figures;

namespace Federation.Framework.Modules;

/// <summary>
/// Reads a module's lines of the indicator catalogue, the embedded <c>indicators.csv</c>: order, code, zh, en, unit, kind, module, source, partOf,
/// numerator, denominator, meaning.
/// </summary>
internal static class IndicatorFile
{
    public static IReadOnlyList<Indicator> Read(Assembly assembly)
    {
        var name = assembly.GetManifestResourceNames().SingleOrDefault(n => n.EndsWith(".indicators.csv", StringComparison.Ordinal));
        if (name is null) return [];
        using var csv = CsvReader.Create(assembly.GetManifestResourceStream(name)!);
        var indicators = new List<Indicator>();
        string? Optional(string column) => csv.TryGetFieldIndex(column, out var index) && csv.GetString(index) is { Length: > 0 } text ? text : null;
        while (csv.Read())
        {
            indicators.Add(new Indicator(
                csv.Parse<int>("order"), csv.GetString("code"), csv.GetString("zh"), csv.GetString("en"), csv.GetString("unit"),
                Enum.Parse<IndicatorKind>(csv.GetString("kind"), true), csv.GetString("module"), Enum.Parse<Spring>(csv.GetString("source"), true),
                csv.GetString("partOf") is { Length: > 0 } whole ? whole : null, csv.GetString("meaning"),
                Over(csv.GetString("numerator")), Over(csv.GetString("denominator")),
                Optional("above"), Optional("below")));
        }
        return indicators;
    }

    private static OverTime Over(string? text) => string.IsNullOrEmpty(text) ? OverTime.Flow : Enum.Parse<OverTime>(text, true);
}
