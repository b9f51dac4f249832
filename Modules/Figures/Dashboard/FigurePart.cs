using System.Globalization;
using Federation.Figures.Catalogue;
using Federation.Figures.Contracts;
using Federation.Framework.Pages;
using Federation.Kernel;
using Federation.Kernel.Figures;
using Microsoft.AspNetCore.Components;

namespace Federation.Figures.Dashboard;

/// <summary>Base of pages with figures: names of indicators, units and periods, and the change on the year before.</summary>
public abstract class FigurePart : PagePart
{
    /// <summary>Smaller numbers are shown in full.</summary>
    private const decimal RoundedFrom = 10_000;

    [Inject]
    private protected IndicatorCatalogue Catalogue { get; set; } = null!;

    [Inject]
    public TimeProvider Time { get; set; } = null!;

    protected string NameOf(string indicator) => Catalogue.ByCode[indicator].Name;

    protected string MeaningOf(string indicator) => T.Find("meaning-" + indicator) ?? Catalogue.ByCode[indicator].Meaning;

    protected string ModuleName(string module) => T.Find("module-" + System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(module)) ?? Catalogue.Open.GetValueOrDefault(module)?.Title ?? module;

    protected string UnitName(string unit) => T.Find("unit-" + unit) ?? unit;

    /// <summary>The unit beside a number that does not say it itself: 元 and % are part of the number in Chinese, % in English.</summary>
    protected string UnitBeside(string unit) => unit == "percent" || (unit == "yuan" && !English) ? "" : UnitName(unit);

    protected string PeriodName(string period) => Period.TryParse(period, out var known) ? PeriodName(known) : period;

    protected string PeriodName(Period period) => period.Kind switch
    {
        PeriodKind.Month => T["period-month", period.YearNumber, period.First.Month],
        PeriodKind.Year => T["period-year", period.YearNumber],
        _ => T["period-statistical", period.YearNumber],
    };

    /// <summary>How long ago an instant was, in words.</summary>
    protected string Ago(DateTimeOffset instant) => (Time.GetUtcNow() - instant) switch
    {
        { TotalSeconds: < 2 } => T["ago-now"],
        { TotalMinutes: < 1 } age => T["ago-seconds", (int)age.TotalSeconds],
        { TotalHours: < 1 } age => T["ago-minutes", (int)age.TotalMinutes],
        { TotalDays: < 1 } age => T["ago-hours", (int)age.TotalHours],
        var age => T["ago-days", (int)age.TotalDays],
    };

    /// <summary>
    /// A rounded number; the exact one shows on hover or touch. It is not a component, because a page has hundreds of numbers and each component costs as much
    /// as a table row.
    /// </summary>
    protected static RenderFragment Number(decimal? value, string unit) => builder =>
    {
        if (value is not { } number)
        {
            builder.OpenElement(0, "span");
            builder.AddAttribute(1, "class", "none");
            builder.AddContent(2, Missing);
            builder.CloseElement();
        }
        else if (!English && Math.Abs(number) >= RoundedFrom)
        {
            var exact = Exact(number);
            builder.OpenElement(3, "span");
            builder.AddAttribute(4, "class", "num");
            builder.AddAttribute(5, "tabindex", "-1");
            builder.AddAttribute(6, "title", exact);
            builder.AddAttribute(7, "data-exact", exact);
            builder.AddContent(8, Readable(number, unit));
            builder.CloseElement();
        }
        else
        {
            builder.AddContent(9, Readable(number, unit));
        }
    };

    /// <summary>The change on the year before: its sign, what is shown, and the same in words. Null where either is missing or the year before was 0.</summary>
    private protected Change? ChangeOf(FigureView figure)
    {
        if (figure is not { Total: { } now, Previous: { } before }) return null;
        var difference = now - before;
        var sign = Math.Sign(difference);
        if (figure.Unit == "percent")
        {
            var points = Math.Abs(difference).ToString("0.##", CultureInfo.InvariantCulture);
            return new Change(sign, T["change-points", Signed(sign), points], T[Words("points", sign), points, Exact(before)]);
        }
        if (before == 0) return null;
        var percent = Math.Abs(difference / before * 100).ToString("#,0.#", CultureInfo.InvariantCulture);
        return new Change(sign, $"{Signed(sign)}{percent}%", T[Words("percent", sign), percent, Exact(before)]);
    }

    private static string Words(string kind, int sign) => sign == 0 ? "change-none" : $"change-{(sign > 0 ? "more" : "less")}-{kind}";

    private static string Signed(int sign) => sign switch { > 0 => "▲ ", < 0 => "▼ ", _ => "" };
}

/// <summary>How a figure has changed.</summary>
internal sealed record Change(int Sign, string Shown, string Words)
{
    public string Class => Sign switch { > 0 => "up", < 0 => "down", _ => "none" };
}
