using Federation.Framework.Handlers;
using Federation.Framework.Tenancy;
using Federation.Framework.Web;
using Federation.Kernel;
using Federation.Unions.Reading;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Federation.Unions.Administration;

/// <summary>What every change of one union has in common: an administrator above it makes it, and the answer is the union as it is today.</summary>
internal abstract class UnionChangeHandler<TChange>(UnionsContext context, Administrators administrators, Caller caller, TimeProvider time)
    : IHandler<TChange, UnionDetail> where TChange : ICommand<UnionDetail>
{
    public Permission Permission => Administrators.Permission;

    protected Administrators Administrators { get; } = administrators;

    public async Task<UnionDetail> HandleAsync(TChange request, CancellationToken cancellation)
    {
        var union = caller.Union!;
        Administrators.RequireAbove(union);
        await ChangeAsync(union.Id, request, cancellation);
        return await UnionDetail.ReadAsync(context, union.Id, time.Today(), cancellation);
    }

    protected abstract Task ChangeAsync(long union, TChange change, CancellationToken cancellation);
}

internal static class UnionChangeEndpoint
{
    public static void MapChange<TChange>(this IEndpointRouteBuilder api, string name) where TChange : class, ICommand<UnionDetail>, new() => api
        .MapPost($"unions/{{union}}/changes/{name}", async (HttpContext http, IHandler<TChange, UnionDetail> handler, CancellationToken cancellation) =>
            EndpointExtensions.Answer(http, await handler.HandleAsync(await http.Request.ReadInputAsync<TChange>(cancellation), cancellation)))
        .AcceptsInput<TChange>().Handles<TChange, UnionDetail>();
}
