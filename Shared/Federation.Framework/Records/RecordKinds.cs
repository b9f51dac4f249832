using Autofac;
using Federation.Framework.Databases;
using Federation.Framework.Tenancy;
using Microsoft.AspNetCore.Routing;

namespace Federation.Framework.Records;

/// <summary>The kinds of record of a module, with what they have in common.</summary>
public sealed class RecordKinds<TContext>(Permission read, Permission write, Permission readPersonal, params IReadOnlyList<IRecordKind<TContext>> all)
    : IModuleRecords
    where TContext : FederationDbContext
{
    public Permission Read => read;
    public Permission Write => write;

    /// <summary>Asked for in addition where records are personal data.</summary>
    public Permission ReadPersonal => readPersonal;

    public IReadOnlyList<IRecordKind<TContext>> All => all;

    /// <summary>The component with the module's tabs, above every list; its parameter <c>Shown</c> is the path of the kind.</summary>
    public Type? Tabs { get; init; }

    public void Register(ContainerBuilder builder)
    {
        builder.RegisterInstance(this);
        builder.RegisterType<DemoRecords<TContext>>().InstancePerLifetimeScope();
        builder.RegisterType<RecordReader<TContext>>().InstancePerLifetimeScope();
        foreach (var kind in all) kind.Register(builder);
    }

    public IEnumerable<string> TextKeys => all.SelectMany(k => k.TextKeys);

    public void MapEndpoints(IEndpointRouteBuilder api)
    {
        foreach (var kind in all) kind.MapEndpoints(api);
    }

    public void MapPages(IEndpointRouteBuilder pages)
    {
        foreach (var kind in all) kind.MapPages(pages, this);
    }
}

/// <summary>A module's kinds of record as the host sees them.</summary>
public interface IModuleRecords
{
    /// <summary>Keys of the texts that their pages ask the module for; see <see cref="RecordTexts"/>.</summary>
    IEnumerable<string> TextKeys { get; }

    void Register(ContainerBuilder builder);

    void MapEndpoints(IEndpointRouteBuilder api);

    void MapPages(IEndpointRouteBuilder pages);
}

/// <summary>A kind of record as a module lists it.</summary>
public interface IRecordKind<TContext> where TContext : FederationDbContext
{
    /// <summary>Its place in addresses: <c>talks</c>.</summary>
    string Path { get; }

    /// <summary>Place in addresses of what it is a part of; null for a kind that stands by itself.</summary>
    string? ParentSegment { get; }

    Visibility Visibility { get; }

    /// <summary>The figure sources that its records count for.</summary>
    IReadOnlyList<string> Sources { get; }

    /// <summary>Keys of the texts that its pages ask the module for; see <see cref="RecordTexts"/>.</summary>
    IEnumerable<string> TextKeys { get; }

    /// <summary>A new record, to be asked what does not depend on its content.</summary>
    IRecord Blank();

    void Register(ContainerBuilder builder);

    void MapEndpoints(IEndpointRouteBuilder api);

    void MapPages(IEndpointRouteBuilder pages, RecordKinds<TContext> module);
}
