using Federation.Framework.Handlers;
using Federation.Framework.Pages;
using Federation.Framework.Tenancy;
using Federation.Framework.Web;
using Federation.Kernel;
using Federation.LoveStations.Inputs;
using Federation.LoveStations.Sites;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Federation.LoveStations.Kit;

internal static class KitPages
{
    public static void Map(IEndpointRouteBuilder pages)
    {
        const string kit = "/u/{union}/station-kit", one = kit + "/{list:long}";
        pages.MapGet(kit, async (HttpContext http, Ids ids, TimeProvider time, IHandler<ListKits, KitsAnswer> handler, CancellationToken cancellation) =>
        {
            // The next list is most often the last one and something more.
            var lists = await handler.HandleAsync(new ListKits(), cancellation);
            return http.Page<KitPage>(PageForm.New(ids, [("from", Text.Of(time.Today())), .. lists.Items.Count == 0 ? [] : Checked(lists.Items[0])]), new() { ["Kits"] = lists });
        }).Handles<ListKits, KitsAnswer>();

        pages.MapPost(kit, async (HttpContext http, Caller caller, Texts texts, IHandler<PublishKit, KitAnswer> handler, IHandler<ListKits, KitsAnswer> list, CancellationToken cancellation) =>
        {
            var form = await PageForm.ReadAsync(http, caller);
            return await form.TryAsync(texts, () => handler.HandleAsync(new PublishKit(form.Input<KitInput>()), cancellation))
                ? http.RedirectTo(PageAddress.Of(caller.Union!, "station-kit"), "recorded") : http.Page<KitPage>(form, new() { ["Kits"] = await list.HandleAsync(new ListKits(), cancellation) });
        }).Handles<PublishKit, KitAnswer>();

        pages.MapGet(one, async (HttpContext http, Ids ids, IHandler<GetKit, KitAnswer> handler, CancellationToken cancellation) =>
        {
            var list = await handler.HandleAsync(new GetKit(http.PathId("list")), cancellation);
            var form = PageForm.New(ids, [
                ("from", Text.Of(list.From)), ("document", list.Document), (PageForm.VersionField, Text.Of(list.Version)), .. Checked(list)]);
            return http.Page<CorrectKitPage>(form, []);
        }).Handles<CorrectKit, KitAnswer>();

        pages.MapPost(one, async (HttpContext http, Caller caller, Texts texts, IHandler<CorrectKit, KitAnswer> handler, CancellationToken cancellation) =>
        {
            var form = await PageForm.ReadAsync(http, caller);
            return await form.TryAsync(texts, () => handler.HandleAsync(new CorrectKit(http.PathId("list"), form.Version, form.Input<KitInput>()), cancellation))
                ? http.RedirectTo(PageAddress.Of(caller.Union!, "station-kit"), "changed") : http.Page<CorrectKitPage>(form, []);
        }).Handles<CorrectKit, KitAnswer>();

        pages.MapPost(one + "/take-back", async (HttpContext http, Caller caller, IHandler<TakeBackKit, Removed> handler, CancellationToken cancellation) =>
        {
            var form = await PageForm.ReadAsync(http, caller);
            await handler.HandleAsync(new TakeBackKit(http.PathId("list"), form.Version), cancellation);
            return http.RedirectTo(PageAddress.Of(caller.Union!, "station-kit"), "removed");
        }).Handles<TakeBackKit, Removed>();
    }

    private static IEnumerable<(string, string?)> Checked(KitAnswer list) => list.Items.Select(f => ($"items[{(int)f}].facility", (string?)Text.Of(f)));
}
