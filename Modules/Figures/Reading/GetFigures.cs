using Federation.Figures.Catalogue;
using Federation.Figures.Contracts;
using Federation.Framework.Handlers;
using Federation.Framework.Input;
using Federation.Framework.Tenancy;
using Federation.Framework.Web;
using Federation.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Federation.Figures.Reading;

internal sealed class GetFiguresHandler(FigureReader reader, IndicatorCatalogue catalogue, Caller caller, Lazy<IEnumerable<IApprovedFigures>> approved) : IHandler<GetFigures, FiguresView>
{
    public Permission Permission => ReadingFigures.Permission;

    public async Task<FiguresView> HandleAsync(GetFigures request, CancellationToken cancellation)
    {
        var asked = request.Indicators.Select(catalogue.Find).Distinct().ToList();
        var shown = asked.Count == 0 ? catalogue.All : asked;
        var union = caller.Union!;
        var before = request.Period.YearEarlier();
        var read = await reader.UnionAsync(union, request.Period, before, request.Tree, cancellation);
        var (now, earlier) = (read.Now, read.Before);
        if (request.Tree == TreeOf.Today)
        {
            now = await reader.ReadAlongCurrentTreeAsync(union.Id, request.Period, cancellation);
            earlier = before is { } year ? await reader.ReadAlongCurrentTreeAsync(union.Id, year, cancellation) : [];
        }
        var calculator = new FigureCalculator(catalogue);
        var live = new FiguresView(
            union.Code, request.Period.ToString(), request.Tree, read.AsOf,
            [.. shown.Select(i => calculator.View(i, now, earlier, read.Expected, read.Reported))]);
        return request.Basis == FigureBasis.Live ? live : await ApprovedAsync(live, union, request, cancellation);
    }

    /// <summary>Own, from below and total as they were handed in; an indicator that no form asks for has none.</summary>
    private async Task<FiguresView> ApprovedAsync(FiguresView live, UnionInfo union, GetFigures request, CancellationToken cancellation)
    {
        ApprovedFigures? found = null;
        foreach (var source in approved.Value) found ??= await source.FindAsync(union, request.Period, request.AsOf, cancellation);
        if (found is null) return live with { BeforeApproval = true };
        return live with
        {
            Approved = found.Reports,
            Figures = [.. live.Figures.Select(f => found.Rows.TryGetValue(f.Indicator, out var row)
                ? f with { Own = row.Own, FromBelow = row.FromBelow, Total = row.Total, Numerator = null, Denominator = null }
                : f with { Own = null, FromBelow = null, Total = null, Numerator = null, Denominator = null })],
        };
    }

    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/unions/{union}/figures", async (HttpContext http, IHandler<GetFigures, FiguresView> handler) =>
    {
        var basis = InputReader.FromQuery<BasisAsked>(http.Request, (asked, problems) =>
        {
            if (asked.AsOf is not null && asked.Basis != FigureBasis.Approved) problems.Add("asOf", "as-of-approved-only");
        });
        var request = new GetFigures(http.Request.RequiredPeriod(), [.. http.Request.Query["indicator"].OfType<string>()], ReadingFigures.Tree(http.Request))
        {
            Basis = basis.Basis ?? FigureBasis.Live, AsOf = basis.AsOf,
        };
        return Results.Json(await handler.HandleAsync(request, http.RequestAborted), Json.Options);
    }).Handles<GetFigures, FiguresView>().WithQuery(
        [
            QueryParameter.Period(), new QueryParameter("indicator", typeof(string)) { Many = true }, new QueryParameter("tree", typeof(TreeOf)),
            .. QueryParameter.Of<BasisAsked>(),
        ]).WithTags("figures");

    /// <summary>What the query says of the figures' basis.</summary>
    private sealed class BasisAsked
    {
        public FigureBasis? Basis { get; set; }
        public DateOnly? AsOf { get; set; }
    }
}

internal static class ReadingFigures
{
    public static readonly Permission Permission = new("figures.read", Reach.FromAbove, Permission.EveryRole);

    public static TreeOf Tree(HttpRequest http) => http.Query["tree"].ToString() switch
    {
        "" or "period" => TreeOf.Period,
        "today" => TreeOf.Today,
        _ => throw new InvalidInput("tree", "not-one-of", "period, today"),
    };
}
