using Federation.EmploymentFairs.Contracts;
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
    private const int ShownCoHosted = 20;

    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet(All, async (HttpContext http, Ids ids, IHandler<ListFairs, PageOf<FairAnswer>> handler, IHandler<ListCoHosted, PageOf<CoHostedAnswer>> coHosted, CancellationToken cancellation) =>
        {
            var filter = FairFilter.From(http.Request);
            var page = PageRequest.From(http.Request);
            var fairs = await handler.HandleAsync(new ListFairs(filter, page, NewestFirst: true), cancellation);
            var query = http.Request.Query;
            var filtered = filter is not { Year: null, State: null, Mode: null, Search: null };
            // Of those that others hold only the year is known here.
            var withCoHosted = page.After is null && filter is { State: null, Mode: null, Search: null };
            return http.Page<FairsPage>(new()
            {
                ["Fairs"] = fairs, ["Filter"] = PageForm.New(ids, [.. new[] { "year", "mode", "state", "search", "subtree" }.Select(f => (f, (string?)query[f].ToString()))]), ["Filtered"] = filtered,
                ["CoHosted"] = withCoHosted ? (await coHosted.HandleAsync(new ListCoHosted(new CoHostedFilter { Year = filter.Year }, new PageRequest(ShownCoHosted, null)), cancellation)).Items : [],
            });
        }).Handles<ListFairs, PageOf<FairAnswer>>();

        pages.MapGet(All + "/new", (HttpContext http, Ids ids, TimeProvider time) =>
            http.Page<FairFormPage>(PageForm.New(ids, ("mode", Text.Of(FairMode.Venue)), ("starts", Text.Of(time.Today().AddDays(14))), ("ends", Text.Of(time.Today().AddDays(14)))), [])).Handles<PlanFair, FairAnswer>();

        pages.MapPost(All + "/new", async (HttpContext http, Caller caller, Texts texts, IHandler<PlanFair, FairAnswer> handler, CancellationToken cancellation) =>
        {
            var form = await PageForm.ReadAsync(http, caller);
            form.CloseGaps("coHosts");
            FairAnswer? made = null;
            return await form.TryAsync(texts, async () => made = await handler.HandleAsync(new PlanFair(form.Input<FairInput>()), cancellation))
                ? http.Onward(PageAddress.Of(caller.Union!, $"fairs/{made!.Id}"), "fair-planned")
                : http.Page<FairFormPage>(form, []);
        }).Handles<PlanFair, FairAnswer>();

        pages.MapGet(One + "/change", async (HttpContext http, Ids ids, Caller caller, IHandler<GetFair, FairAnswer> handler, CancellationToken cancellation) =>
        {
            var fair = await OwnAsync(http, caller, handler, cancellation);
            return http.Page<FairFormPage>(PageForm.Of(ids, fair, fair.Version), new() { ["Fair"] = fair });
        }).Handles<ChangeFair, FairAnswer>();

        pages.MapPost(One + "/change", async (HttpContext http, Caller caller, Texts texts, IHandler<ChangeFair, FairAnswer> handler, IHandler<GetFair, FairAnswer> get, CancellationToken cancellation) =>
        {
            var form = await PageForm.ReadAsync(http, caller);
            form.CloseGaps("coHosts");
            return await form.TryAsync(texts, () => handler.HandleAsync(new ChangeFair(http.PathId("fair"), form.Version, form.Input<FairInput>()), cancellation))
                ? http.Onward(Back(http, caller), "changed")
                : http.Page<FairFormPage>(form, new() { ["Fair"] = await OwnAsync(http, caller, get, cancellation) });
        }).Handles<ChangeFair, FairAnswer>();

        Step<AnnounceFair, FairAnswer>(pages, "announce", "fair-announced", (http, _) => new AnnounceFair(http.PathId("fair")));
        Step<CloseFair, FairAnswer>(pages, "close", "fair-closed", (http, _) => new CloseFair(http.PathId("fair")));
        Step<ReopenFair, FairAnswer>(pages, "reopen", "fair-reopened", (http, _) => new ReopenFair(http.PathId("fair")));
        Step<CancelFair, FairAnswer>(pages, "cancel", "fair-cancelled-now", (http, form) => new CancelFair(http.PathId("fair"), form.Input<CancelInput>()));
        pages.MapPost(One + "/remove", async (HttpContext http, Caller caller, IHandler<RemoveFair, Removed> handler, CancellationToken cancellation) =>
        {
            var form = await PageForm.ReadAsync(http, caller);
            await handler.HandleAsync(new RemoveFair(http.PathId("fair"), form.Version), cancellation);
            return http.Onward(PageAddress.Of(caller.Union!, "fairs"), "fair-removed");
        }).Handles<RemoveFair, Removed>();

        pages.MapGet(One + "/export", async (HttpContext http, IHandler<GetFair, FairAnswer> fairs, IEnumerable<IRecordPage> kinds, Exporter exporter, Texts texts, CancellationToken cancellation) =>
        {
            var fair = await fairs.HandleAsync(new GetFair(http.PathId("fair")), cancellation);
            var (id, asked, filter) = (http.PathId("fair"), http.Request.Query["show"].ToString(), RecordFilter.From(http.Request));
            var kind = kinds.SingleOrDefault(k => k.Kind == asked) ?? throw new NotFound(asked);
            var first = await kind.ListAsync(id, filter, PageRequest.First, cancellation);
            var rows = ExportRows.AllAsync(first, page => kind.ListAsync(id, filter, page, cancellation)).Select(r => r.Cells);
            return await exporter.HandOutAsync(http, $"fairs {kind.Kind} {fair.Id}", new ExportTable(
                $"{fair.Union}-{fair.Title}-{texts["records-" + kind.Word]}", [.. kind.Columns.Select(c => new ExportColumn(c.Money ? texts["label-in-yuan", texts[c.Label]] : texts[c.Label], c.Money))], rows));
        }).Handles<GetFair, FairAnswer>();

        pages.MapGet(One, async (
            HttpContext http, Caller caller, TimeProvider time, IHandler<GetFair, FairAnswer> fairs, IHandler<SummariseFair, FairSummary> summary, IEnumerable<IRecordPage> kinds, CancellationToken cancellation) =>
        {
            var id = http.PathId("fair");
            var fair = await fairs.HandleAsync(new GetFair(id), cancellation);
            var isOwn = fair.Union == caller.Union!.Code;
            // What is about persons is there for their own union alone, and within it for those who may look at persons.
            var shown = kinds.Where(k => !k.IsPersonal || (isOwn && caller.MayReadPersonal())).ToList();
            var asked = http.Request.Query["show"].ToString();
            var kind = asked.Length == 0 ? shown[0] : shown.FirstOrDefault(k => k.Kind == asked) ?? throw new NotFound(asked);
            var filter = RecordFilter.From(http.Request);
            return http.Page<FairPage>(new()
            {
                ["Fair"] = fair, ["Summary"] = await summary.HandleAsync(new SummariseFair(id), cancellation),
                ["Kinds"] = shown.Select(k => new FairPage.KindOfRecord(k.Kind, k.Word, k.TakenIn(fair.State), k.Table)).ToList(), ["Shown"] = kind.Kind, ["Columns"] = kind.Columns,
                ["Records"] = await kind.ListAsync(id, filter, PageRequest.From(http.Request), cancellation), ["Search"] = filter.Search ?? "", ["Due"] = filter.Due is true, ["Over"] = fair.Ends <= time.Today(),
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
            return http.Onward(Back(http, caller), done);
        }).Handles<TRequest, TAnswer>();

    private static string Back(HttpContext http, Caller caller) => PageAddress.Of(caller.Union!, $"fairs/{http.PathId("fair")}");
}
