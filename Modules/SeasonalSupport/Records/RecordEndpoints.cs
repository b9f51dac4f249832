using Federation.Framework.Handlers;
using Federation.Framework.Web;
using Federation.SeasonalSupport.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Federation.SeasonalSupport.Records;

/// <summary>The five addresses of a kind of record below its campaign.</summary>
internal static class RecordEndpoints<TRecord, TInput, TAnswer>
    where TRecord : CampaignRecord, IRecorded<TRecord, TInput, TAnswer>, new() where TInput : RecordInput, new() where TAnswer : IRecordAnswer
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var all = $"/unions/{{union}}/campaigns/{{campaign}}/{TRecord.Path}";
        api.MapGet(all, ListAsync).Handles<ListRecords<TRecord, TAnswer>, PageOf<TAnswer>>();
        api.MapPost(all, RecordAsync).Handles<RecordInCampaign<TRecord, TInput, TAnswer>, TAnswer>(StatusCodes.Status201Created).Takes<TInput>();
        api.MapGet(all + "/{record}", GetAsync).Handles<GetRecord<TRecord, TAnswer>, TAnswer>();
        api.MapPut(all + "/{record}", ChangeAsync).Handles<ChangeRecord<TRecord, TInput, TAnswer>, TAnswer>().Takes<TInput>();
        api.MapDelete(all + "/{record}", RemoveAsync).Handles<RemoveRecord<TRecord>, Removed>(StatusCodes.Status204NoContent);
    }

    public static async Task<IResult> ListAsync(HttpContext http, IHandler<ListRecords<TRecord, TAnswer>, PageOf<TAnswer>> handler, CancellationToken cancellation) =>
        EndpointExtensions.Answer(http, await handler.HandleAsync(new ListRecords<TRecord, TAnswer>(http.Place(), PageRequest.From(http.Request)), cancellation));

    public static async Task<IResult> RecordAsync(HttpContext http, IHandler<RecordInCampaign<TRecord, TInput, TAnswer>, TAnswer> handler, CancellationToken cancellation)
    {
        var input = await http.Request.ReadInputAsync<TInput>(cancellation);
        var answer = await handler.HandleAsync(new RecordInCampaign<TRecord, TInput, TAnswer>(http.Place(), input), cancellation);
        return EndpointExtensions.Created(http, $"{http.Request.PathBase}{http.Request.Path}/{answer.Id}", answer, answer.Version);
    }

    public static async Task<IResult> GetAsync(HttpContext http, IHandler<GetRecord<TRecord, TAnswer>, TAnswer> handler, CancellationToken cancellation)
    {
        var answer = await handler.HandleAsync(new GetRecord<TRecord, TAnswer>(http.Place(), http.PathId("record")), cancellation);
        return EndpointExtensions.Answer(http, answer, answer.Version);
    }

    public static async Task<IResult> ChangeAsync(HttpContext http, IHandler<ChangeRecord<TRecord, TInput, TAnswer>, TAnswer> handler, CancellationToken cancellation)
    {
        var version = http.Request.RequiredVersion();
        var input = await http.Request.ReadInputAsync<TInput>(cancellation);
        var answer = await handler.HandleAsync(new ChangeRecord<TRecord, TInput, TAnswer>(http.Place(), http.PathId("record"), version, input), cancellation);
        return EndpointExtensions.Answer(http, answer, answer.Version);
    }

    public static async Task<IResult> RemoveAsync(HttpContext http, IHandler<RemoveRecord<TRecord>, Removed> handler, CancellationToken cancellation)
    {
        await handler.HandleAsync(new RemoveRecord<TRecord>(http.Place(), http.PathId("record"), http.Request.RequiredVersion()), cancellation);
        return Results.NoContent();
    }
}

internal static class Paths
{
    public static RecordPlace Place(this HttpContext http) =>
        new(http.PathId("campaign"), http.Request.RouteValues.ContainsKey("grant") ? http.PathId("grant") : null);
}
