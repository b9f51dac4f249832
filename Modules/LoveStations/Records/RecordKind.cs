using Autofac;
using Federation.Framework.Import;
using Federation.LoveStations.Contracts;
using Microsoft.AspNetCore.Routing;

namespace Federation.LoveStations.Records;

/// <summary>A kind of record as the module lists it. Its input record is the one place that says what its fields are: the API, the pages and any table read by it.</summary>
internal interface IRecordKind
{
    /// <summary>Its place in addresses, below the site's.</summary>
    string Path { get; }

    /// <summary>The fields that a table's column can hold.</summary>
    IReadOnlyList<string> Fields { get; }

    void Register(ContainerBuilder builder);

    void MapEndpoints(IEndpointRouteBuilder api);
}

internal sealed class RecordKind<TRecord, TInput, TAnswer> : IRecordKind
    where TRecord : SiteRecord, IRecorded<TRecord, TInput, TAnswer>, new() where TInput : SiteRecordInput, new() where TAnswer : IRecordAnswer
{
    public string Path => TRecord.Path;

    public IReadOnlyList<string> Fields => [.. ImportColumns.Of<TInput>().Select(c => c.Name)];

    public void Register(ContainerBuilder builder)
    {
        Handler<RecordAtSiteHandler<TRecord, TInput, TAnswer>>();
        Handler<ChangeAtSiteHandler<TRecord, TInput, TAnswer>>();
        Handler<RemoveAtSiteHandler<TRecord, TInput, TAnswer>>();
        Handler<ListAtSiteHandler<TRecord, TInput, TAnswer>>();
        Handler<GetAtSiteHandler<TRecord, TInput, TAnswer>>();
        Handler<ListRecordsHandler<TRecord, TInput, TAnswer>>();

        void Handler<T>() where T : notnull => builder.RegisterType<T>().AsImplementedInterfaces().InstancePerLifetimeScope();
    }

    public void MapEndpoints(IEndpointRouteBuilder api) => RecordEndpoints<TRecord, TInput, TAnswer>.Map(api);
}
