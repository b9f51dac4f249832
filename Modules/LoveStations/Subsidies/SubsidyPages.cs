using System.Globalization;
using Federation.Framework.Export;
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

namespace Federation.LoveStations.Subsidies;

internal static class SubsidyPages
{
    private static readonly string[] Filters = ["site", "state", "from", "to", "subtree"];

    public static void Map(IEndpointRouteBuilder pages)
    {
        const string all = "/u/{union}/station-subsidies", one = all + "/{subsidy:long}";
        pages.MapGet(all, async (HttpContext http, Ids ids, IHandler<ListSubsidies, PageOf<SubsidyAnswer>> handler, CancellationToken cancellation) =>
        {
            var subsidies = await handler.HandleAsync(new ListSubsidies(SubsidyFilter.Of(http.Request), PageRequest.From(http.Request), NewestFirst: true), cancellation);
            var form = PageForm.New(ids, [.. Filters.Select(f => (f, (string?)http.Request.Query[f].ToString()))]);
            return http.Page<SubsidiesPage>(new() { ["Subsidies"] = subsidies, ["Filter"] = form, ["Filtered"] = Filters.Any(f => f != "subtree" && form[f].Length > 0) });
        }).Handles<ListSubsidies, PageOf<SubsidyAnswer>>();

        pages.MapGet(all + "/export", async (HttpContext http, SubsidiesExport export, Exporter exporter) =>
            await exporter.DownloadAsync(http, export.Kind, await export.TableAsync(SubsidyFilter.Of(http.Request), http.RequestAborted))).Handles<ListSubsidies, PageOf<SubsidyAnswer>>();

        pages.MapGet(all + "/payments/export", async (HttpContext http, PaymentsExport export, Exporter exporter) =>
            await exporter.DownloadAsync(http, export.Kind, await export.TableAsync(SubsidyFilter.Of(http.Request), http.RequestAborted))).Handles<ListSubsidies, PageOf<SubsidyAnswer>>();

        pages.MapGet(one + "/change", async (HttpContext http, Ids ids, IHandler<GetSubsidy, SubsidyAnswer> handler, IHandler<GetSite, SiteAnswer> sites, CancellationToken cancellation) =>
        {
            var subsidy = await handler.HandleAsync(new GetSubsidy(http.PathId("subsidy")), cancellation);
            return await FormAsync(http, PageForm.Of(ids, subsidy, subsidy.Version), sites, cancellation, changing: true);
        }).Handles<ReviseSubsidy, SubsidyAnswer>();

        pages.MapPost(one + "/change", async (HttpContext http, Caller caller, Texts texts, IHandler<ReviseSubsidy, SubsidyAnswer> handler, IHandler<GetSite, SiteAnswer> sites, CancellationToken cancellation) =>
        {
            var form = await PageForm.ReadAsync(http, caller);
            return await form.TryAsync(texts, () => handler.HandleAsync(new ReviseSubsidy(http.PathId("subsidy"), form.Version, form.Input<SubsidyInput>()), cancellation))
                ? http.RedirectTo(Back(http, caller), "changed") : await FormAsync(http, form, sites, cancellation, changing: true);
        }).Handles<ReviseSubsidy, SubsidyAnswer>();

        pages.MapGet(all + "/new", async (HttpContext http, Ids ids, TimeProvider time, IHandler<GetSite, SiteAnswer> sites, CancellationToken cancellation) =>
            await FormAsync(http, PageForm.New(ids, ("site", http.Request.Query["site"].ToString()), ("grantedOn", Text.Of(time.Today()))), sites, cancellation))
            .Handles<GrantSubsidy, SubsidyAnswer>();

        pages.MapPost(all + "/new", async (HttpContext http, Caller caller, Texts texts, IHandler<GrantSubsidy, SubsidyAnswer> handler, IHandler<GetSite, SiteAnswer> sites, CancellationToken cancellation) =>
        {
            var form = await PageForm.ReadAsync(http, caller);
            SubsidyAnswer? granted = null;
            return await form.TryAsync(texts, async () => granted = await handler.HandleAsync(new GrantSubsidy(form.Input<SubsidyInput>()), cancellation))
                ? http.RedirectTo(PageAddress.Of(caller.Union!, $"station-subsidies/{granted!.Id}"), "recorded")
                : await FormAsync(http, form, sites, cancellation);
        }).Handles<GrantSubsidy, SubsidyAnswer>();

        pages.MapGet(one, async (HttpContext http, Ids ids, TimeProvider time, IHandler<GetSubsidy, SubsidyAnswer> handler, CancellationToken cancellation) =>
        {
            var subsidy = await handler.HandleAsync(new GetSubsidy(http.PathId("subsidy")), cancellation);
            // What is left is proposed: most subsidies are paid at once.
            var form = PageForm.New(ids, ("date", Text.Of(time.Today())), ("amount", (subsidy.Amount - subsidy.Paid).ToString("0.##", CultureInfo.InvariantCulture)), (PageForm.VersionField, Text.Of(subsidy.Version)));
            return http.Page<SubsidyPage>(form, new() { ["Subsidy"] = subsidy });
        }).Handles<GetSubsidy, SubsidyAnswer>();

        pages.MapPost(one, async (HttpContext http, Caller caller, Texts texts, IHandler<PaySubsidy, SubsidyAnswer> handler, IHandler<GetSubsidy, SubsidyAnswer> get, CancellationToken cancellation) =>
        {
            var form = await PageForm.ReadAsync(http, caller);
            return await form.TryAsync(texts, () => handler.HandleAsync(new PaySubsidy(http.PathId("subsidy"), form.Version, form.Input<SubsidyPaymentInput>()), cancellation))
                ? http.RedirectTo(Back(http, caller), "recorded") : http.Page<SubsidyPage>(form, new() { ["Subsidy"] = await get.HandleAsync(new GetSubsidy(http.PathId("subsidy")), cancellation) });
        }).Handles<PaySubsidy, SubsidyAnswer>();

        pages.MapPost(one + "/withdraw", async (HttpContext http, Caller caller, IHandler<WithdrawSubsidy, SubsidyAnswer> handler, CancellationToken cancellation) =>
        {
            var form = await PageForm.ReadAsync(http, caller);
            await handler.HandleAsync(new WithdrawSubsidy(http.PathId("subsidy"), form.Version), cancellation);
            return http.RedirectTo(Back(http, caller), "changed");
        }).Handles<WithdrawSubsidy, SubsidyAnswer>();

        pages.MapPost(one + "/payments/{payment:long}/remove", async (HttpContext http, Caller caller, IHandler<TakeBackPayment, SubsidyAnswer> handler, CancellationToken cancellation) =>
        {
            var form = await PageForm.ReadAsync(http, caller);
            await handler.HandleAsync(new TakeBackPayment(http.PathId("subsidy"), http.PathId("payment"), form.Version), cancellation);
            return http.RedirectTo(Back(http, caller), "removed");
        }).Handles<TakeBackPayment, SubsidyAnswer>();
    }

    private static async Task<IResult> FormAsync(HttpContext http, PageForm form, IHandler<GetSite, SiteAnswer> sites, CancellationToken cancellation, bool changing = false) =>
        http.Page<GrantSubsidyPage>(form, new() { ["Site"] = await sites.HandleAsync(new GetSite(EndpointExtensions.Id(form["site"])), cancellation), ["Changing"] = changing });

    private static string Back(HttpContext http, Caller caller) => PageAddress.Of(caller.Union!, $"station-subsidies/{http.PathId("subsidy")}");
}
