using Federation.Figures.Contracts;
using Federation.Figures.Reading;
using Federation.Framework.Handlers;
using Federation.Framework.Pages;
using Federation.Framework.Tenancy;
using Federation.Framework.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Federation.Figures.Dashboard;

/// <summary>The page with every indicator of the catalogue.</summary>
internal static class TableOfFigures
{
    public static void Map(IEndpointRouteBuilder pages) => pages.MapGet("/u/{union}/figures", async (HttpContext http, IHandler<GetFigures, FiguresView> handler, FigureReader reader, Caller caller, TimeProvider time) =>
    {
        var tree = ReadingFigures.Tree(http.Request);
        var period = await reader.ChosenAsync(Periods.Asked(http.Request), caller.Union!, time, http.RequestAborted);
        return http.Page<TablePage>(new() { ["View"] = await handler.HandleAsync(new GetFigures(period, [], tree), http.RequestAborted) });
    }).Handles<GetFigures, FiguresView>();
}
