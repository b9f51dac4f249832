using System.Globalization;
using Federation.Figures.Catalogue;
using Federation.Figures.Dashboard;
using Federation.Figures.Reading;
using Federation.Framework.Handlers;
using Federation.Framework.Input;
using Federation.Framework.Pages;
using Federation.Framework.Tenancy;
using Federation.Framework.Web;
using Federation.Kernel;
using Federation.Kernel.Figures;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Federation.Figures.Typing;

/// <summary>What stands in a cell and what stood there the year before; nil is 0 that was said.</summary>
public sealed record TypingCell(decimal? Value, bool Nil, decimal? Last, bool LastNil);

public sealed record TypingRow(string Union, string Name, IReadOnlyList<TypingCell> Cells);

/// <summary>The grid in which a union's figures and those of the unions straight below it are typed.</summary>
/// <param name="Begun">Whether the period has begun: before, nothing is typed.</param>
/// <param name="Columns">The indicators, in the catalogue's order.</param>
/// <param name="Totals">Sums of the columns over all rows, of every page.</param>
/// <param name="Count">Rows on all pages.</param>
public sealed record TypingView(string Period, bool Begun, IReadOnlyList<string> Columns, IReadOnlyList<TypingRow> Rows, IReadOnlyList<decimal> Totals, int Count, string? Next);

internal sealed record ShowTyping(Period? Period, PageRequest Page) : IRequest<TypingView>;

internal sealed class ShowTypingHandler(FiguresContext context, FigureReader reader, IndicatorCatalogue catalogue, Caller caller, IUnionDirectory unions, TimeProvider time) : IHandler<ShowTyping, TypingView>
{
    public Permission Permission => ReadingFigures.Permission;

    public async Task<TypingView> HandleAsync(ShowTyping request, CancellationToken cancellation)
    {
        var union = caller.Union!;
        var period = await reader.ChosenAsync(request.Period, union, time, cancellation);
        if (period.Kind == PeriodKind.Month) throw new InvalidInput("period", "year-needed");
        var (below, count) = await reader.ChildPageAsync(union.Id, period, request.Page.AfterId ?? 0, request.Page.Limit + 1, cancellation);
        var page = request.Page.ToPage(below, id => id.ToString(CultureInfo.InvariantCulture));
        List<long> rows = [.. request.Page.After is null ? [union.Id] : Array.Empty<long>(), .. page.Items];
        var names = await unions.NamesAsync(rows, period.Last, cancellation);
        var columns = catalogue.All.Where(i => i is { Source: IndicatorSource.Form, Kind: not IndicatorKind.Ratio }).ToList();

        var (year, before) = (period.Code, period.YearEarlier()?.Code ?? 0);
        var typed = (await context.TypedFigures.AsNoTracking().Where(t => rows.Contains(t.UnionId) && (t.Period == year || t.Period == before)).ToListAsync(cancellation))
            .ToDictionary(t => (t.UnionId, t.Period, t.IndicatorId));
        var (own, last) = (union.Id, period.Last);
        var totals = await context.TypedFigures.AsNoTracking()
            .Where(t => t.Period == year && (t.UnionId == own || context.Tree.Any(e => e.AncestorId == own && e.DescendantId == t.UnionId && e.Depth == 1
                && (e.CountsFrom == null || e.CountsFrom <= last) && (e.CountsTo == null || e.CountsTo > last))))
            .GroupBy(t => t.IndicatorId).Select(g => new { g.Key, Sum = g.Sum(t => t.Value ?? 0) }).ToDictionaryAsync(g => g.Key, g => g.Sum, cancellation);

        return new TypingView(
            period.ToString(), period.First <= time.Today(), [.. columns.Select(c => c.Code)],
            [.. rows.Where(names.ContainsKey).Select(id => new TypingRow(names[id].Code, names[id].Name, [.. columns.Select(c => CellOf(id, catalogue.Ids[c.Code]))]))],
            [.. columns.Select(c => totals.GetValueOrDefault(catalogue.Ids[c.Code]))], count + 1, page.Next);

        TypingCell CellOf(long id, int indicator)
        {
            var now = typed.GetValueOrDefault((id, year, indicator));
            var then = typed.GetValueOrDefault((id, before, indicator));
            return new TypingCell(now?.Value, now is { Value: null }, then?.Value, then is { Value: null });
        }
    }

    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/u/{union}/typing", async (HttpContext http, IHandler<ShowTyping, TypingView> handler) => http.Page<TypingPage>(new()
        {
            ["View"] = await handler.HandleAsync(new ShowTyping(Periods.Asked(http.Request), PageRequest.From(http.Request)), http.RequestAborted),
        })).Handles<ShowTyping, TypingView>();

        pages.MapPost("/u/{union}/typing", async (HttpContext http, Caller caller, BulkTyping many, IHandler<ShowTyping, TypingView> handler, Texts texts) =>
        {
            var period = http.Request.RequiredPeriod();
            await PageForm.ReadAsync(http, caller);
            var posted = PostedGrid.Read(http.Request.Form, texts);
            var cells = await many.TypeAsync(period, posted.Changed, http.RequestAborted);
            foreach (var cell in cells.Where(c => c.Error is not null)) posted.Wrong[PostedGrid.KeyOf(cell.Union, cell.Indicator)] = cell.Error!;
            if (posted.Wrong.Count == 0) return http.RedirectTo(PageAddress.With(http.Request, ("cursor", http.Request.Query["cursor"].ToString())), "typed");
            return http.Page<TypingPage>(
                new()
                {
                    ["View"] = await handler.HandleAsync(new ShowTyping(period, PageRequest.From(http.Request)), http.RequestAborted), ["Wrong"] = posted.Wrong, ["Typed"] = posted.Typed,
                    ["ToConfirm"] = cells.Select(c => c.Confirm).OfType<string>().Distinct().ToList(),
                },
                StatusCodes.Status409Conflict);
        }).Handles<TypeFigures, TypedCells>();
    }
}

