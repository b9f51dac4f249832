using Federation.Framework.Handlers;
using Federation.Framework.Input;
using Federation.Framework.Tenancy;
using Federation.Unions.Contracts;
using Federation.Unions.Reading;
using Microsoft.AspNetCore.Routing;

namespace Federation.Unions.Administration;

/// <summary>Gives the union another name from a day on.</summary>
internal sealed record RenameUnion : ICommand<UnionDetail>
{
    [MaxLength(100)]
    public string Name { get; init; } = "";

    public DateOnly On { get; init; }

    public static void Map(IEndpointRouteBuilder api) => api.MapChange<RenameUnion>("rename");
}

internal sealed class RenameUnionHandler(IUnionRegistry registry, UnionsContext context, Administrators administrators, Caller caller, TimeProvider time)
    : UnionChangeHandler<RenameUnion>(context, administrators, caller, time)
{
    protected override Task ChangeAsync(long union, RenameUnion change, CancellationToken cancellation) =>
        registry.RenameAsync(union, change.Name, change.On, cancellation);
}
