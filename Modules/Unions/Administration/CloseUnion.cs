using Federation.Framework.Handlers;
using Federation.Framework.Tenancy;
using Federation.Unions.Contracts;
using Federation.Unions.Reading;
using Microsoft.AspNetCore.Routing;

namespace Federation.Unions.Administration;

/// <summary>Closes the union from a day on; it must have no children left.</summary>
internal sealed record CloseUnion : ICommand<UnionDetail>
{
    public DateOnly On { get; init; }

    public static void Map(IEndpointRouteBuilder api) => api.MapChange<CloseUnion>("close");
}

internal sealed class CloseUnionHandler(IUnionRegistry registry, UnionsContext context, Administrators administrators, Caller caller, TimeProvider time)
    : UnionChangeHandler<CloseUnion>(context, administrators, caller, time)
{
    protected override Task ChangeAsync(long union, CloseUnion change, CancellationToken cancellation) =>
        registry.CloseAsync(union, change.On, cancellation);
}
