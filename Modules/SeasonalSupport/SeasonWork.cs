using Federation.Kernel.Figures;
using Federation.SeasonalSupport.Inputs;
using Federation.SeasonalSupport.Records;

namespace Federation.SeasonalSupport;

/// <summary>What belongs to each season.</summary>
internal static class SeasonWork
{
    public static string Word(Season season) => season switch
    {
        Season.Spring => "spring", Season.Summer => "summer", Season.Autumn => "autumn", _ => "winter",
    };

    /// <summary>What is recorded most under a campaign of the season, by its place in addresses.</summary>
    public static string MainKind(Season season) => season switch
    {
        Season.Spring => "posts", Season.Autumn => "grants", _ => "deliveries",
    };

    /// <summary>Whether an indicator of the catalogue is one that a campaign of the season adds to.</summary>
    public static bool Measures(Season season, string indicator) => SeasonalFigures.Indicators.Any(i => i.Code == indicator) && indicator switch
    {
        SeasonalFigures.BudgetUsed => true,
        SeasonalFigures.Portions => season is Season.Summer or Season.Winter,
        _ => indicator.StartsWith(Prefix(season), StringComparison.Ordinal),
    };

    /// <summary>The indicators that a campaign of the season adds to, in the catalogue's order.</summary>
    public static IReadOnlyList<Indicator> IndicatorsOf(Season season) => [.. SeasonalFigures.Indicators.Where(i => Measures(season, i.Code))];

    /// <summary>Every figure source that a record of such a campaign counts for.</summary>
    public static IEnumerable<string> SourcesOf(Season season) =>
        SeasonalSupportModule.RecordKinds.All.Where(k => ((CampaignRecord)k.Blank()).OnlyIn is not { } only || only == season).SelectMany(k => k.Sources).Append(Sources.Budget).Distinct();

    private static string Prefix(Season season) => season switch
    {
        Season.Spring => "seasonal.spring.", Season.Summer => "seasonal.cooling.", Season.Autumn => "seasonal.scholarship.", _ => "seasonal.warmth.",
    };
}