/// <summary>A grid that was posted without script: every cell with what stands in it and what stood there when the page was made.</summary>
internal sealed class PostedGrid
{
    /// <summary>Before a cell's key: what stands in it now.</summary>
    public const string Now = "c:";

    /// <summary>Before a cell's key: what stood in it when the page was made.</summary>
    public const string Was = "w:";

    /// <summary>The button that reports nil for the rest of a row; its value is the union.</summary>
    public const string RestNil = "nil";

    /// <summary>What stands for nil in a cell, besides the word for it.</summary>
    private static readonly string[] Nil = ["零", "零报告", "nil", "-", "—", "－"];

    private const decimal TooLarge = 1_000_000_000_000m;

    public List<(string Union, Cell Cell)> Changed { get; } = [];
    public Dictionary<string, string> Wrong { get; } = [];
    public Dictionary<string, string> Typed { get; } = [];

    public static string KeyOf(string union, string indicator) => $"{union}:{indicator}";

    public static PostedGrid Read(IFormCollection form, Texts texts)
    {
        var grid = new PostedGrid();
        var nil = form[RestNil].ToString();
        foreach (var (field, value) in form.Where(f => f.Key.StartsWith(Now, StringComparison.Ordinal)))
        {
            var key = field[Now.Length..];
            if (key.LastIndexOf(':') is not (> 0 and var colon)) continue;
            var (union, indicator) = (key[..colon], key[(colon + 1)..]);
            var text = Plain(value.ToString());
            if (text.Length == 0 && union == nil) text = Nil[0];
            // Only what was changed here: what somebody else has typed meanwhile is not undone.
            if (text == Plain(form[Was + key].ToString())) continue;
            grid.Typed[key] = value.ToString();
            if (text.Length == 0) grid.Changed.Add((union, new Cell(indicator, null, false)));
            else if (Nil.Contains(text)) grid.Changed.Add((union, new Cell(indicator, null, true)));
            else if (!decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)) grid.Wrong[key] = texts["not-a-number"];
            else if (Math.Abs(number) >= TooLarge) grid.Wrong[key] = texts["absurd-number", TooLarge.ToString("#,0", CultureInfo.InvariantCulture)];
            else if (decimal.Round(number, 2) != number) grid.Wrong[key] = texts["too-many-decimals", 2];
            else grid.Changed.Add((union, new Cell(indicator, number, false)));
        }
        return grid;
    }

    /// <summary>A number as people type or paste it, in plain digits; anything else as it is.</summary>
    private static string Plain(string text) => NumberText.ToPlain(text) ?? text.Trim();
}
