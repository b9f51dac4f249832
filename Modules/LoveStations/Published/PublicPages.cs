using Federation.Framework.Pages;
using Federation.Framework.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;

namespace Federation.LoveStations.Published;

/// <summary>The page at <c>/stations</c>, for anybody, without signing in.</summary>
internal static class PublicPages
{
    /// <summary>An address with {z}, {x} and {y} of map tiles to draw the stations on; without it the ground is plain.</summary>
    public const string TileAddress = "Stations:TileAddress";

    /// <summary>What the owner of the tiles wants to be said.</summary>
    public const string TileOwner = "Stations:TileOwner";

    /// <summary>An address with {latitude}, {longitude} and {name} that shows the way to a station; without it none is offered.</summary>
    public const string DirectionsAddress = "Stations:DirectionsAddress";

    public static void Map(IEndpointRouteBuilder pages) => pages.MapGet("/stations", async (HttpContext http, FindStations find, IConfiguration configuration, CancellationToken cancellation) =>
    {
        var wanted = Wanted.From(http.Request);
        var asked = wanted.Place is not null || wanted.District is not null || wanted.Open is true || wanted.With is not null || wanted.Kind is not null;
        var tiles = configuration[TileAddress] is { Length: > 0 } address ? address : null;
        NearMe.Allow(http, tiles);
        return http.Page<StationsPage>(new()
        {
            ["Search"] = new Searched(wanted, wanted.IsNowhere ? FoundStations.None : await find.FindAsync(wanted, cancellation)), ["Asked"] = asked, ["Districts"] = await find.DistrictsAsync(cancellation),
            ["Tiles"] = tiles, ["TileOwner"] = configuration[TileOwner], ["Directions"] = configuration[DirectionsAddress] is { Length: > 0 } directions ? directions : null,
        }, wanted.IsNowhere ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK);
    }).Public();
}

/// <summary>What was asked for, and what there is.</summary>
internal sealed record Searched(Wanted Wanted, FoundStations Found);
