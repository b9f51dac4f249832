using Autofac;
using Federation.Framework.Handlers;
using Federation.Framework.Tenancy;
using Federation.Framework.Web;
using Federation.LabourModels.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Federation.LabourModels.Register;

/// <summary>A kind of record as the module lists it.</summary>
internal interface IEntryKind
{
    string Path { get; }

    /// <summary>What it is a part of, by that kind's path; null for what stands by itself.</summary>
    string? HolderPath { get; }

    Seen Seen { get; }

    /// <summary>The kinds of table by which such records, or parts of them, come in; the list leads to them.</summary>
    IReadOnlyList<string> Tables { get; }

    void Register(ContainerBuilder builder);

    void MapEndpoints(IEndpointRouteBuilder api);

    void MapPages(IEndpointRouteBuilder pages);
}

/// <summary>One kind of record with all that is made of it: its handlers, its five addresses, its pages.</summary>
/// <param name="columns">What a list of them shows.</param>
internal sealed class EntryKind<TEntry, TInput, TAnswer>(params IReadOnlyList<EntryColumn<TAnswer>> columns) : IEntryKind
    where TEntry : Entry, IEntry<TEntry, TInput, TAnswer>, new() where TInput : RegisterInput, new() where TAnswer : class, IEntryAnswer
{
    public string Path => TEntry.Path;
    public string? HolderPath => TEntry.HolderPath;
    public Seen Seen => TEntry.Seen;
    public IReadOnlyList<EntryColumn<TAnswer>> Columns => columns;
    public IReadOnlyList<string> Tables { get; init; } = [];

    /// <summary>What is usually done next with a record: key of what it is called, and its address below the union's.</summary>
    public Func<TAnswer, (string Label, string Path)>? Next { get; init; }

    private static string Address => TEntry.HolderPath is { } holder ? $"/unions/{{union}}/{holder}/{{holder}}/{TEntry.Path}" : $"/unions/{{union}}/{TEntry.Path}";

    public void Register(ContainerBuilder builder)
    {
        Handler<AddEntryHandler<TEntry, TInput, TAnswer>>();
        Handler<ChangeEntryHandler<TEntry, TInput, TAnswer>>();
        Handler<RemoveEntryHandler<TEntry, TInput, TAnswer>>();
        Handler<ListEntriesHandler<TEntry, TInput, TAnswer>>();
        Handler<GetEntryHandler<TEntry, TInput, TAnswer>>();
        builder.RegisterType<EntryParts<TEntry, TInput, TAnswer>>().As<IEntryParts>().WithParameter(TypedParameter.From(this)).InstancePerLifetimeScope();

        void Handler<T>() where T : notnull => builder.RegisterType<T>().AsImplementedInterfaces().InstancePerLifetimeScope();
    }

    public void MapEndpoints(IEndpointRouteBuilder api)
    {
        api.MapGet(Address, async (HttpContext http, IHandler<ListEntries<TEntry, TAnswer>, PageOf<TAnswer>> handler, CancellationToken cancellation) =>
            EndpointExtensions.Answer(http, await handler.HandleAsync(new ListEntries<TEntry, TAnswer>(http.Holder(), EntryFilter.From(http.Request), PageRequest.From(http.Request)), cancellation)))
            .Handles<ListEntries<TEntry, TAnswer>, PageOf<TAnswer>>().Asks(QueryParameter.Of<EntryFilter>());
        api.MapPost(Address, async (HttpContext http, IHandler<AddEntry<TEntry, TInput, TAnswer>, TAnswer> handler, CancellationToken cancellation) =>
        {
            var input = await http.Request.ReadInputAsync<TInput>(cancellation);
            var answer = await handler.HandleAsync(new AddEntry<TEntry, TInput, TAnswer>(http.Holder(), input), cancellation);
            return EndpointExtensions.Created(http, $"{http.Request.PathBase}{http.Request.Path}/{answer.Id}", answer, answer.Version);
        }).Handles<AddEntry<TEntry, TInput, TAnswer>, TAnswer>(StatusCodes.Status201Created).Takes<TInput>();
        api.MapGet(Address + "/{entry}", async (HttpContext http, IHandler<GetEntry<TEntry, TAnswer>, TAnswer> handler, CancellationToken cancellation) =>
        {
            var answer = await handler.HandleAsync(new GetEntry<TEntry, TAnswer>(http.Holder(), http.PathId("entry")), cancellation);
            return EndpointExtensions.Answer(http, answer, answer.Version);
        }).Handles<GetEntry<TEntry, TAnswer>, TAnswer>();
        api.MapPut(Address + "/{entry}", async (HttpContext http, IHandler<ChangeEntry<TEntry, TInput, TAnswer>, TAnswer> handler, CancellationToken cancellation) =>
        {
            var version = http.Request.RequiredVersion();
            var input = await http.Request.ReadInputAsync<TInput>(cancellation);
            var answer = await handler.HandleAsync(new ChangeEntry<TEntry, TInput, TAnswer>(http.Holder(), http.PathId("entry"), version, input), cancellation);
            return EndpointExtensions.Answer(http, answer, answer.Version);
        }).Handles<ChangeEntry<TEntry, TInput, TAnswer>, TAnswer>().Takes<TInput>();
        api.MapDelete(Address + "/{entry}", async (HttpContext http, IHandler<RemoveEntry<TEntry>, Removed> handler, CancellationToken cancellation) =>
        {
            await handler.HandleAsync(new RemoveEntry<TEntry>(http.Holder(), http.PathId("entry"), http.Request.RequiredVersion()), cancellation);
            return Results.NoContent();
        }).Handles<RemoveEntry<TEntry>, Removed>(StatusCodes.Status204NoContent);
    }

    public void MapPages(IEndpointRouteBuilder pages) => EntryPages<TEntry, TInput, TAnswer>.Map(pages, this);
}

/// <param name="Label">Key of what stands above it.</param>
/// <param name="Value">A word of an enumeration, a day, a number or a text.</param>
/// <param name="Wide">Left out on a phone.</param>
internal sealed record EntryColumn<TAnswer>(string Label, Func<TAnswer, object?> Value, bool Money = false, bool Wide = false);

/// <summary>A union in a cell: shown by its name, handed out by its code.</summary>
internal sealed record UnionCode(string Code)
{
    public override string ToString() => Code;
}

internal static class Paths
{
    /// <summary>The record that the address has before its kind; 0 where there is none.</summary>
    public static long Holder(this HttpContext http) => http.Request.RouteValues.ContainsKey("holder") ? http.PathId("holder") : 0;
}
