using Federation.Framework.Databases;
using Federation.Framework.Handlers;
using Federation.Framework.Tenancy;
using Federation.Framework.Web;
using Federation.Kernel;
using Federation.LoveStations.Inputs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Federation.LoveStations.Sites;

/// <summary>A union enters a site in its books, in the state that it is in.</summary>
internal sealed record EnterSite(SiteInput Input) : ICommand<SiteAnswer>, IChecked
{
    public void Check(InputProblems problems) => Input.Check(problems);
}

internal sealed class EnterSiteHandler(StationsContext context, Caller caller, TimeProvider time) : IHandler<EnterSite, SiteAnswer>
{
    public Permission Permission => Permissions.Write;

    public async Task<SiteAnswer> HandleAsync(EnterSite request, CancellationToken cancellation)
    {
        var (union, code, today) = (caller.Union!, request.Input.Code, time.Today());
        // Z001 and z001 are one: tables find sites so.
        var plain = Folding.Fold(code);
        if (await context.Sites.AnyAsync(s => s.UnionId == union.Id && Folding.Fold(s.Code) == plain, cancellation)) throw new RuleViolation("site-code-taken", code);
        var site = ServiceSite.Enter(union.Id, request.Input, today, context.Ids);
        context.Add(site);
        await context.SaveSiteAsync(site, request.Input.Since, today, cancellation);
        return SiteAnswer.Of(site, union.Code);
    }
}

internal static class EnterSiteEndpoint
{
    public static void Map(IEndpointRouteBuilder api) => api.MapPost("/unions/{union}/stations",
        async (HttpContext http, IHandler<EnterSite, SiteAnswer> handler, CancellationToken cancellation) =>
        {
            var input = await http.Request.ReadInputAsync<SiteInput>(cancellation);
            var answer = await handler.HandleAsync(new EnterSite(input), cancellation);
            return EndpointExtensions.Created(http, $"{http.Request.PathBase}{http.Request.Path}/{answer.Id}", answer, answer.Version);
        })
        .Handles<EnterSite, SiteAnswer>(StatusCodes.Status201Created).AcceptsInput<SiteInput>();
}
