using Federation.Framework.Handlers;
using Federation.Framework.Pages;
using Federation.Framework.Tenancy;
using Federation.Framework.Web;
using Federation.Kernel;
using Federation.LoveStations.Contracts;
using Federation.LoveStations.Sites;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Federation.LoveStations.Subsidies;

internal static class SubsidyPages
{
    public static void Map(IEndpointRouteBuilder pages)
    {
        const string all = "/u/{union}/station-subsidies", one = all + "/{subsidy:long}";
        pages.MapGet(all, async (HttpContext http, IHandler<ListSubsidies, PageOf<SubsidyAnswer>> handler, CancellationToken cancellation) =>
            http.Page<SubsidiesPage>(new() { ["Subsidies"] = await handler.HandleAsync(new ListSubsidies(PageRequest.From(http.Request), NewestFirst: true), cancellation) }))
            .Handles<ListSubsidies, PageOf<SubsidyAnswer>>();

        pages.MapGet(all + "/new", async (HttpContext http, Ids ids, TimeProvider time, IHandler<GetSite, SiteAnswer> sites, CancellationToken cancellation) =>
            http.Page<GrantSubsidyPage>(PageForm.New(ids, ("grantedOn", Text.Of(time.Today()))), new() { ["Site"] = await sites.HandleAsync(new GetSite(EndpointExtensions.Id(http.Request.Query["site"].ToString())), cancellation) }))
            .Handles<GrantSubsidy, SubsidyAnswer>();

        pages.MapPost(all + "/new", async (HttpContext http, Caller caller, Texts texts, IHandler<GrantSubsidy, SubsidyAnswer> handler, IHandler<GetSite, SiteAnswer> sites, CancellationToken cancellation) =>
        {
            var form = await PageForm.ReadAsync(http, caller);
            SubsidyAnswer? granted = null;
            return await form.TryAsync(texts, async () => granted = await handler.HandleAsync(new GrantSubsidy(form.Input<SubsidyInput>()), cancellation))
                ? http.Onward(PageAddress.Of(caller.Union!, $"station-subsidies/{granted!.Id}"), "recorded")
                : http.Page<GrantSubsidyPage>(form, new() { ["Site"] = await sites.HandleAsync(new GetSite(EndpointExtensions.Id(form["site"])), cancellation) });
        }).Handles<GrantSubsidy, SubsidyAnswer>();

        pages.MapGet(one, async (HttpContext http, Ids ids, TimeProvider time, IHandler<GetSubsidy, SubsidyAnswer> handler, CancellationToken cancellation) =>
            http.Page<SubsidyPage>(PageForm.New(ids, ("date", Text.Of(time.Today()))), new() { ["Subsidy"] = await handler.HandleAsync(new GetSubsidy(http.PathId("subsidy")), cancellation) })).Handles<GetSubsidy, SubsidyAnswer>();

        pages.MapPost(one, async (HttpContext http, Caller caller, Texts texts, IHandler<PaySubsidy, SubsidyAnswer> handler, IHandler<GetSubsidy, SubsidyAnswer> get, CancellationToken cancellation) =>
        {
            var form = await PageForm.ReadAsync(http, caller);
            return await form.TryAsync(texts, () => handler.HandleAsync(new PaySubsidy(http.PathId("subsidy"), form.Input<SubsidyPaymentInput>()), cancellation))
                ? http.Onward(Back(http, caller), "recorded") : http.Page<SubsidyPage>(form, new() { ["Subsidy"] = await get.HandleAsync(new GetSubsidy(http.PathId("subsidy")), cancellation) });
        }).Handles<PaySubsidy, SubsidyAnswer>();

        pages.MapPost(one + "/withdraw", async (HttpContext http, Caller caller, IHandler<WithdrawSubsidy, SubsidyAnswer> handler, CancellationToken cancellation) =>
        {
            await PageForm.ReadAsync(http, caller);
            await handler.HandleAsync(new WithdrawSubsidy(http.PathId("subsidy")), cancellation);
            return http.Onward(Back(http, caller), "changed");
        }).Handles<WithdrawSubsidy, SubsidyAnswer>();

        pages.MapPost(one + "/payments/{payment:long}/remove", async (HttpContext http, Caller caller, IHandler<TakeBackPayment, SubsidyAnswer> handler, CancellationToken cancellation) =>
        {
            var form = await PageForm.ReadAsync(http, caller);
            await handler.HandleAsync(new TakeBackPayment(http.PathId("subsidy"), http.PathId("payment"), form.Version), cancellation);
            return http.Onward(Back(http, caller), "removed");
        }).Handles<TakeBackPayment, SubsidyAnswer>();
    }

    private static string Back(HttpContext http, Caller caller) => PageAddress.Of(caller.Union!, $"station-subsidies/{http.PathId("subsidy")}");
}
