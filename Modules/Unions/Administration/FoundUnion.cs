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

/// <summary>Founds a union below the one in the path.</summary>
internal sealed record FoundUnion : ICommand<UnionDetail>, IChecked
{
    public string Code { get; init; } = "";

    [MaxLength(100)]
    public string Name { get; init; } = "";

    public UnionLevel Level { get; init; }

    public string Kind { get; init; } = "";

    /// <summary>The first day on which it is active.</summary>
    public DateOnly On { get; init; }

    public static void Map(IEndpointRouteBuilder api) => api
        .MapPost("unions/{union}/children", async (HttpContext http, IHandler<FoundUnion, UnionDetail> handler, CancellationToken cancellation) =>
        {
            var founded = await handler.HandleAsync(await http.Request.ReadInputAsync<FoundUnion>(cancellation), cancellation);
            return EndpointExtensions.Created(http, $"/api/v1/unions/{founded.Code}", founded);
        })
        .AcceptsInput<FoundUnion>().Handles<FoundUnion, UnionDetail>(StatusCodes.Status201Created);

    public void Check(InputProblems problems)
    {
        problems.CheckCode(Code);
        problems.CheckKind(Kind);
        if (Kind == UnionKind.Industry) problems.Add("kind", "industry-has-no-place");
    }
}

internal sealed class FoundUnionHandler(IUnionRegistry registry, UnionsContext context, Caller caller, TimeProvider time) : IHandler<FoundUnion, UnionDetail>
{
    public Permission Permission => Administrators.Permission;

    public async Task<UnionDetail> HandleAsync(FoundUnion request, CancellationToken cancellation)
    {
        var id = await registry.FoundAsync(new NewUnion(request.Code, request.Name, request.Level, request.Kind, caller.Union!.Code, request.On), cancellation);
        return await UnionDetail.ReadAsync(context, id, time.Today(), cancellation);
    }
}
