using Federation.Framework.Audit;
using Federation.Framework.Handlers;
using Federation.Framework.Security;
using Federation.Framework.Tenancy;
using Federation.Framework.Web;
using Federation.Kernel;
using Federation.SeasonalSupport.Records;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Federation.SeasonalSupport.Deliveries;

/// <summary>Who was visited by name, for the union that visited them alone.</summary>
internal sealed record ListRecipients(long Campaign, long Delivery, PageRequest Page) : IRequest<PageOf<RecipientAnswer>>;

internal sealed record RecipientAnswer(string Id, string Name, string IdentityNumber, decimal Amount);

internal sealed class ListRecipientsHandler(SeasonalContext context, Caller caller, IAudit audit, PersonIdentity identity) : IHandler<ListRecipients, PageOf<RecipientAnswer>>
{
    public Permission Permission => Permissions.Read;

    public async Task<PageOf<RecipientAnswer>> HandleAsync(ListRecipients request, CancellationToken cancellation)
    {
        caller.RequirePersonal(Permissions.ReadPersonal, "recipients");
        if (!await context.WinterDeliveries.AnyAsync(d => d.Id == request.Delivery && d.CampaignId == request.Campaign && d.UnionId == context.TenantId, cancellation)) throw new NotFound("delivery");
        await audit.RecordAsync(caller, Permissions.ReadPersonal.Code, FormattableString.Invariant($"recipients {request.Campaign} {request.Delivery}"), cancellation);
        var after = request.Page.AfterId ?? 0;
        var page = await context.Recipients.AsNoTracking().Where(r => r.DeliveryId == request.Delivery && r.Id > after).OrderBy(r => r.Id).Take(request.Page.Limit + 1).ToListAsync(cancellation);
        return request.Page.ToPage([.. page.Select(r => new RecipientAnswer(Text.Of(r.Id), r.Name, identity.Mask(r.IdentityEncrypted), r.Amount))], r => r.Id);
    }
}

internal static class ListRecipientsEndpoint
{
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/unions/{union}/campaigns/{campaign}/deliveries/{record}/recipients",
        async (HttpContext http, IHandler<ListRecipients, PageOf<RecipientAnswer>> handler, CancellationToken cancellation) =>
            EndpointExtensions.Answer(http, await handler.HandleAsync(new ListRecipients(http.PathId("campaign"), http.PathId("record"), PageRequest.From(http.Request)), cancellation)))
        .Handles<ListRecipients, PageOf<RecipientAnswer>>();
}
