using System.Globalization;
using System.Text.Json;
using Federation.Framework.Calendar;
using Federation.Framework.Export;
using Federation.Framework.Handlers;
using Federation.Framework.Pages;
using Federation.Framework.Records;
using Federation.Framework.Tenancy;
using Federation.Framework.Web;
using Federation.Kernel;
using Federation.LabourModels.Inputs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Federation.LabourModels.Nominations;

/// <summary>The list of nominations, one nomination with its way and its history, and a form for each thing that can be done to it.</summary>
internal static class NominationPages
{
    private const string One = "/u/{union}/nominations/{nomination}";

    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/u/{union}/nominations", async (HttpContext http, Ids ids, IHandler<ListNominations, PageOf<NominationLine>> handler, IHandler<CountOnDesk, OnDesk> desk, CancellationToken cancellation) =>
        {
            var filter = NominationFilter.From(http.Request);
            var waiting = filter.Here is true ? 0 : (await desk.HandleAsync(new CountOnDesk(), cancellation)).Count;
            var nominations = await handler.HandleAsync(new ListNominations(filter, PageRequest.From(http.Request), NewestFirst: true), cancellation);
            var form = PageForm.New(ids, [.. new[] { "search", "state", "kind", "year", "subtree", "here" }.Select(f => (f, (string?)http.Request.Query[f].ToString()))]);
            return http.Page<NominationsPage>(new() { ["Nominations"] = nominations, ["Filter"] = form, ["Filtered"] = !filter.IsEmpty(), ["Waiting"] = waiting });
        }).Handles<ListNominations, PageOf<NominationLine>>();

        pages.MapGet("/u/{union}/nominations/export", async (HttpContext http, Caller caller, Texts texts, Exporter exporter, IHandler<ListNominations, PageOf<NominationLine>> handler, CancellationToken cancellation) =>
        {
            var filter = NominationFilter.From(http.Request);
            Task<PageOf<NominationLine>> Page(PageRequest page) => handler.HandleAsync(new ListNominations(filter, page, NewestFirst: true), cancellation);
            return await exporter.DownloadAsync(http, "nominations", new ExportTable(
                $"{caller.Union!.Code}-{texts["menu-nominations"]}",
                [.. new[] { "begun-by", "lies-with", "models-field-name", "models-field-workplace", "honour-level", "honour", "nomination-state", "submitted-on" }.Select(t => new ExportColumn(texts[t]))],
                CellsAsync(await Page(PageRequest.First), Page)));
        }).Handles<ListNominations, PageOf<NominationLine>>();

        pages.MapGet("/u/{union}/nominations/new", (HttpContext http, Ids ids) =>
            Form<NominationInput>(http, PageForm.New(ids, ("selection", http.Request.Query["selection"])), "new-nominations", null, null)).Handles<BeginNomination, NominationAnswer>();

        pages.MapPost("/u/{union}/nominations/new", async (HttpContext http, Caller caller, Texts texts, IHandler<BeginNomination, NominationAnswer> handler, CancellationToken cancellation) =>
        {
            var form = await PageForm.ReadAsync(http, caller);
            NominationAnswer? made = null;
            return await form.TryAsync(texts, async () => made = await handler.HandleAsync(new BeginNomination(form.Input<NominationInput>()), cancellation))
                ? http.RedirectTo(PageAddress.Of(caller.Union!, $"nominations/{made!.Id}"), "entry-recorded")
                : Form<NominationInput>(http, form, "new-nominations", null, null);
        }).Handles<BeginNomination, NominationAnswer>();

        pages.MapGet(One, async (HttpContext http, IHandler<GetNomination, NominationAnswer> handler, IHandler<GetHistory, NominationHistory> history, CancellationToken cancellation) =>
        {
            var id = http.PathId("nomination");
            return http.Page<NominationPage>(new() { ["Nomination"] = await handler.HandleAsync(new GetNomination(id), cancellation), ["History"] = await history.HandleAsync(new GetHistory(id), cancellation) });
        }).Handles<GetNomination, NominationAnswer>();

        pages.MapGet(One + "/person", async (HttpContext http, IHandler<GetNomination, NominationAnswer> handler, IHandler<GetNominated, NominatedAnswer> person, CancellationToken cancellation) =>
        {
            var id = http.PathId("nomination");
            return http.Page<NominatedPage>(new() { ["Nomination"] = await handler.HandleAsync(new GetNomination(id), cancellation), ["Person"] = await person.HandleAsync(new GetNominated(id), cancellation) });
        }).Handles<GetNominated, NominatedAnswer>();

        pages.MapGet(One + "/change", async (HttpContext http, Ids ids, IHandler<GetNomination, NominationAnswer> handler, IHandler<GetNominated, NominatedAnswer> person, CancellationToken cancellation) =>
        {
            var id = http.PathId("nomination");
            var nomination = await handler.HandleAsync(new GetNomination(id), cancellation);
            var personal = await person.HandleAsync(new GetNominated(id), cancellation);
            var form = PageForm.Of(ids, nomination, nomination.Version);
            return Form<NominationTerms>(http, form, "change-nomination", nomination, personal);
        }).Handles<ChangeNomination, NominationAnswer>();

        pages.MapPost(One + "/person/open/health", async (
            HttpContext http, IHandler<GetNomination, NominationAnswer> handler, IHandler<GetNominated, NominatedAnswer> person,
            IHandler<OpenHealth, IReadOnlyDictionary<string, string?>> open, CancellationToken cancellation) =>
        {
            var id = http.PathId("nomination");
            var health = (await open.HandleAsync(new OpenHealth(id), cancellation))[OpenHealthHandler.Field];
            return http.Page<NominatedPage>(new()
            {
                ["Nomination"] = await handler.HandleAsync(new GetNomination(id), cancellation), ["Opened"] = health,
                ["Person"] = await person.HandleAsync(new GetNominated(id), cancellation),
            });
        }).Handles<OpenHealth, IReadOnlyDictionary<string, string?>>();

        pages.MapPost(One + "/change/open/health", async (
            HttpContext http, Caller caller, IHandler<GetNomination, NominationAnswer> handler, IHandler<GetNominated, NominatedAnswer> person,
            IHandler<OpenHealth, IReadOnlyDictionary<string, string?>> open, CancellationToken cancellation) =>
        {
            var form = await PageForm.ReadAsync(http, caller);
            var id = http.PathId("nomination");
            form.Open(await open.HandleAsync(new OpenHealth(id), cancellation));
            var nomination = await handler.HandleAsync(new GetNomination(id), cancellation);
            return Form<NominationTerms>(http, form, "change-nomination", nomination, await person.HandleAsync(new GetNominated(id), cancellation));
        }).Handles<OpenHealth, IReadOnlyDictionary<string, string?>>();

        // A GET of these addresses, such as a reload, shows the page with the field masked.
        pages.MapGet(One + "/person/open/health", (HttpContext http, Caller caller) => Results.Redirect(Back(http, caller) + "/person"))
            .Handles<GetNominated, NominatedAnswer>();
        pages.MapGet(One + "/change/open/health", (HttpContext http, Caller caller) => Results.Redirect(Back(http, caller) + "/change"))
            .Handles<ChangeNomination, NominationAnswer>();

        pages.MapPost(One + "/change", async (
            HttpContext http, Caller caller, Texts texts, IHandler<ChangeNomination, NominationAnswer> handler, IHandler<GetNomination, NominationAnswer> reader, CancellationToken cancellation) =>
        {
            var form = await PageForm.ReadAsync(http, caller);
            var id = http.PathId("nomination");
            return await form.TryAsync(texts, () => handler.HandleAsync(new ChangeNomination(id, form.Version, form.Input<NominationTerms>()), cancellation))
                ? http.RedirectTo(Back(http, caller), "entry-changed")
                : Form<NominationTerms>(http, form, "change-nomination", await reader.HandleAsync(new GetNomination(id), cancellation), null);
        }).Handles<ChangeNomination, NominationAnswer>();
    }

    /// <summary>The form of one act, and its post.</summary>
    public static void MapAct<TInput>(IEndpointRouteBuilder pages, NominationAct<TInput> act) where TInput : class, IChecked, new()
    {
        pages.MapGet($"{One}/{act.Path}", async (HttpContext http, Ids ids, TimeProvider time, WorkingDays days, IHandler<GetNomination, NominationAnswer> handler, CancellationToken cancellation) =>
        {
            var nomination = await handler.HandleAsync(new GetNomination(http.PathId("nomination")), cancellation);
            var today = Text.Of(time.Today());
            var end = act is GiveNotice ? await days.FindEndAsync(time.Today(), Nomination.MinNoticeDays, cancellation) : null;
            var form = PageForm.New(ids, ("date", today), ("from", today), ("to", end is { } last ? Text.Of(last) : null), ("name", nomination.Name), (PageForm.VersionField, nomination.Version.ToString(CultureInfo.InvariantCulture)),
                ("stage", StageOf(act.Path, nomination)), ("objection", nomination.Objections.FirstOrDefault(o => o.Upheld is null)?.Number.ToString(CultureInfo.InvariantCulture)));
            return Form<TInput>(http, form, "act-" + act.Path, nomination, null);
        }).Handles<ActOnNomination<TInput>, NominationAnswer>();

        pages.MapPost($"{One}/{act.Path}", async (
            HttpContext http, Caller caller, Texts texts, IHandler<ActOnNomination<TInput>, NominationAnswer> handler, IHandler<GetNomination, NominationAnswer> reader, CancellationToken cancellation) =>
        {
            var form = await PageForm.ReadAsync(http, caller);
            var id = http.PathId("nomination");
            return await form.TryAsync(texts, () => handler.HandleAsync(new ActOnNomination<TInput>(id, form.Version, form.Input<TInput>()), cancellation))
                ? http.RedirectTo(Back(http, caller), "entry-changed")
                : Form<TInput>(http, form, "act-" + act.Path, await reader.HandleAsync(new GetNomination(id), cancellation), null);
        }).Handles<ActOnNomination<TInput>, NominationAnswer>();
    }

    /// <summary>The stage that comes next, or for an objection the notice that stands now.</summary>
    private static string? StageOf(string act, NominationAnswer nomination)
    {
        var (reviews, notices) = (nomination.Reviews.Where(r => !r.Lapsed).Select(r => r.Stage).ToList(), nomination.Notices.Where(n => !n.Lapsed).Select(n => n.Stage).ToList());
        Enum? stage = act switch
        {
            "reviews" => (Enum)(reviews.Contains(ReviewStage.First) ? ReviewStage.Second : ReviewStage.First),
            "notices" => Enum.GetValues<NoticeStage>().Where(s => !notices.Contains(s) && (s != NoticeStage.Workplace || nomination.At == nomination.Way[0].Union) && (s != NoticeStage.Granting || nomination.At == nomination.Way[^1].Union))
                .Cast<Enum>().FirstOrDefault(),
            "objections" => notices.Count == 0 ? null : (Enum)notices.Max(),
            _ => null,
        };
        return stage is null ? null : JsonNamingPolicy.KebabCaseLower.ConvertName(stage.ToString());
    }

    private static async IAsyncEnumerable<IReadOnlyList<object?>> CellsAsync(PageOf<NominationLine> first, Func<PageRequest, Task<PageOf<NominationLine>>> following)
    {
        await foreach (var n in ExportRows.AllAsync(first, following)) yield return [n.Union, n.At, n.Name, n.Workplace, n.Level, n.Kind, n.State, n.SubmittedOn];
    }

    private static string Back(HttpContext http, Caller caller) => PageAddress.Of(caller.Union!, $"nominations/{http.PathId("nomination")}");

    private static IResult Form<TInput>(HttpContext http, PageForm form, string title, NominationAnswer? nomination, NominatedAnswer? person) where TInput : class, new() =>
        // Where somebody is proposed comes before who it is.
        http.Page<NominationFormPage>(form, new() { ["Heading"] = title, ["Fields"] = FormField.Of<TInput>().OrderBy(f => f.Name != "selection").ToList(), ["Nomination"] = nomination, ["Person"] = person });
}
