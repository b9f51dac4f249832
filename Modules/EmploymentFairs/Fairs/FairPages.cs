using Federation.EmploymentFairs.Inputs;
using Federation.EmploymentFairs.PlaceNames;
using Federation.EmploymentFairs.Records;
using Federation.Framework.Export;
using Federation.Framework.Handlers;
using Federation.Framework.Pages;
using Federation.Framework.Tenancy;
using Federation.Framework.Web;
using Federation.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Federation.EmploymentFairs.Fairs;

/// <summary>The list of fairs, one fair with its records, its form, and the steps from planned to held.</summary>
internal static class FairPages
{
    private const string All = "/u/{union}/fairs", One = All + "/{fair}";

    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet(All, async (HttpContext http, Ids ids, TimeProvider time, IHandler<ListFairs, PageOf<FairAnswer>> handler, IHandler<WaitingFairs, WaitingFollowUps> waiting, CancellationToken cancellation) =>
        {
            var filter = FairFilter.From(http.Request);
            var fairs = await handler.HandleAsync(new ListFairs(filter, PageRequest.From(http.Request), NewestFirst: true), cancellation);
            return http.Page<FairsPage>(new()
            {
                ["Fairs"] = fairs, ["Due"] = (await waiting.HandleAsync(new WaitingFairs(fairs.Items), cancellation)).Due, ["Today"] = time.Today(),
                ["Filter"] = Typed(http, ids, "year", "mode", "state", "search", "subtree"), ["Filtered"] = filter is not { Year: null, State: null, Mode: null, Search: null },
            });
        }).Handles<ListFairs, PageOf<FairAnswer>>();

        pages.MapGet(All + "/co-hosted", async (HttpContext http, Ids ids, IHandler<ListCoHosted, PageOf<CoHostedAnswer>> handler, CancellationToken cancellation) =>
        {
            var filter = CoHostedFilter.From(http.Request);
            return http.Page<CoHostedPage>(new()
            {
                ["Fairs"] = await handler.HandleAsync(new ListCoHosted(filter, PageRequest.From(http.Request)), cancellation),
                ["Filter"] = Typed(http, ids, "year", "state", "search"), ["Filtered"] = filter is not { Year: null, State: null, Search: null },
            });
        }).Handles<ListCoHosted, PageOf<CoHostedAnswer>>();

        pages.MapGet(All + "/new", (HttpContext http, Ids ids, TimeProvider time, FairForms forms, CancellationToken cancellation) =>
            forms.ShowAsync(http, PageForm.New(ids, ("mode", Text.Of(FairMode.Venue)), ("starts", Text.Of(time.Today().AddDays(14))), ("ends", Text.Of(time.Today().AddDays(14)))), null, cancellation)).Handles<PlanFair, FairAnswer>();

        pages.MapPost(All + "/new", async (HttpContext http, Caller caller, Texts texts, IHandler<PlanFair, FairAnswer> handler, FairForms forms, CancellationToken cancellation) =>
        {
            var form = await PageForm.ReadAsync(http, caller);
            form.CloseGaps("coHosts");
            FairAnswer? made = null;
            return await form.TryAsync(texts, async () => made = await handler.HandleAsync(new PlanFair(form.Input<FairInput>()), cancellation))
                ? http.RedirectTo(PageAddress.Of(caller.Union!, $"fairs/{made!.Id}"), "fair-planned")
                : await forms.ShowAsync(http, form, null, cancellation);
        }).Handles<PlanFair, FairAnswer>();

        pages.MapGet(One + "/change", async (HttpContext http, Ids ids, Caller caller, IHandler<GetFair, FairAnswer> handler, FairForms forms, CancellationToken cancellation) =>
        {
            var fair = await OwnAsync(http, caller, handler, cancellation);
            var form = PageForm.Of(ids, fair, fair.Version);
            if (fair.Division is { } division) form.Fill("division", Gazetteer.Say(division));
            foreach (var (host, i) in fair.CoHosts.Select((host, i) => (host, i))) form.Fill($"coHosts[{i}].union", CoHosts.Say(host.Union, host.Name));
            return await forms.ShowAsync(http, form, fair, cancellation);
        }).Handles<ChangeFair, FairAnswer>();

        pages.MapPost(One + "/change", async (HttpContext http, Caller caller, Texts texts, IHandler<ChangeFair, FairAnswer> handler, IHandler<GetFair, FairAnswer> get, FairForms forms, CancellationToken cancellation) =>
        {
            var form = await PageForm.ReadAsync(http, caller);
            form.CloseGaps("coHosts");
            return await form.TryAsync(texts, () => handler.HandleAsync(new ChangeFair(http.PathId("fair"), form.Version, form.Input<FairInput>()), cancellation))
                ? http.RedirectTo(Back(http, caller), "changed")
                : await forms.ShowAsync(http, form, await OwnAsync(http, caller, get, cancellation), cancellation);
        }).Handles<ChangeFair, FairAnswer>();

        Step<AnnounceFair, FairAnswer>(pages, "announce", "fair-announced", (http, form) => new AnnounceFair(http.PathId("fair"), form.Version));
        Step<CloseFair, FairAnswer>(pages, "close", "fair-closed", (http, form) => new CloseFair(http.PathId("fair"), form.Version));
        Step<ReopenFair, FairAnswer>(pages, "reopen", "fair-reopened", (http, form) => new ReopenFair(http.PathId("fair"), form.Version));
        Step<CancelFair, FairAnswer>(pages, "cancel", "fair-cancelled-now", (http, form) => new CancelFair(http.PathId("fair"), form.Version, form.Input<CancelInput>()));
        pages.MapPost(One + "/remove", async (HttpContext http, Caller caller, IHandler<RemoveFair, Removed> handler, CancellationToken cancellation) =>
        {
            var form = await PageForm.ReadAsync(http, caller);
            await handler.HandleAsync(new RemoveFair(http.PathId("fair"), form.Version), cancellation);
            return http.RedirectTo(PageAddress.Of(caller.Union!, "fairs"), "fair-removed");
        }).Handles<RemoveFair, Removed>();

