using Federation.Framework.Handlers;
using Federation.Framework.Pages;
using Federation.Framework.Records;
using Federation.Framework.Tenancy;
using Federation.Framework.Web;
using Federation.Kernel;
using Federation.LoveStations.Inputs;
using Federation.LoveStations.Demonstrations;
using Federation.LoveStations.Inspections;
using Federation.LoveStations.Kit;
using Federation.LoveStations.Lifecycle;
using Federation.LoveStations.Photographs;
using Federation.LoveStations.Records;
using Federation.LoveStations.Served;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Federation.LoveStations.Sites;

/// <summary>The steps of a site's life and the records at it, each a short form that leads back to the site.</summary>
internal static class StepPages
{
    private const string Site = "/u/{union}/stations/{site:long}";

    public static void Map(IEndpointRouteBuilder pages)
    {
        Step<MoveSite>(pages, "state", (http, _) => [("state", StateAsked(http))], (id, form) => new MoveSite(id, form.Version, form.Input<StateInput>()));
        Step<AwardDemonstration>(pages, "demonstration", null, (id, form) => new AwardDemonstration(id, form.Version, form.Input<DemonstrationInput>()));
        Step<WithdrawDemonstration>(pages, "withdraw", null, (id, form) => new WithdrawDemonstration(id, form.Version, form.Input<WithdrawalInput>()));
        Step<EquipSite>(pages, "facilities", (_, site) => [.. site.Facilities.Select(f => ($"facilities[{(int)f}].facility", (string?)Text.Of(f)))], (id, form) => new EquipSite(id, form.Version, form.Input<FacilitiesInput>()));
        Record(pages, ServedCount.Definition, "group");
        Record(pages, SiteInspection.Definition, "findings");
        PhotographPages(pages);

        TakeBack(pages, "state", (id, version) => new TakeBackState(id, version));
        TakeBack(pages, "demonstration", (id, version) => new TakeBackDemonstration(id, version));
    }

    private static string StateAsked(HttpContext http) =>
        http.Request.Query["to"].ToString() is var asked && Enum.GetValues<SiteState>().Any(s => Text.Of(s) == asked) ? asked : throw new NotFound("state");

    /// <param name="proposals">What stands in the form to begin with, besides today.</param>
    private static void Step<TCommand>(IEndpointRouteBuilder pages, string step, Func<HttpContext, SiteAnswer, IEnumerable<(string, string?)>>? proposals, Func<long, PageForm, TCommand> command) where TCommand : ICommand<SiteAnswer>
    {
        pages.MapGet($"{Site}/{step}", async (HttpContext http, Ids ids, TimeProvider time, IHandler<GetSite, SiteAnswer> sites, CancellationToken cancellation) =>
        {
            var site = await sites.HandleAsync(new GetSite(http.PathId("site")), cancellation);
            var form = PageForm.New(ids, [("on", Text.Of(time.Today())), (PageForm.VersionField, Text.Of(site.Version)), .. proposals?.Invoke(http, site) ?? []]);
            return http.Page<StepPage>(form, new() { ["Site"] = site, ["Step"] = step });
        }).Handles<TCommand, SiteAnswer>();

        pages.MapPost($"{Site}/{step}", async (HttpContext http, Caller caller, Texts texts, IHandler<TCommand, SiteAnswer> handler, IHandler<GetSite, SiteAnswer> sites, CancellationToken cancellation) =>
        {
            var form = await PageForm.ReadAsync(http, caller);
            return await form.TryAsync(texts, () => handler.HandleAsync(command(http.PathId("site"), form), cancellation)) ? http.RedirectTo(Back(http, caller), "changed") : await ShowAsync(http, form, step, sites, cancellation);
        }).Handles<TCommand, SiteAnswer>();
    }

    /// <summary>What was entered last was a mistake.</summary>
    private static void TakeBack<TCommand>(IEndpointRouteBuilder pages, string step, Func<long, int, TCommand> command) where TCommand : ICommand<SiteAnswer> =>
        pages.MapPost($"{Site}/{step}/take-back", async (HttpContext http, Caller caller, IHandler<TCommand, SiteAnswer> handler, CancellationToken cancellation) =>
        {
            var form = await PageForm.ReadAsync(http, caller);
            await handler.HandleAsync(command(http.PathId("site"), form.Version), cancellation);
            return http.RedirectTo(Back(http, caller), "changed");
        }).Handles<TCommand, SiteAnswer>();

