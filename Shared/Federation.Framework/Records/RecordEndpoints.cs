using System.Text.Json;
using Federation.Framework.Databases;
using Federation.Framework.Handlers;
using Federation.Framework.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Federation.Framework.Records;

/// <summary>The five addresses of a kind of record. A module calls the methods itself where two kinds share an address.</summary>
public static class RecordEndpoints<TContext, TRecord, TInput, TAnswer>
    where TContext : FederationDbContext where TRecord : class, IRecord<TContext, TInput, TAnswer>, new()
    where TInput : class, IChecked, new() where TAnswer : class, IRecordAnswer
{
    private const string Id = RecordKind<TContext, TRecord, TInput, TAnswer>.Parameter;

    internal static void Map(IEndpointRouteBuilder api, RecordKind<TContext, TRecord, TInput, TAnswer> kind)
    {
        var (all, one) = ($"/unions/{{union}}/{kind.Address}", $"/unions/{{union}}/{kind.Address}/{{{Id}}}");
        api.MapGet(all, (HttpContext http, IHandler<ListRecords<TRecord, TAnswer>, PageOf<TAnswer>> handler, CancellationToken cancellation) =>
                ListAsync(http, kind, handler, cancellation))
            .Handles<ListRecords<TRecord, TAnswer>, PageOf<TAnswer>>().WithQuery(RecordFilter.Parameters(kind.FilterFields));
        api.MapPost(all, (HttpContext http, IHandler<AddRecord<TRecord, TInput, TAnswer>, TAnswer> handler, CancellationToken cancellation) =>
                AddAsync(http, kind, handler, cancellation))
            .Handles<AddRecord<TRecord, TInput, TAnswer>, TAnswer>(StatusCodes.Status201Created).AcceptsInput<TInput>();
        api.MapGet(one, (HttpContext http, IHandler<GetRecord<TRecord, TAnswer>, TAnswer> handler, CancellationToken cancellation) =>
                GetAsync(http, kind, handler, cancellation))
            .Handles<GetRecord<TRecord, TAnswer>, TAnswer>();
        api.MapPut(one, (HttpContext http, IHandler<ChangeRecord<TRecord, TInput, TAnswer>, TAnswer> handler, CancellationToken cancellation) =>
                ChangeAsync(http, kind, handler, cancellation))
            .Handles<ChangeRecord<TRecord, TInput, TAnswer>, TAnswer>().AcceptsInput<TInput>();
        api.MapDelete(one, (HttpContext http, IHandler<RemoveRecord<TRecord>, Removed> handler, CancellationToken cancellation) =>
                RemoveAsync(http, kind, handler, cancellation))
            .Handles<RemoveRecord<TRecord>, Removed>(StatusCodes.Status204NoContent);
        MapOpened(api, kind);
    }

    /// <summary>An address for each personal field: <c>models/7/phone</c>.</summary>
    public static void MapOpened(IEndpointRouteBuilder api, RecordKind<TContext, TRecord, TInput, TAnswer> kind)
    {
        foreach (var field in kind.SealedFields)
        {
            api.MapPost(
                $"/unions/{{union}}/{kind.Address}/{{{Id}}}/{JsonNamingPolicy.KebabCaseLower.ConvertName(field)}",
                async (HttpContext http, IHandler<OpenField<TRecord>, IReadOnlyDictionary<string, string?>> handler, CancellationToken cancellation) =>
                    EndpointExtensions.Answer(http, await handler.HandleAsync(new OpenField<TRecord>(kind.PlaceIn(http), http.PathId(Id), field), cancellation)))
                .Handles<OpenField<TRecord>, IReadOnlyDictionary<string, string?>>();
        }
    }

    public static async Task<IResult> ListAsync(
        HttpContext http, RecordKind<TContext, TRecord, TInput, TAnswer> kind, IHandler<ListRecords<TRecord, TAnswer>, PageOf<TAnswer>> handler,
        CancellationToken cancellation)
    {
        var request = new ListRecords<TRecord, TAnswer>(kind.PlaceIn(http), kind.FilterIn(http.Request), PageRequest.From(http.Request));
        return EndpointExtensions.Answer(http, await handler.HandleAsync(request, cancellation));
    }

    public static async Task<IResult> AddAsync(
        HttpContext http, RecordKind<TContext, TRecord, TInput, TAnswer> kind, IHandler<AddRecord<TRecord, TInput, TAnswer>, TAnswer> handler,
        CancellationToken cancellation)
    {
        var input = await http.Request.ReadInputAsync<TInput>(cancellation);
        var answer = await handler.HandleAsync(new AddRecord<TRecord, TInput, TAnswer>(kind.PlaceIn(http), input), cancellation);
        return EndpointExtensions.Created(http, $"{http.Request.PathBase}{http.Request.Path}/{answer.Id}", answer, answer.Version);
    }

    public static async Task<IResult> GetAsync(
        HttpContext http, RecordKind<TContext, TRecord, TInput, TAnswer> kind, IHandler<GetRecord<TRecord, TAnswer>, TAnswer> handler,
        CancellationToken cancellation)
    {
        var answer = await handler.HandleAsync(new GetRecord<TRecord, TAnswer>(kind.PlaceIn(http), http.PathId(Id)), cancellation);
        return EndpointExtensions.Answer(http, answer, answer.Version);
    }

    public static async Task<IResult> ChangeAsync(
        HttpContext http, RecordKind<TContext, TRecord, TInput, TAnswer> kind, IHandler<ChangeRecord<TRecord, TInput, TAnswer>, TAnswer> handler,
        CancellationToken cancellation)
    {
        var version = http.Request.RequiredVersion();
        var input = await http.Request.ReadInputAsync<TInput>(cancellation);
        var answer = await handler.HandleAsync(new ChangeRecord<TRecord, TInput, TAnswer>(kind.PlaceIn(http), http.PathId(Id), version, input), cancellation);
        return EndpointExtensions.Answer(http, answer, answer.Version);
    }

    public static async Task<IResult> RemoveAsync(
        HttpContext http, RecordKind<TContext, TRecord, TInput, TAnswer> kind, IHandler<RemoveRecord<TRecord>, Removed> handler,
        CancellationToken cancellation)
    {
        await handler.HandleAsync(new RemoveRecord<TRecord>(kind.PlaceIn(http), http.PathId(Id), http.Request.RequiredVersion()), cancellation);
        return Results.NoContent();
    }
}
