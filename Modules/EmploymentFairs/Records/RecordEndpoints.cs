using Federation.EmploymentFairs.Contracts;
using Federation.Framework.Handlers;
using Federation.Framework.Input;
using Federation.Framework.Web;
using Federation.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Federation.EmploymentFairs.Records;

/// <summary>The five addresses of a kind of record below its fair.</summary>
internal static class RecordEndpoints<TRecord, TInput, TAnswer>
    where TRecord : FairRecord, IRecorded<TRecord, TInput, TAnswer>, new() where TInput : RecordInput, new() where TAnswer : IRecordAnswer
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var all = $"/unions/{{union}}/fairs/{{fair}}/{TRecord.Path}";
        api.MapGet(all, async (HttpContext http, IHandler<ListRecords<TRecord, TAnswer>, PageOf<TAnswer>> handler, CancellationToken cancellation) =>
        {
            var filter = RecordFilter.From(http.Request);
            return EndpointExtensions.Answer(http, await handler.HandleAsync(new ListRecords<TRecord, TAnswer>(http.PathId("fair"), filter.Search, PageRequest.From(http.Request), Due: filter.Due is true), cancellation));
        }).Handles<ListRecords<TRecord, TAnswer>, PageOf<TAnswer>>().Asks(QueryParameter.Of<RecordFilter>());
        api.MapPost(all, async (HttpContext http, IHandler<RecordAtFair<TRecord, TInput, TAnswer>, TAnswer> handler, CancellationToken cancellation) =>
        {
            var input = await http.Request.ReadInputAsync<TInput>(cancellation);
            var answer = await handler.HandleAsync(new RecordAtFair<TRecord, TInput, TAnswer>(http.PathId("fair"), input), cancellation);
            return EndpointExtensions.Created(http, $"{http.Request.PathBase}{http.Request.Path}/{answer.Id}", answer, answer.Version);
        }).Handles<RecordAtFair<TRecord, TInput, TAnswer>, TAnswer>(StatusCodes.Status201Created).Takes<TInput>();
        api.MapGet(all + "/{record}", async (HttpContext http, IHandler<GetRecord<TRecord, TAnswer>, TAnswer> handler, CancellationToken cancellation) =>
        {
            var answer = await handler.HandleAsync(new GetRecord<TRecord, TAnswer>(http.PathId("fair"), http.PathId("record")), cancellation);
            return EndpointExtensions.Answer(http, answer, answer.Version);
        }).Handles<GetRecord<TRecord, TAnswer>, TAnswer>();
        api.MapPut(all + "/{record}", async (HttpContext http, IHandler<ChangeRecord<TRecord, TInput, TAnswer>, TAnswer> handler, CancellationToken cancellation) =>
        {
            var version = http.Request.RequiredVersion();
            var input = await http.Request.ReadInputAsync<TInput>(cancellation);
            var answer = await handler.HandleAsync(new ChangeRecord<TRecord, TInput, TAnswer>(http.PathId("fair"), http.PathId("record"), version, input), cancellation);
            return EndpointExtensions.Answer(http, answer, answer.Version);
        }).Handles<ChangeRecord<TRecord, TInput, TAnswer>, TAnswer>().Takes<TInput>();
        api.MapDelete(all + "/{record}", async (HttpContext http, IHandler<RemoveRecord<TRecord>, Removed> handler, CancellationToken cancellation) =>
        {
            await handler.HandleAsync(new RemoveRecord<TRecord>(http.PathId("fair"), http.PathId("record"), http.Request.RequiredVersion()), cancellation);
            return Results.NoContent();
        }).Handles<RemoveRecord<TRecord>, Removed>(StatusCodes.Status204NoContent);
    }
}

internal sealed class RecordFilter
{
    /// <summary>An employer, title, place or name in part. No phone number: an address is no place for it.</summary>
    public string? Search { get; set; }

    /// <summary>Of placements those that are to be followed up now.</summary>
    public bool? Due { get; set; }

    public static RecordFilter From(HttpRequest http) => InputReader.FromQuery<RecordFilter>(http, (filter, problems) =>
    {
        if (filter.Search is { } text && RecordInput.IsPhone(text)) problems.Add("search", "number-in-address");
    });
}
