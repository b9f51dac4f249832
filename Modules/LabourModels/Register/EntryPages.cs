using System.Globalization;
using Federation.Framework.Export;
using Federation.Framework.Handlers;
using Federation.Framework.Pages;
using Federation.Framework.Tenancy;
using Federation.Framework.Web;
using Federation.Kernel;
using Federation.LabourModels.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Federation.LabourModels.Register;

/// <summary>The pages of a kind of record: the list, the form of a new one, and one as it is, to be changed where the caller may.</summary>
internal static class EntryPages<TEntry, TInput, TAnswer>
    where TEntry : Entry, IEntry<TEntry, TInput, TAnswer>, new() where TInput : RegisterInput, new() where TAnswer : class, IEntryAnswer
{
    private const string Again = "_again";

    public static void Map(IEndpointRouteBuilder pages, EntryKind<TEntry, TInput, TAnswer> kind)
    {
        var all = TEntry.HolderPath is { } holder ? $"/u/{{union}}/{holder}/{{holder}}/{TEntry.Path}" : $"/u/{{union}}/{TEntry.Path}";

        pages.MapGet(all, async (HttpContext http, Ids ids, IHandler<ListEntries<TEntry, TAnswer>, PageOf<TAnswer>> handler, CancellationToken cancellation) =>
        {
            var filter = EntryFilter.From(http.Request);
            var entries = await handler.HandleAsync(new ListEntries<TEntry, TAnswer>(http.Holder(), filter, PageRequest.From(http.Request), NewestFirst: true), cancellation);
            var form = PageForm.New(ids, [.. new[] { "search", "year", "subtree" }.Select(f => (f, (string?)http.Request.Query[f].ToString()))]);
            return http.Page<EntriesPage>(new()
            {
                ["Kind"] = TEntry.Path, ["Holder"] = http.Holder(), ["HolderPath"] = TEntry.HolderPath, ["FromAbove"] = TEntry.Seen == Seen.FromAbove && TEntry.HolderPath is null, ["Filter"] = form, ["Filtered"] = !filter.IsEmpty(),
                ["Columns"] = Columns(kind), ["Rows"] = Rows(kind, entries.Items), ["Next"] = entries.Next, ["Tables"] = kind.Tables,
            });
        }).Handles<ListEntries<TEntry, TAnswer>, PageOf<TAnswer>>();

        pages.MapGet(all + "/export", async (HttpContext http, Caller caller, Texts texts, Exporter exporter, IHandler<ListEntries<TEntry, TAnswer>, PageOf<TAnswer>> handler, CancellationToken cancellation) =>
        {
            var (holder, filter) = (http.Holder(), EntryFilter.From(http.Request));
            Task<PageOf<TAnswer>> Page(PageRequest page) => handler.HandleAsync(new ListEntries<TEntry, TAnswer>(holder, filter, page, NewestFirst: true), cancellation);
            return await exporter.HandOutAsync(http, $"{TEntry.Path} {Text.Of(holder)}", new ExportTable(
                $"{caller.Union!.Code}-{texts["entries-" + TEntry.Path]}",
                [new(texts["kept-by"]), .. kind.Columns.Select(c => new ExportColumn(texts[c.Label], c.Money))],
                CellsAsync(kind, await Page(PageRequest.First), Page)));
        }).Handles<ListEntries<TEntry, TAnswer>, PageOf<TAnswer>>();

        pages.MapGet(all + "/new", (HttpContext http, Ids ids, TimeProvider time) =>
        {
            var today = Text.Of(time.Today());
            var form = PageForm.New(ids, ("date", today), ("validFrom", today), ("opened", today), ("from", today), ("year", time.Today().Year.ToString(CultureInfo.InvariantCulture)));
            // What the page before knew already.
            foreach (var field in FormField.Of<TInput>())
                if (http.Request.Query[field.Name].ToString() is { Length: > 0 } given) form.Fill(field.Name, given);
            return View(http, form, null);
        }).Handles<AddEntry<TEntry, TInput, TAnswer>, TAnswer>();

        pages.MapPost(all + "/new", async (HttpContext http, Caller caller, Texts texts, IHandler<AddEntry<TEntry, TInput, TAnswer>, TAnswer> handler, CancellationToken cancellation) =>
        {
            var form = await PageForm.ReadAsync(http, caller);
            TAnswer? made = null;
            if (await form.TryAsync(texts, async () => made = await handler.HandleAsync(new AddEntry<TEntry, TInput, TAnswer>(http.Holder(), form.Input<TInput>()), cancellation)))
                return http.Onward(form[Again].Length > 0 ? http.Request.Path : $"{http.Request.Path.Value![..^"/new".Length]}/{made!.Id}", "entry-recorded");
            return View(http, form, null);
        }).Handles<AddEntry<TEntry, TInput, TAnswer>, TAnswer>();

        pages.MapGet(all + "/{entry}", async (HttpContext http, Ids ids, Caller caller, IHandler<GetEntry<TEntry, TAnswer>, TAnswer> handler, IEnumerable<IEntryParts> parts, IEnumerable<IEntrySummary> summaries, CancellationToken cancellation) =>
        {
            var entry = await handler.HandleAsync(new GetEntry<TEntry, TAnswer>(http.Holder(), http.PathId("entry")), cancellation);
            var form = PageForm.Of(ids, entry, entry.Version).Without(["identityNumber"]);
            return View(http, form, entry, readOnly: entry.Union != caller.Union!.Code || !caller.May(Permissions.Write), kind.Next?.Invoke(entry),
                await PartsAsync(http, caller, entry, parts, cancellation), await SummariesAsync(entry, summaries, cancellation));
        }).Handles<GetEntry<TEntry, TAnswer>, TAnswer>();

        pages.MapPost(all + "/{entry}", async (
            HttpContext http, Caller caller, Texts texts, IHandler<ChangeEntry<TEntry, TInput, TAnswer>, TAnswer> handler, IHandler<GetEntry<TEntry, TAnswer>, TAnswer> reader, CancellationToken cancellation) =>
        {
            var form = await PageForm.ReadAsync(http, caller);
            var id = http.PathId("entry");
            if (await form.TryAsync(texts, () => handler.HandleAsync(new ChangeEntry<TEntry, TInput, TAnswer>(http.Holder(), id, form.Version, form.Input<TInput>()), cancellation))) return http.Onward(http.Request.Path, "entry-changed");
            return View(http, form, await reader.HandleAsync(new GetEntry<TEntry, TAnswer>(http.Holder(), id), cancellation));
        }).Handles<ChangeEntry<TEntry, TInput, TAnswer>, TAnswer>();

        pages.MapPost(all + "/{entry}/remove", async (HttpContext http, Caller caller, IHandler<RemoveEntry<TEntry>, Removed> handler, CancellationToken cancellation) =>
        {
            var form = await PageForm.ReadAsync(http, caller);
            await handler.HandleAsync(new RemoveEntry<TEntry>(http.Holder(), http.PathId("entry"), form.Version), cancellation);
            return http.Onward(Back(http, caller.Union!), "entry-removed");
        }).Handles<RemoveEntry<TEntry>, Removed>();
    }

    internal static IReadOnlyList<EntryTable.Column> Columns(EntryKind<TEntry, TInput, TAnswer> kind) => [.. kind.Columns.Select(c => new EntryTable.Column(c.Label, c.Money, c.Wide))];

    internal static IReadOnlyList<EntryTable.Row> Rows(EntryKind<TEntry, TInput, TAnswer> kind, IReadOnlyList<TAnswer> entries) =>
        [.. entries.Select(e => new EntryTable.Row(e.Id, e.Union, [.. kind.Columns.Select(c => c.Value(e))]))];

    private static async IAsyncEnumerable<IReadOnlyList<object?>> CellsAsync(EntryKind<TEntry, TInput, TAnswer> kind, PageOf<TAnswer> first, Func<PageRequest, Task<PageOf<TAnswer>>> following)
    {
        await foreach (var entry in ExportRows.AllAsync(first, following)) yield return [entry.Union, .. kind.Columns.Select(c => c.Value(entry) is UnionCode union ? union.Code : c.Value(entry))];
    }

    private static string Back(HttpContext http, UnionInfo union) =>
        TEntry.HolderPath is { } holder ? PageAddress.Of(union, $"{holder}/{http.Holder().ToString(CultureInfo.InvariantCulture)}") : PageAddress.Of(union, TEntry.Path);

    /// <summary>The kinds that are parts of this one, each with its newest records.</summary>
    private static async Task<IReadOnlyList<EntryFormPage.PartList>> PartsAsync(HttpContext http, Caller caller, TAnswer entry, IEnumerable<IEntryParts> parts, CancellationToken cancellation)
    {
        var lists = new List<EntryFormPage.PartList>();
        foreach (var part in parts.Where(p => p.HolderPath == TEntry.Path)) lists.Add(await part.ListAsync(EndpointExtensions.Id(entry.Id), $"{http.Request.Path}/{part.Path}", caller, entry.Union, cancellation));
        return lists;
    }

    private static async Task<IReadOnlyList<EntryFormPage.Summary>> SummariesAsync(TAnswer entry, IEnumerable<IEntrySummary> summaries, CancellationToken cancellation)
    {
        var tables = new List<EntryFormPage.Summary>();
        foreach (var summary in summaries.Where(s => s.Path == TEntry.Path)) tables.AddRange(await summary.ListAsync(EndpointExtensions.Id(entry.Id), cancellation));
        return tables;
    }

    private static IResult View(
        HttpContext http, PageForm form, TAnswer? entry, bool readOnly = false, (string, string)? next = null, IReadOnlyList<EntryFormPage.PartList>? parts = null, IReadOnlyList<EntryFormPage.Summary>? summaries = null) => http.Page<EntryFormPage>(form, new()
    {
        ["Kind"] = TEntry.Path, ["Fields"] = FormField.Of<TInput>(), ["HolderPath"] = TEntry.HolderPath, ["Holder"] = http.Holder(), ["Changing"] = entry is not null, ["ReadOnly"] = readOnly, ["Parts"] = parts ?? [],
        ["Summaries"] = summaries ?? [], ["Next"] = next,
        ["Keeper"] = entry?.Union, ["Masked"] = entry?.GetType().GetProperty("IdentityNumber")?.GetValue(entry) as string,
    });
}

