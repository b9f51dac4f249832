using Federation.Framework.Databases;
using Federation.Framework.Export;
using Federation.Framework.Handlers;
using Federation.Framework.Pages;
using Federation.Framework.Tenancy;
using Federation.Framework.Web;
using Federation.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Federation.Framework.Records;

/// <summary>The pages of a kind of record: the list with its export, the form of a new record, and one record, to be changed where the caller may.</summary>
internal static class RecordPages<TContext, TRecord, TInput, TAnswer>
    where TContext : FederationDbContext where TRecord : class, IRecord<TContext, TInput, TAnswer>, new()
    where TInput : class, IChecked, new() where TAnswer : class, IRecordAnswer
{
    private const string Again = "_again";
    private const string Id = RecordKind<TContext, TRecord, TInput, TAnswer>.Parameter;

    public static void Map(IEndpointRouteBuilder pages, RecordKind<TContext, TRecord, TInput, TAnswer> kind, RecordKinds<TContext> module)
    {
        var (all, one) = ($"/u/{{union}}/{kind.Address}", $"/u/{{union}}/{kind.Address}/{{{Id}}}");
        MapLists(pages, all, kind, module);

        pages.MapGet(all + "/new", (
            HttpContext http, Ids ids, TimeProvider time, RecordView<TContext, TRecord, TInput, TAnswer> view, CancellationToken cancellation) =>
        {
            var form = kind.Propose(ids, time.Today());
            // The page before knew already what stands in the address.
            foreach (var field in kind.Fields)
                if (http.Request.Query[field.Name].ToString() is { Length: > 0 } given) form.Fill(field.Name, given);
            return view.ShowAsync(http, form, null, cancellation);
        }).Handles<AddRecord<TRecord, TInput, TAnswer>, TAnswer>();

        pages.MapPost(all + "/new", async (
            HttpContext http, Caller caller, Texts texts, IHandler<AddRecord<TRecord, TInput, TAnswer>, TAnswer> handler,
            RecordView<TContext, TRecord, TInput, TAnswer> view, CancellationToken cancellation) =>
        {
            var form = await PageForm.ReadAsync(http, caller);
            TAnswer? made = null;
            if (!await form.TryAsync(texts, async () => made = await handler.HandleAsync(new(kind.PlaceIn(http), form.Input<TInput>()), cancellation)))
                return await view.ShowAsync(http, form, null, cancellation);
            return http.RedirectTo(form[Again].Length > 0 ? http.Request.Path : $"{http.Request.Path.Value![..^"/new".Length]}/{made!.Id}", "entry-recorded");
        }).Handles<AddRecord<TRecord, TInput, TAnswer>, TAnswer>();

        pages.MapGet(one, async (
            HttpContext http, Ids ids, IHandler<GetRecord<TRecord, TAnswer>, TAnswer> handler, RecordView<TContext, TRecord, TInput, TAnswer> view,
            CancellationToken cancellation) =>
        {
            var record = await handler.HandleAsync(new(kind.PlaceIn(http), http.PathId(Id)), cancellation);
            return await view.OpenAsync(http, PageForm.Of(ids, record, record.Version).Without(kind.MaskedFields), record, cancellation);
        }).Handles<GetRecord<TRecord, TAnswer>, TAnswer>();

        pages.MapPost(one, async (
            HttpContext http, Caller caller, Texts texts, IHandler<ChangeRecord<TRecord, TInput, TAnswer>, TAnswer> handler,
            IHandler<GetRecord<TRecord, TAnswer>, TAnswer> reader, RecordView<TContext, TRecord, TInput, TAnswer> view, CancellationToken cancellation) =>
        {
            var form = await PageForm.ReadAsync(http, caller);
            var (place, id) = (kind.PlaceIn(http), http.PathId(Id));
            return await form.TryAsync(texts, () => handler.HandleAsync(new(place, id, form.Version, form.Input<TInput>()), cancellation))
                ? http.RedirectTo(http.Request.Path, "entry-changed")
                : await view.ShowAsync(http, form, await reader.HandleAsync(new(place, id), cancellation), cancellation);
        }).Handles<ChangeRecord<TRecord, TInput, TAnswer>, TAnswer>();

        if (kind.SealedFields.Count > 0) MapOpened(pages, one, kind);

        pages.MapPost(one + "/remove", async (
            HttpContext http, Caller caller, IHandler<RemoveRecord<TRecord>, Removed> handler, CancellationToken cancellation) =>
        {
            var form = await PageForm.ReadAsync(http, caller);
            await handler.HandleAsync(new(kind.PlaceIn(http), http.PathId(Id), form.Version), cancellation);
            return http.RedirectTo(PageAddress.Of(caller.Union!, kind.BackFrom(http)), "entry-removed");
        }).Handles<RemoveRecord<TRecord>, Removed>();
    }

    /// <summary>The form as it was filled in so far, with one personal field in full.</summary>
    private static void MapOpened(IEndpointRouteBuilder pages, string one, RecordKind<TContext, TRecord, TInput, TAnswer> kind)
    {
        pages.MapPost(one + "/open/{field}", async (
            string field, HttpContext http, Caller caller, IHandler<OpenField<TRecord>, IReadOnlyDictionary<string, string?>> handler,
            IHandler<GetRecord<TRecord, TAnswer>, TAnswer> reader, RecordView<TContext, TRecord, TInput, TAnswer> view, CancellationToken cancellation) =>
        {
            var form = await PageForm.ReadAsync(http, caller);
            var (place, id) = (kind.PlaceIn(http), http.PathId(Id));
            form.Open(await handler.HandleAsync(new(place, id, field), cancellation));
            return await view.OpenAsync(http, form, await reader.HandleAsync(new(place, id), cancellation), cancellation);
        }).Handles<OpenField<TRecord>, IReadOnlyDictionary<string, string?>>();

        // A GET of the address, such as a reload, shows the record with the field masked.
        pages.MapGet(one + "/open/{field}", (string field, HttpContext http) => Results.Redirect(http.Request.Path.Value![..^$"/open/{field}".Length]))
            .Handles<GetRecord<TRecord, TAnswer>, TAnswer>();
    }

    private static void MapLists(IEndpointRouteBuilder pages, string all, RecordKind<TContext, TRecord, TInput, TAnswer> kind, RecordKinds<TContext> module)
    {
        pages.MapGet(all, async (
            HttpContext http, Caller caller, Ids ids, IHandler<ListRecords<TRecord, TAnswer>, PageOf<TAnswer>> handler, CancellationToken cancellation) =>
        {
            var filter = kind.FilterIn(http.Request);
            var records = await handler.HandleAsync(new(kind.PlaceIn(http), filter, PageRequest.From(http.Request), NewestFirst: true), cancellation);
            return http.Page<RecordListPage>(new()
            {
                ["Kind"] = kind.Path, ["Parent"] = kind.ParentIn(http), ["Tabs"] = module.Tabs, ["MayWrite"] = caller.May(module.Write),
                ["FromAbove"] = kind is { Visibility: Visibility.FromAbove, Parent: null }, ["Tables"] = kind.Tables,
                ["Fields"] = kind.FilterFields, ["Filtered"] = !filter.IsEmpty(),
                ["Filter"] = PageForm.New(ids, [.. kind.FilterFields.Select(f => (f, (string?)http.Request.Query[f].ToString()))]),
                ["Columns"] = kind.TableColumns, ["Rows"] = kind.RowsOf(records.Items), ["Next"] = records.Next,
            });
        }).Handles<ListRecords<TRecord, TAnswer>, PageOf<TAnswer>>();

        pages.MapGet(all + "/export", async (
            HttpContext http, Caller caller, Texts texts, Exporter exporter, IHandler<ListRecords<TRecord, TAnswer>, PageOf<TAnswer>> handler,
            CancellationToken cancellation) =>
        {
            var (place, filter) = (kind.PlaceIn(http), kind.FilterIn(http.Request));
            Task<PageOf<TAnswer>> Page(PageRequest page) => handler.HandleAsync(new(place, filter, page, NewestFirst: true), cancellation);
            return await exporter.DownloadAsync(http, $"{kind.Path} {Text.Of(place.Parent)}", new ExportTable(
                $"{caller.Union!.Code}-{texts[RecordTexts.List(kind.Path)]}",
                [new(texts["kept-by"]), .. kind.Columns.Select(c => new ExportColumn(texts[c.Label], c.Money))],
                CellsAsync(kind, caller.Union.Code, await Page(PageRequest.First), Page)));
        }).Handles<ListRecords<TRecord, TAnswer>, PageOf<TAnswer>>();
    }

    private static async IAsyncEnumerable<IReadOnlyList<object?>> CellsAsync(
        RecordKind<TContext, TRecord, TInput, TAnswer> kind, string union, PageOf<TAnswer> first, Func<PageRequest, Task<PageOf<TAnswer>>> following)
    {
        await foreach (var record in ExportRows.AllAsync(first, following))
            yield return [record.Union ?? union, .. kind.Columns.Select(c => c.Value(record) is UnionCode code ? code.Code : c.Value(record))];
    }
}

