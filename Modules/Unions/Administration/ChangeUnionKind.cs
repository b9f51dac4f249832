using Federation.Framework.Handlers;
using Federation.Framework.Tenancy;
using Federation.Kernel;
using Federation.Unions.Contracts;
using Federation.Unions.Reading;
using Microsoft.AspNetCore.Routing;

namespace Federation.Unions.Administration;

/// <summary>Says that the union stands for another sort of organisation from a day on.</summary>
internal sealed record ChangeUnionKind : ICommand<UnionDetail>, IChecked
{
    public string Kind { get; init; } = "";

    public DateOnly On { get; init; }

    public static void Map(IEndpointRouteBuilder api) => api.MapChange<ChangeUnionKind>("kind");

    public void Check(InputProblems problems) => problems.CheckKind(Kind);
}

internal sealed class ChangeUnionKindHandler(IUnionRegistry registry, UnionsContext context, Administrators administrators, Caller caller, TimeProvider time)
    : UnionChangeHandler<ChangeUnionKind>(context, administrators, caller, time)
{
    protected override Task ChangeAsync(long union, ChangeUnionKind change, CancellationToken cancellation) =>
        registry.ChangeKindAsync(union, change.Kind, change.On, cancellation);
}
