using System.Data.Common;
using Federation.Framework.Databases;
using Federation.Framework.Handlers;
using Federation.Framework.Tenancy;
using Federation.Framework.Web;
using Federation.Kernel;
using Federation.SeasonalSupport.Inputs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Federation.SeasonalSupport.Campaigns;

/// <summary>A union plans a campaign.</summary>
internal sealed record CreateCampaign(CampaignInput Input) : ICommand<CampaignAnswer>, IChecked
{
    public void Check(InputProblems problems) => Input.Check(problems);
}

internal sealed class CreateCampaignHandler(SeasonalContext context, DatabaseSession session, Caller caller) : IHandler<CreateCampaign, CampaignAnswer>
{
    public Permission Permission => Permissions.Write;

    public async Task<CampaignAnswer> HandleAsync(CreateCampaign request, CancellationToken cancellation)
    {
        var union = caller.Union!;
        var code = request.Input.Code;
        if (code is null)
        {
            var taken = await context.Campaigns.Where(c => c.UnionId == union.Id && c.Year == request.Input.Year && c.Season == request.Input.Season).Select(c => c.Code).ToListAsync(cancellation);
            code = Campaign.DefaultCode(request.Input.Season, request.Input.Year, taken.ToHashSet(StringComparer.OrdinalIgnoreCase));
        }
        // shaft-a and SHAFT-A are one: rows of tables name campaigns by their codes.
        var folded = Folding.Fold(code);
        if (await context.Campaigns.AnyAsync(c => c.UnionId == union.Id && Folding.Fold(c.Code) == folded, cancellation)) throw new RuleViolation("campaign-code-taken", code);
        var campaign = Campaign.Propose(union.Id, code, request.Input, context.Ids);
        context.Add(campaign);
        try
        {
            await context.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateException clash) when (clash.InnerException is DbException error && session.Dialect.IsUniqueViolation(error))
        {
            throw new RuleViolation("campaign-code-taken", code);
        }
        return CampaignAnswer.Of(campaign, union.Code);
    }
}

internal static class CreateCampaignEndpoint
{
    public static void Map(IEndpointRouteBuilder api) => api.MapPost("/unions/{union}/campaigns",
        async (HttpContext http, IHandler<CreateCampaign, CampaignAnswer> handler, CancellationToken cancellation) =>
        {
            var input = await http.Request.ReadInputAsync<CampaignInput>(cancellation);
            var answer = await handler.HandleAsync(new CreateCampaign(input), cancellation);
            return EndpointExtensions.Created(http, $"{http.Request.PathBase}{http.Request.Path}/{answer.Id}", answer, answer.Version);
        })
        .Handles<CreateCampaign, CampaignAnswer>(StatusCodes.Status201Created).AcceptsInput<CampaignInput>();
}
