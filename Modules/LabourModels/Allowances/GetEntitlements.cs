using Federation.Framework.Audit;
using Federation.Framework.Handlers;
using Federation.Framework.Records;
using Federation.Framework.Tenancy;
using Federation.Framework.Web;
using Federation.Kernel;
using Federation.LabourModels.Inputs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Federation.LabourModels.Allowances;

/// <summary>What the local rules give a model today.</summary>
internal sealed record GetEntitlements(long Model) : IRequest<Entitlements>;

internal sealed record Entitlements(IReadOnlyList<EntitlementLine> Items);

/// <param name="Paper">The rule's paper; null where there is no rule.</param>
/// <param name="Code">Why nothing may be paid now; null where something may.</param>
/// <param name="Detail">The same as a sentence.</param>
internal sealed record EntitlementLine(AllowanceKind Kind, string? Paper, decimal Most, decimal Paid, decimal Left, string? Code, string? Detail);

internal sealed class GetEntitlementsHandler(LabourContext context, Caller caller, IAudit audit, RecordTools tools, Texts texts) : IHandler<GetEntitlements, Entitlements>
{
    public Permission Permission => Permissions.Read;

    public async Task<Entitlements> HandleAsync(GetEntitlements request, CancellationToken cancellation)
    {
        caller.RequirePersonal(Permissions.ReadPersonal, "models");
        await audit.RecordAsync(caller, Permissions.ReadPersonal.Code, $"entitlements {Text.Of(request.Model)}", cancellation);
        var file = await context.Files.AsNoTracking().SingleOrDefaultAsync(f => f.Id == request.Model, cancellation) ?? throw new NotFound("models");
        var lines = new List<EntitlementLine>();
        foreach (var kind in Enum.GetValues<AllowanceKind>())
        {
            var entitled = await AllowanceRule.EntitlementAsync(context, tools, file, kind, tools.Today, 0, cancellation);
            lines.Add(new EntitlementLine(kind, entitled.Rule?.Paper, entitled.Most, entitled.Paid, entitled.Refusal is null ? entitled.Left : 0, entitled.Refusal?.Code, entitled.Refusal is { } rule ? texts[rule.Code, rule.Arguments] : null));
        }
        return new Entitlements(lines);
    }
}

internal static class EntitlementsEndpoint
{
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/unions/{union}/models/{holder}/entitlements",
        async (HttpContext http, IHandler<GetEntitlements, Entitlements> handler, CancellationToken cancellation) =>
            EndpointExtensions.Answer(http, await handler.HandleAsync(new GetEntitlements(http.PathId("holder")), cancellation)))
        .Handles<GetEntitlements, Entitlements>();
}
