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

/// <summary>Raises or lowers the union to another level from a day on.</summary>
internal sealed record ChangeUnionLevel : ICommand<UnionDetail>
{
    public UnionLevel Level { get; init; }

    public DateOnly On { get; init; }

    public static void Map(IEndpointRouteBuilder api) => api
        .MapPost("unions/{union}/changes/level", async (HttpContext http, IHandler<ChangeUnionLevel, UnionDetail> handler, CancellationToken cancellation) =>
            EndpointExtensions.Answer(http, await handler.HandleAsync(await http.Request.ReadInputAsync<ChangeUnionLevel>(cancellation), cancellation)))
        .Takes<ChangeUnionLevel>().Handles<ChangeUnionLevel, UnionDetail>();
}

internal sealed class ChangeUnionLevelHandler(IUnionRegistry registry, UnionsContext context, Administrators administrators, Caller caller, TimeProvider time)
    : IHandler<ChangeUnionLevel, UnionDetail>
{
    public Permission Permission => Administrators.Permission;

    public async Task<UnionDetail> HandleAsync(ChangeUnionLevel request, CancellationToken cancellation)
    {
        var union = caller.Union!;
        administrators.RequireAbove(union);
        await registry.ChangeLevelAsync(union.Id, request.Level, request.On, cancellation);
        return await UnionDetail.ReadAsync(context, union.Id, time.Today(), cancellation);
    }
}