/// <summary>The records of a kind that belong to another record, for that one's page.</summary>
internal interface IEntryParts
{
    string Path { get; }

    string? HolderPath { get; }

    Task<EntryFormPage.PartList> ListAsync(long holder, string address, Caller caller, string union, CancellationToken cancellation);
}

internal sealed class EntryParts<TEntry, TInput, TAnswer>(EntryKind<TEntry, TInput, TAnswer> kind, IHandler<ListEntries<TEntry, TAnswer>, PageOf<TAnswer>> list) : IEntryParts
    where TEntry : Entry, IEntry<TEntry, TInput, TAnswer>, new() where TInput : RegisterInput, new() where TAnswer : class, IEntryAnswer
{
    private const int Shown = 20;

    public string Path => kind.Path;
    public string? HolderPath => kind.HolderPath;

    public async Task<EntryFormPage.PartList> ListAsync(long holder, string address, Caller caller, string union, CancellationToken cancellation)
    {
        var page = await list.HandleAsync(new ListEntries<TEntry, TAnswer>(holder, new EntryFilter(), new PageRequest(Shown, null), NewestFirst: true), cancellation);
        // Places of a selection are handed on by every level to the next; all else is added by the union whose record it belongs to.
        var mayAdd = caller.May(Permissions.Write) && (union == caller.Union!.Code || kind.Seen == Seen.FromBelow);
        return new EntryFormPage.PartList(kind.Path, EntryPages<TEntry, TInput, TAnswer>.Columns(kind), EntryPages<TEntry, TInput, TAnswer>.Rows(kind, page.Items), address, mayAdd, page.Next is not null);
    }
}