/// <summary>The form page of a record: what its fields offer, and what stands below it.</summary>
internal sealed class RecordView<TContext, TRecord, TInput, TAnswer>(
    RecordKind<TContext, TRecord, TInput, TAnswer> kind, RecordKinds<TContext> module, Caller caller, Texts texts, IUnionDirectory unions,
    IEnumerable<IFieldChoices<TContext>> choices, Lazy<IEnumerable<IRecordParts<TContext>>> parts, Lazy<IEnumerable<IRecordSummary<TContext>>> summaries)
    where TContext : FederationDbContext where TRecord : class, IRecord<TContext, TInput, TAnswer>, new()
    where TInput : class, IChecked, new() where TAnswer : class, IRecordAnswer
{
    /// <summary>A form that is filled in, or shown again with what is wrong with it.</summary>
    /// <param name="record">Null for a new one.</param>
    public async Task<IResult> ShowAsync(HttpContext http, PageForm form, TAnswer? record, CancellationToken cancellation) =>
        http.Page<RecordFormPage>(form, await ParametersAsync(http, form, record, false, cancellation));

    /// <summary>A record with its parts and summaries, to be changed by whoever may.</summary>
    public async Task<IResult> OpenAsync(HttpContext http, PageForm form, TAnswer record, CancellationToken cancellation)
    {
        var readOnly = (record.Union ?? caller.Union!.Code) != caller.Union!.Code || !caller.May(module.Write);
        var parameters = await ParametersAsync(http, form, record, readOnly, cancellation);
        var id = EndpointExtensions.Id(record.Id);
        var lists = new List<RecordFormPage.PartList>();
        foreach (var part in parts.Value.Where(p => p.ParentSegment == kind.Path))
            lists.Add(await part.ListAsync(id, $"{parameters["Action"]}/{part.Path}", record.Union, cancellation));
        var tables = new List<RecordFormPage.Summary>();
        foreach (var summary in summaries.Value.Where(s => s.Path == kind.Path)) tables.AddRange(await summary.ListAsync(id, cancellation));
        (parameters["Parts"], parameters["Summaries"], parameters["Next"]) = (lists, tables, kind.Next?.Invoke(record));
        return http.Page<RecordFormPage>(form, parameters);
    }

    private async Task<Dictionary<string, object?>> ParametersAsync(
        HttpContext http, PageForm form, TAnswer? record, bool readOnly, CancellationToken cancellation)
    {
        var offered = new Dictionary<string, IReadOnlyList<(string, string)>>();
        foreach (var choice in choices.Where(c => kind.Fields.Any(f => f.Name == c.Field)))
            offered[choice.Field] = await WithChosenAsync(form[choice.Field], await choice.ListAsync(kind.Path, readOnly, cancellation), cancellation);
        return new()
        {
            ["Kind"] = kind.Path, ["Fields"] = kind.Fields, ["Back"] = kind.BackFrom(http), ["Changing"] = record is not null, ["ReadOnly"] = readOnly,
            ["MayWrite"] = caller.May(module.Write), ["Choices"] = offered, ["Keeper"] = record?.Union,
            ["Masked"] = record is null ? null : kind.MaskedIn(record).Where(m => !form[PageForm.OpenedField].Split(',').Contains(m.Key)).ToDictionary(m => m.Key, m => (string?)m.Value),
            ["Action"] = record is null ? null : PageAddress.Of(caller.Union!, $"{(kind.ParentIn(http) is { } parent ? parent + "/" : "")}{kind.Path}/{record.Id}"),
            ["Openable"] = kind.SealedFields,
        };
    }

    /// <summary>What is chosen stays to be chosen, though it is not offered: places of another level, one of more files than a list shows.</summary>
    private async Task<IReadOnlyList<(string, string)>> WithChosenAsync(
        string chosen, IReadOnlyList<(string Value, string Text)> offered, CancellationToken cancellation)
    {
        if (chosen.Length == 0 || offered.Any(o => o.Value == chosen)) return offered;
        return [.. offered, (chosen, (await unions.FindAsync(chosen, cancellation))?.Name ?? texts["chosen-before"])];
    }
}
