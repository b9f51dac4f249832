using System.Globalization;

namespace Federation.Framework.Web;

/// <summary>Numbers as people here read them: rounded to two decimals of 万 (10^4) or 亿 (10^8), money with 元. In English in full.</summary>
public static class ReadableNumber
{
    private const decimal Wan = 10_000;
    private const decimal Yi = 100_000_000;

    public static string Of(decimal value, string unit, bool english = false)
    {
        if (english) return value.ToString("#,0.##", CultureInfo.InvariantCulture) + (unit == "percent" ? "%" : "");
        if (unit == "percent") return value.ToString("#,0.##", CultureInfo.InvariantCulture) + "%";
        var text = Math.Abs(value) switch
        {
            >= Yi => (value / Yi).ToString("#,0.##", CultureInfo.InvariantCulture) + "亿",
            >= Wan => (value / Wan).ToString("#,0.##", CultureInfo.InvariantCulture) + "万",
            _ => value.ToString("#,0.##", CultureInfo.InvariantCulture),
        };
        return unit == "yuan" ? text + "元" : text;
    }
}
