using Federation.Framework.Handlers;
using Federation.Framework.Tenancy;
using Federation.Kernel;
using Federation.Unions.Contracts;
using Federation.Unions.Reading;
using Microsoft.AspNetCore.Routing;

namespace Federation.Unions.Administration;

/// <summary>Gives the union another code from a day on; it is still found by the old one.</summary>
internal sealed record RecodeUnion : ICommand<UnionDetail>, IChecked
{
    public string Code { get; init; } = "";

    public DateOnly On { get; init; }

    public static void Map(IEndpointRouteBuilder api) => api.MapChange<RecodeUnion>("recode");

    public void Check(InputProblems problems) => problems.CheckCode(Code);
}

internal sealed class RecodeUnionHandler(IUnionRegistry registry, UnionsContext context, Administrators administrators, Caller caller, TimeProvider time)
    : UnionChangeHandler<RecodeUnion>(context, administrators, caller, time)
{
    protected override Task ChangeAsync(long union, RecodeUnion change, CancellationToken cancellation) =>
        registry.RecodeAsync(union, change.Code, change.On, cancellation);
}
