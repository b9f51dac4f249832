using Federation.Framework.Handlers;
using Federation.Framework.Tenancy;
using Federation.Unions.Contracts;
using Federation.Unions.Reading;
using Microsoft.AspNetCore.Routing;

namespace Federation.Unions.Administration;

/// <summary>Raises or lowers the union to another level from a day on.</summary>
internal sealed record ChangeUnionLevel : ICommand<UnionDetail>
{
    public UnionLevel Level { get; init; }

    public DateOnly On { get; init; }

    public static void Map(IEndpointRouteBuilder api) => api.MapChange<ChangeUnionLevel>("level");
}

internal sealed class ChangeUnionLevelHandler(IUnionRegistry registry, UnionsContext context, Administrators administrators, Caller caller, TimeProvider time)
    : UnionChangeHandler<ChangeUnionLevel>(context, administrators, caller, time)
{
    protected override Task ChangeAsync(long union, ChangeUnionLevel change, CancellationToken cancellation) =>
        registry.ChangeLevelAsync(union, change.Level, change.On, cancellation);
}
