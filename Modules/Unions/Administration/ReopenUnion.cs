using Federation.Framework.Handlers;
using Federation.Framework.Tenancy;
using Federation.Unions.Contracts;
using Federation.Unions.Reading;
using Microsoft.AspNetCore.Routing;

namespace Federation.Unions.Administration;

/// <summary>Opens a closed union again from a day on.</summary>
internal sealed record ReopenUnion : ICommand<UnionDetail>
{
    public DateOnly On { get; init; }

    public static void Map(IEndpointRouteBuilder api) => api.MapChange<ReopenUnion>("reopen");
}

internal sealed class ReopenUnionHandler(IUnionRegistry registry, UnionsContext context, Administrators administrators, Caller caller, TimeProvider time)
    : UnionChangeHandler<ReopenUnion>(context, administrators, caller, time)
{
    protected override Task ChangeAsync(long union, ReopenUnion change, CancellationToken cancellation) =>
        registry.ReopenAsync(union, change.On, cancellation);
}
