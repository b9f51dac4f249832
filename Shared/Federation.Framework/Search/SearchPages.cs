using Federation.Framework.Handlers;
using Federation.Framework.Pages;
using Federation.Framework.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Federation.Framework.Search;

/// <summary>The page of the search, and what its box asks for while somebody types.</summary>
public static class SearchPages
{
    public static void MapSearch(this IEndpointRouteBuilder api) => api
        .MapGet("/search", async (HttpContext http, IHandler<Search, Found> handler) => EndpointExtensions.Answer(http, await handler.HandleAsync(Asked(http), http.RequestAborted)))
        .Handles<Search, Found>().WithQuery(new QueryParameter("q", typeof(string)), new QueryParameter("kind", typeof(string)));

    public static void Map(IEndpointRouteBuilder pages) => pages.MapGet("/search", async (HttpContext http, IHandler<Search, Found> handler) =>
    {
        var asked = Asked(http);
        return http.Page<SearchPage>(new() { ["Words"] = asked.Words, ["Kind"] = asked.Kind, ["Found"] = await handler.HandleAsync(asked, http.RequestAborted) });
    }).Handles<Search, Found>();

    private static Search Asked(HttpContext http) => new(TextOf(http, "q"), TextOf(http, "kind"), PageRequest.From(http.Request));

    private static string? TextOf(HttpContext http, string name) => http.Request.Query[name].ToString() is { Length: > 0 } text ? text : null;
}
