using Federation.Framework.Handlers;
using Federation.Framework.Tenancy;
using Federation.Framework.Web;
using Federation.Kernel;
using Federation.Unions.Contracts;
using Federation.Unions.Reading;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Federation.Unions.Administration;

/// <summary>Dissolves the union into another, which takes over its children.</summary>
internal sealed record MergeUnion : ICommand<UnionDetail>
{
    public string Into { get; init; } = "";

    public DateOnly On { get; init; }

    public static void Map(IEndpointRouteBuilder api) => api
        .MapPost("unions/{union}/changes/merge", async (HttpContext http, IHandler<MergeUnion, UnionDetail> handler, CancellationToken cancellation) =>
            EndpointExtensions.Answer(http, await handler.HandleAsync(await http.Request.ReadInputAsync<MergeUnion>(cancellation), cancellation)))
        .Takes<MergeUnion>().Handles<MergeUnion, UnionDetail>();
}

internal sealed class MergeUnionHandler(IUnionRegistry registry, UnionsContext context, Administrators administrators, Caller caller, TimeProvider time)
    : IHandler<MergeUnion, UnionDetail>
{
    public Permission Permission => Administrators.Permission;

    public async Task<UnionDetail> HandleAsync(MergeUnion request, CancellationToken cancellation)
    {
        var union = caller.Union!;
        administrators.RequireAbove(union);
        var into = await administrators.AdministeredAsync("into", request.Into, cancellation);
        await registry.MergeAsync(union.Id, into.Id, request.On, cancellation);
        return await UnionDetail.ReadAsync(context, union.Id, time.Today(), cancellation);
    }
}
