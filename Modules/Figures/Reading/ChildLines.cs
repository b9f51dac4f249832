using System.Globalization;
using Federation.Figures.Catalogue;
using Federation.Framework.Tenancy;
using Federation.Framework.Web;
using Federation.Kernel;
using Federation.Kernel.Figures;

namespace Federation.Figures.Reading;

/// <summary>A page of a union's children with their totals of one indicator, in the order of the codes that they had at the period's end.</summary>
internal sealed class ChildLines(FigureReader reader, IUnionDirectory unions)
{
    public async Task<PageOf<BreakdownItem>> PageAsync(long union, Period period, Indicator indicator, PageRequest asked, CancellationToken cancellation)
    {
        // A union has hundreds of children at most: their codes as of that day decide the order, the figures are read for the page alone.
        var names = await unions.NamesAsync(await reader.ChildIdsAsync(union, period, cancellation), period.Last, cancellation);
        var ordered = names.OrderBy(n => n.Value.Code, StringComparer.Ordinal).ThenBy(n => n.Key).Select(n => (n.Key, n.Value.Code, n.Value.Name));
        if (asked.After is { } after) ordered = ordered.SkipWhile(n => !string.Equals(Key(n), after, StringComparison.Ordinal)).Skip(1);
        var page = asked.ToPage(ordered.Take(asked.Limit + 1).ToList(), Key);
        if (page.Items.Count == 0) return new PageOf<BreakdownItem>([], null);
        var figures = (await reader.ChildrenAsync(union, period, indicator.Code, [.. page.Items.Select(i => i.Key)], cancellation)).ToDictionary(c => c.Union);
        return new PageOf<BreakdownItem>(
            [
                .. page.Items.Select(i => figures.TryGetValue(i.Key, out var child)
                    ? new BreakdownItem(i.Code, i.Name, FigureCalculator.Value(indicator, child.Figure.Total, child.Figure.TotalDenominator, child.Reported), child.Reported)
                    : new BreakdownItem(i.Code, i.Name, null, false)),
            ],
            page.Next);
    }

    private static string Key((long Id, string Code, string Name) child) => child.Id.ToString(CultureInfo.InvariantCulture);
}
