using Federation.Framework.Handlers;
using Federation.Framework.Input;
using Federation.Framework.Tenancy;
using Federation.Framework.Web;
using Federation.Kernel;
using Federation.Unions.Contracts;
using Federation.Unions.Reading;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Federation.Unions.Administration;

/// <summary>Gives the union another name from a day on.</summary>
internal sealed record RenameUnion : ICommand<UnionDetail>
{
    [Longest(100)]
    public string Name { get; init; } = "";

    public DateOnly On { get; init; }

    public static void Map(IEndpointRouteBuilder api) => api
        .MapPost("unions/{union}/changes/rename", async (HttpContext http, IHandler<RenameUnion, UnionDetail> handler, CancellationToken cancellation) =>
            EndpointExtensions.Answer(http, await handler.HandleAsync(await http.Request.ReadInputAsync<RenameUnion>(cancellation), cancellation)))
        .Takes<RenameUnion>().Handles<RenameUnion, UnionDetail>();
}

internal sealed class RenameUnionHandler(IUnionRegistry registry, UnionsContext context, Administrators administrators, Caller caller, TimeProvider time)
    : IHandler<RenameUnion, UnionDetail>
{
    public Permission Permission => Administrators.Permission;

    public async Task<UnionDetail> HandleAsync(RenameUnion request, CancellationToken cancellation)
    {
        var union = caller.Union!;
        administrators.RequireAbove(union);
        await registry.RenameAsync(union.Id, request.Name, request.On, cancellation);
        return await UnionDetail.ReadAsync(context, union.Id, time.Today(), cancellation);
    }
}