        pages.MapGet(One + "/export", async (HttpContext http, IHandler<GetFair, FairAnswer> fairs, IEnumerable<IRecordPage> kinds, Exporter exporter, Texts texts, CancellationToken cancellation) =>
        {
            var fair = await fairs.HandleAsync(new GetFair(http.PathId("fair")), cancellation);
            var (id, asked) = (http.PathId("fair"), http.Request.Query["show"].ToString());
            var kind = kinds.SingleOrDefault(k => k.Kind == asked) ?? throw new NotFound(asked);
            var filter = kind.FilterIn(http.Request);
            var first = await kind.ListAsync(id, filter, PageRequest.First, cancellation);
            var rows = ExportRows.AllAsync(first, page => kind.ListAsync(id, filter, page, cancellation)).Select(r => r.Cells);
            return await exporter.DownloadAsync(http, $"fairs {kind.Kind} {fair.Id}", new ExportTable(
                $"{fair.Union}-{fair.Title}-{texts["records-" + kind.Word]}", [.. kind.Columns.Select(c => new ExportColumn(c.Money ? texts["label-in-yuan", texts[c.Label]] : texts[c.Label], c.Money))], rows));
        }).Handles<GetFair, FairAnswer>();

        pages.MapGet(One, async (
            HttpContext http, Caller caller, TimeProvider time, IHandler<GetFair, FairAnswer> fairs, IHandler<SummariseFair, FairSummary> summary, IEnumerable<IRecordPage> kinds, CancellationToken cancellation) =>
        {
            var id = http.PathId("fair");
            var fair = await fairs.HandleAsync(new GetFair(id), cancellation);
            var isOwn = fair.Union == caller.Union!.Code;
            // What is about persons is there for their own union alone, and within it for those who may look at persons.
            var shown = kinds.Where(k => !k.IsPersonal || (isOwn && caller.May(Permissions.ReadPersonal))).ToList();
            var asked = http.Request.Query["show"].ToString();
            var kind = asked.Length == 0 ? shown[0] : shown.FirstOrDefault(k => k.Kind == asked) ?? throw new NotFound(asked);
            var filter = kind.FilterIn(http.Request);
            return http.Page<FairPage>(new()
            {
                ["Fair"] = fair, ["Summary"] = await summary.HandleAsync(new SummariseFair(id), cancellation),
                ["Kinds"] = shown.Select(k => new FairPage.KindOfRecord(k.Kind, k.Word, k.TakenIn(fair.State), k.Table)).ToList(), ["Shown"] = kind.Kind, ["Columns"] = kind.Columns,
                ["Records"] = await kind.ListAsync(id, filter, PageRequest.From(http.Request), cancellation), ["Search"] = filter.Search ?? "", ["Due"] = filter.Due is true, ["Over"] = fair.Ends <= time.Today(), ["LastDay"] = fair.Ends == time.Today(),
                ["MayWrite"] = isOwn && caller.May(Permissions.Write), ["MayReopen"] = isOwn && caller.May(Permissions.Reopen),
            });
        }).Handles<GetFair, FairAnswer>();
    }

    /// <summary>A fair of the union in the path: those below are changed on their own pages.</summary>
    private static async Task<FairAnswer> OwnAsync(HttpContext http, Caller caller, IHandler<GetFair, FairAnswer> handler, CancellationToken cancellation) =>
        await handler.HandleAsync(new GetFair(http.PathId("fair")), cancellation) is var fair && fair.Union == caller.Union!.Code ? fair : throw new NotFound("fair");

    private static void Step<TRequest, TAnswer>(IEndpointRouteBuilder pages, string step, string done, Func<HttpContext, PageForm, TRequest> request) where TRequest : IRequest<TAnswer> =>
        pages.MapPost($"{One}/{step}", async (HttpContext http, Caller caller, IHandler<TRequest, TAnswer> handler, CancellationToken cancellation) =>
        {
            var form = await PageForm.ReadAsync(http, caller);
            await handler.HandleAsync(request(http, form), cancellation);
            return http.RedirectTo(Back(http, caller), done);
        }).Handles<TRequest, TAnswer>();

    /// <summary>What the address narrows a list to, as it was typed.</summary>
    private static PageForm Typed(HttpContext http, Ids ids, params IReadOnlyList<string> fields) => PageForm.New(ids, [.. fields.Select(f => (f, (string?)http.Request.Query[f].ToString()))]);

    private static string Back(HttpContext http, Caller caller) => PageAddress.Of(caller.Union!, $"fairs/{http.PathId("fair")}");
}

/// <summary>The form of a fair, with the unions that are offered as co-hosts.</summary>
internal sealed class FairForms(FairsContext context, IUnionDirectory unions, Caller caller, TimeProvider time)
{
    /// <param name="fair">Null for a new one.</param>
    public async Task<IResult> ShowAsync(HttpContext http, PageForm form, FairAnswer? fair, CancellationToken cancellation) => http.Page<FairFormPage>(
        form, new() { ["Fair"] = fair, ["Unions"] = await CoHosts.ProposalsAsync(context, unions, caller.Union!, time.Today(), cancellation) });
}
