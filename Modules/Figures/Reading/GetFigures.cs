using Federation.Figures.Catalogue;
using Federation.Figures.Contracts;
using Federation.Framework.Handlers;
using Federation.Framework.Tenancy;
using Federation.Framework.Web;
using Federation.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Federation.Figures.Reading;

internal sealed class GetFiguresHandler(FigureReader reader, IndicatorCatalogue catalogue, Caller caller) : IHandler<GetFigures, FiguresView>
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
        return new FiguresView(
            union.Code, request.Period.ToString(), request.Tree, read.AsOf,
            [.. shown.Select(i => calculator.View(i, now, earlier, read.Expected, read.Reported))]);
    }

    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/unions/{union}/figures", async (HttpContext http, IHandler<GetFigures, FiguresView> handler) =>
        Results.Json(
            await handler.HandleAsync(
                new GetFigures(http.Request.RequiredPeriod(), [.. http.Request.Query["indicator"].OfType<string>()], ReadingFigures.Tree(http.Request)), http.RequestAborted),
            Json.Options)).Handles<GetFigures, FiguresView>()
        .WithQuery(QueryParameter.Period(), new QueryParameter("indicator", typeof(string)) { Many = true }, new QueryParameter("tree", typeof(TreeOf))).WithTags("figures");
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
