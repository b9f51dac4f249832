using Federation.Framework.Handlers;
using Federation.Framework.Pages;
using Federation.Framework.Tenancy;
using Federation.Framework.Web;
using Federation.Kernel;
using Federation.LoveStations.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Federation.LoveStations.Kit;

internal static class KitPages
{
    public static void Map(IEndpointRouteBuilder pages)
    {
        const string kit = "/u/{union}/station-kit";
        pages.MapGet(kit, async (HttpContext http, Ids ids, TimeProvider time, IHandler<ListKits, KitsAnswer> handler, CancellationToken cancellation) =>
            http.Page<KitPage>(PageForm.New(ids, ("from", Text.Of(time.Today()))), new() { ["Kits"] = await handler.HandleAsync(new ListKits(), cancellation) })).Handles<ListKits, KitsAnswer>();

        pages.MapPost(kit, async (HttpContext http, Caller caller, Texts texts, IHandler<PublishKit, KitAnswer> handler, IHandler<ListKits, KitsAnswer> list, CancellationToken cancellation) =>
        {
            var form = await PageForm.ReadAsync(http, caller);
            return await form.TryAsync(texts, () => handler.HandleAsync(new PublishKit(form.Input<KitInput>()), cancellation))
                ? http.Onward(PageAddress.Of(caller.Union!, "station-kit"), "recorded") : http.Page<KitPage>(form, new() { ["Kits"] = await list.HandleAsync(new ListKits(), cancellation) });
        }).Handles<PublishKit, KitAnswer>();
    }
}
