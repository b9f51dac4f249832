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

/// <summary>Gives the union another code from a day on; it is still found by the old one.</summary>
internal sealed record RecodeUnion : ICommand<UnionDetail>, IChecked
{
    public string Code { get; init; } = "";

    public DateOnly On { get; init; }

    public static void Map(IEndpointRouteBuilder api) => api
        .MapPost("unions/{union}/changes/recode", async (HttpContext http, IHandler<RecodeUnion, UnionDetail> handler, CancellationToken cancellation) =>
            EndpointExtensions.Answer(http, await handler.HandleAsync(await http.Request.ReadInputAsync<RecodeUnion>(cancellation), cancellation)))
        .Takes<RecodeUnion>().Handles<RecodeUnion, UnionDetail>();

    public void Check(InputProblems problems) => problems.CheckCode(Code);
}

internal sealed class RecodeUnionHandler(IUnionRegistry registry, UnionsContext context, Administrators administrators, Caller caller, TimeProvider time)
    : IHandler<RecodeUnion, UnionDetail>
{
    public Permission Permission => Administrators.Permission;

    public async Task<UnionDetail> HandleAsync(RecodeUnion request, CancellationToken cancellation)
    {
        var union = caller.Union!;
        administrators.RequireAbove(union);
        await registry.RecodeAsync(union.Id, request.Code, request.On, cancellation);
        return await UnionDetail.ReadAsync(context, union.Id, time.Today(), cancellation);
    }
}
