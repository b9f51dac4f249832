using Federation.Framework.Handlers;
using Federation.Framework.Tenancy;
using Federation.Unions.Contracts;
using Federation.Unions.Reading;
using Microsoft.AspNetCore.Routing;

namespace Federation.Unions.Administration;

/// <summary>Dissolves the union into another, which takes over its children.</summary>
internal sealed record MergeUnion : ICommand<UnionDetail>
{
    public string Into { get; init; } = "";

    public DateOnly On { get; init; }

    public static void Map(IEndpointRouteBuilder api) => api.MapChange<MergeUnion>("merge");
}

internal sealed class MergeUnionHandler(IUnionRegistry registry, UnionsContext context, Administrators administrators, Caller caller, TimeProvider time)
    : UnionChangeHandler<MergeUnion>(context, administrators, caller, time)
{
    protected override async Task ChangeAsync(long union, MergeUnion change, CancellationToken cancellation)
    {
        var into = await Administrators.AdministeredAsync("into", change.Into, cancellation);
        await registry.MergeAsync(union, into.Id, change.On, cancellation);
    }
}