    /// <param name="kept">The field that the next record begins with as the last one had it.</param>
    private static void Record<TRecord, TInput, TAnswer>(IEndpointRouteBuilder pages, RecordKind<StationsContext, TRecord, TInput, TAnswer> kind, string kept)
        where TRecord : SiteRecord, IRecord<StationsContext, TInput, TAnswer>, new() where TInput : SiteRecordInput, new() where TAnswer : class, IRecordAnswer
    {
        var step = kind.Path;
        pages.MapGet($"{Site}/{step}/new", async (
            HttpContext http, Ids ids, TimeProvider time, IHandler<GetSite, SiteAnswer> sites, IHandler<ListRecords<TRecord, TAnswer>, PageOf<TAnswer>> last, CancellationToken cancellation) =>
        {
            var newest = (await last.HandleAsync(new ListRecords<TRecord, TAnswer>(http.PathId("site"), new RecordFilter(), new PageRequest(1, null), NewestFirst: true), cancellation)).Items;
            var form = PageForm.New(ids, ("date", Text.Of(time.Today())), (kept, newest.Count == 0 ? null : PageForm.Of(ids, newest[0], 0)[kept]));
            return await ShowAsync(http, form, step, sites, cancellation);
        }).Handles<AddRecord<TRecord, TInput, TAnswer>, TAnswer>();

        pages.MapPost($"{Site}/{step}/new", async (
            HttpContext http, Caller caller, Texts texts, IHandler<AddRecord<TRecord, TInput, TAnswer>, TAnswer> handler, IHandler<GetSite, SiteAnswer> sites, CancellationToken cancellation) =>
        {
            var form = await PageForm.ReadAsync(http, caller);
            form.CloseGaps("findings");
            return await form.TryAsync(texts, () => handler.HandleAsync(new AddRecord<TRecord, TInput, TAnswer>(http.PathId("site"), form.Input<TInput>()), cancellation))
                ? http.RedirectTo(Back(http, caller), "recorded") : await ShowAsync(http, form, step, sites, cancellation);
        }).Handles<AddRecord<TRecord, TInput, TAnswer>, TAnswer>();

        pages.MapGet($"{Site}/{step}/{{record:long}}", async (HttpContext http, Ids ids, IHandler<GetRecord<TRecord, TAnswer>, TAnswer> get, IHandler<GetSite, SiteAnswer> sites, CancellationToken cancellation) =>
        {
            var record = await get.HandleAsync(new GetRecord<TRecord, TAnswer>(http.PathId("site"), http.PathId("record")), cancellation);
            return await ShowAsync(http, PageForm.Of(ids, record, record.Version), step, sites, cancellation, changing: true);
        }).Handles<GetRecord<TRecord, TAnswer>, TAnswer>();

        pages.MapPost($"{Site}/{step}/{{record:long}}", async (
            HttpContext http, Caller caller, Texts texts, IHandler<ChangeRecord<TRecord, TInput, TAnswer>, TAnswer> handler, IHandler<GetSite, SiteAnswer> sites, CancellationToken cancellation) =>
        {
            var form = await PageForm.ReadAsync(http, caller);
            form.CloseGaps("findings");
            return await form.TryAsync(texts, () => handler.HandleAsync(new ChangeRecord<TRecord, TInput, TAnswer>(http.PathId("site"), http.PathId("record"), form.Version, form.Input<TInput>()), cancellation))
                ? http.RedirectTo(Back(http, caller), "changed") : await ShowAsync(http, form, step, sites, cancellation, changing: true);
        }).Handles<ChangeRecord<TRecord, TInput, TAnswer>, TAnswer>();

        pages.MapPost($"{Site}/{step}/{{record:long}}/remove", async (HttpContext http, Caller caller, IHandler<RemoveRecord<TRecord>, Removed> handler, CancellationToken cancellation) =>
        {
            var form = await PageForm.ReadAsync(http, caller);
            await handler.HandleAsync(new RemoveRecord<TRecord>(http.PathId("site"), http.PathId("record"), form.Version), cancellation);
            return http.RedirectTo(Back(http, caller), "removed");
        }).Handles<RemoveRecord<TRecord>, Removed>();
    }

    private static void PhotographPages(IEndpointRouteBuilder pages)
    {
        pages.MapGet(Site + "/photographs", (HttpContext http, Ids ids, TimeProvider time, IHandler<GetSite, SiteAnswer> sites, CancellationToken cancellation) =>
            ShowAsync(http, PageForm.New(ids, ("takenOn", Text.Of(time.Today()))), "photographs", sites, cancellation)).Handles<AddPhotograph, PhotographAnswer>();

        pages.MapPost(Site + "/photographs", async (HttpContext http, Caller caller, Texts texts, TimeProvider time, IHandler<AddPhotograph, PhotographAnswer> handler, IHandler<GetSite, SiteAnswer> sites, CancellationToken cancellation) =>
        {
            var form = await PageForm.ReadAsync(http, caller);
            return await form.TryAsync(texts, async () =>
            {
                var said = form.Input<PhotographSaid>();
                var file = http.Request.Form.Files["content"] ?? throw new InvalidInput("content", "required");
                await using var content = file.OpenReadStream();
                await handler.HandleAsync(new AddPhotograph(http.PathId("site"), said.TakenOn ?? time.Today(), said.Caption, await content.ReadUpToAsync(Photograph.MaxBytes, cancellation)), cancellation);
            })
                ? http.RedirectTo(Back(http, caller), "recorded") : await ShowAsync(http, form, "photographs", sites, cancellation);
        }).Handles<AddPhotograph, PhotographAnswer>();

        pages.MapPost(Site + "/photographs/{photograph:long}/remove", async (HttpContext http, Caller caller, IHandler<RemovePhotograph, Removed> handler, CancellationToken cancellation) =>
        {
            await PageForm.ReadAsync(http, caller);
            await handler.HandleAsync(new RemovePhotograph(http.PathId("site"), http.PathId("photograph")), cancellation);
            return http.RedirectTo(Back(http, caller), "removed");
        }).Handles<RemovePhotograph, Removed>();

        pages.MapGet(Site + "/photographs/{photograph:long}", async (HttpContext http, IHandler<ReadPhotograph, PhotographContent> handler, CancellationToken cancellation) =>
            PhotographEndpoints.HandOut(http, await handler.HandleAsync(new ReadPhotograph(http.PathId("site"), http.PathId("photograph")), cancellation))).Handles<ReadPhotograph, PhotographContent>();
    }

    private static async Task<IResult> ShowAsync(HttpContext http, PageForm form, string step, IHandler<GetSite, SiteAnswer> sites, CancellationToken cancellation, bool changing = false) =>
        http.Page<StepPage>(form, new() { ["Site"] = await sites.HandleAsync(new GetSite(http.PathId("site")), cancellation), ["Step"] = step, ["Changing"] = changing });

    private static string Back(HttpContext http, Caller caller) => PageAddress.Of(caller.Union!, $"stations/{http.PathId("site")}");
}
