using System.Globalization;
using Federation.Figures.Catalogue;
using Federation.Figures.Contracts;
using Federation.Framework.Web;
using Federation.Kernel;

namespace Federation.Figures.Reading;

/// <summary>A union's totals as lines for a terminal, a column a period, in Chinese as people read them: 万 and 亿 for large ones.</summary>
internal static class FiguresTable
{
    /// <param name="views">The same union's figures of one or more periods.</param>
    public static string Of(string name, IReadOnlyList<FiguresView> views, IndicatorCatalogue catalogue)
    {
        List<string[]> rows =
        [
            [$"{name} ({BusinessTime(views[0].AsOf)})", .. views.Select(v => v.Period)],
            .. views[0].Figures.Select((f, i) => (string[])[
                "  " + catalogue.ByCode[f.Indicator].Zh,
                .. views.Select(v => v.Figures[i].Total is { } total ? ReadableNumber.Of(total, f.Unit) : "—")]),
        ];
        var widths = Enumerable.Range(0, rows[0].Length).Select(c => rows.Max(r => Width(r[c]))).ToList();
        return string.Join(Environment.NewLine, rows.Select(r => r[0] + new string(' ', widths[0] - Width(r[0])) + string.Concat(r.Skip(1).Select((cell, c) => new string(' ', widths[c + 1] - Width(cell) + 2) + cell))));
    }

    private static string BusinessTime(DateTimeOffset instant) =>
        BusinessDay.Local(instant).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    // Chinese characters take two columns of a terminal.
    private static int Width(string text) => text.Sum(c => c > 0x2E7F ? 2 : 1);
}
