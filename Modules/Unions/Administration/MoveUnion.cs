using Federation.Framework.Handlers;
using Federation.Framework.Tenancy;
using Federation.Unions.Contracts;
using Federation.Unions.Reading;
using Microsoft.AspNetCore.Routing;

namespace Federation.Unions.Administration;

/// <summary>Moves the union with its subtree to another parent from a day on.</summary>
internal sealed record MoveUnion : ICommand<UnionDetail>
{
    public string Parent { get; init; } = "";

    public DateOnly On { get; init; }

    public static void Map(IEndpointRouteBuilder api) => api.MapChange<MoveUnion>("move");
}

internal sealed class MoveUnionHandler(IUnionRegistry registry, UnionsContext context, Administrators administrators, Caller caller, TimeProvider time)
    : UnionChangeHandler<MoveUnion>(context, administrators, caller, time)
{
    protected override async Task ChangeAsync(long union, MoveUnion change, CancellationToken cancellation)
    {
        var parent = await Administrators.AdministeredAsync("parent", change.Parent, cancellation);
        await registry.MoveAsync(union, parent.Id, change.On, cancellation);
    }
}
