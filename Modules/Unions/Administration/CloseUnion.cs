using Federation.Framework.Handlers;
using Federation.Framework.Tenancy;
using Federation.Unions.Contracts;
using Federation.Unions.Reading;
using Microsoft.AspNetCore.Routing;

namespace Federation.Unions.Administration;

/// <summary>Closes the union from a day on; it must have no children left, and what stands at it goes to the union that is named.</summary>
internal sealed record CloseUnion : ICommand<UnionDetail>
{
    public DateOnly On { get; init; }

    /// <summary>Code of the union that takes over its stations, models, campaigns and fairs; left out where none are left.</summary>
    public string? HandTo { get; init; }

    public static void Map(IEndpointRouteBuilder api) => api.MapChange<CloseUnion>("close");
}

internal sealed class CloseUnionHandler(IUnionRegistry registry, UnionsContext context, Administrators administrators, Caller caller, TimeProvider time)
    : UnionChangeHandler<CloseUnion>(context, administrators, caller, time)
{
    protected override async Task ChangeAsync(long union, CloseUnion change, CancellationToken cancellation)
    {
        var successor = change.HandTo is { } code ? await Administrators.AdministeredAsync("handTo", code, cancellation) : null;
        await registry.CloseAsync(union, change.On, cancellation, successor?.Id);
    }
}
