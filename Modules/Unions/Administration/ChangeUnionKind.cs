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

/// <summary>Says that the union stands for another sort of organisation from a day on.</summary>
internal sealed record ChangeUnionKind : ICommand<UnionDetail>, IChecked
{
    public string Kind { get; init; } = "";

    public DateOnly On { get; init; }

    public static void Map(IEndpointRouteBuilder api) => api
        .MapPost("unions/{union}/changes/kind", async (HttpContext http, IHandler<ChangeUnionKind, UnionDetail> handler, CancellationToken cancellation) =>
            EndpointExtensions.Answer(http, await handler.HandleAsync(await http.Request.ReadInputAsync<ChangeUnionKind>(cancellation), cancellation)))
        .Takes<ChangeUnionKind>().Handles<ChangeUnionKind, UnionDetail>();

    public void Check(InputProblems problems) => problems.CheckKind(Kind);
}

internal sealed class ChangeUnionKindHandler(IUnionRegistry registry, UnionsContext context, Administrators administrators, Caller caller, TimeProvider time)
    : IHandler<ChangeUnionKind, UnionDetail>
{
    public Permission Permission => Administrators.Permission;

    public async Task<UnionDetail> HandleAsync(ChangeUnionKind request, CancellationToken cancellation)
    {
        var union = caller.Union!;
        administrators.RequireAbove(union);
        await registry.ChangeKindAsync(union.Id, request.Kind, request.On, cancellation);
        return await UnionDetail.ReadAsync(context, union.Id, time.Today(), cancellation);
    }
}
