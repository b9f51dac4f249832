using System.Reflection;
using System.Text.Json;
using Autofac;
using Federation.Framework.Databases;
using Federation.Framework.Handlers;
using Federation.Framework.Input;
using Federation.Framework.Pages;
using Federation.Framework.Web;
using Federation.Kernel;
using Federation.Kernel.Tenancy;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Federation.Framework.Records;

/// <summary>
/// The description of a kind of record. From it come the handlers, the five endpoints, the pages and the export; the fields are those of
/// <typeparamref name="TInput"/>.
/// </summary>
/// <param name="path">
/// Its place in addresses: <c>talks</c>. Pages find their texts by it: <see cref="RecordTexts"/>.
/// </param>
public sealed class RecordKind<TContext, TRecord, TInput, TAnswer>(string path) : IRecordKind<TContext>
    where TContext : FederationDbContext where TRecord : class, IRecord<TContext, TInput, TAnswer>, new()
    where TInput : class, IChecked, new() where TAnswer : class, IRecordAnswer
{
    /// <summary>Name of a record's id in addresses.</summary>
    internal const string Parameter = "record";

    public string Path => path;
    public string? ParentSegment => Parent?.Segment;
    public Visibility Visibility { get; } = Visibilities.Of<TRecord>();

    /// <summary>What it is a part of; null for a kind that stands by itself.</summary>
    public RecordParent<TContext, TRecord, TInput>? Parent { get; init; }

    /// <summary>The fields of <see cref="RecordFilter"/> that lists are narrowed by.</summary>
    public IReadOnlyList<string> FilterFields { get; init; } = ["search", "year", "subtree"];

    public Func<IQueryable<TRecord>, RecordFilter, IQueryable<TRecord>> Filter { get; init; } = (records, _) => records;

    /// <summary>A filter that asks other tables, or looks for a person by a number; applied besides <see cref="Filter"/>.</summary>
    public Func<IQueryable<TRecord>, RecordFilter, TContext, RecordTools, IQueryable<TRecord>> FilterWith { get; init; } = (records, _, _, _) => records;

    /// <summary>What is wrong with a filter, besides its types.</summary>
    public Action<RecordFilter, InputProblems>? CheckFilter { get; init; }

    /// <summary>Adds the parts that a change needs to a query.</summary>
    public Func<IQueryable<TRecord>, IQueryable<TRecord>> Include { get; init; } = records => records;

    /// <summary>What lists and exports show.</summary>
    public IReadOnlyList<RecordColumn<TAnswer>> Columns { get; init; } = [];

    /// <summary>The kinds of table by which such records, or parts of them, are imported.</summary>
    public IReadOnlyList<string> Tables { get; init; } = [];

    /// <summary>Fields that begin with today, or with this year.</summary>
    public IReadOnlyList<string> TodayFields { get; init; } = ["date", "validFrom", "opened", "from", "year"];

    /// <summary>Fields that are shown masked. A change begins without them and leaves them as they are where nothing is typed.</summary>
    public IReadOnlyList<string> MaskedFields { get; } =
        [.. typeof(TInput).GetProperties().Where(p => p.IsDefined(typeof(PersonalAttribute))).Select(p => JsonNamingPolicy.CamelCase.ConvertName(p.Name))];

    /// <summary>Those of them that are opened one by one.</summary>
    public IReadOnlyList<string> SealedFields { get; } = PersonalFields<TRecord>.Names;

    /// <summary>What is usually done next with a record: key of the button's text, and its address below the union's.</summary>
    public Func<TAnswer, (string Label, string Path)>? Next { get; init; }

    /// <summary>Whether the kit maps the endpoints; false where another part of the module shares the address.</summary>
    public bool HasEndpoints { get; init; } = true;

    /// <summary>Whether the kit's pages show it; false where the module has pages of its own.</summary>
    public bool HasPages { get; init; } = true;

    internal IReadOnlyList<FormField> Fields { get; } = FormField.Of<TInput>();

    internal IReadOnlyList<RecordTable.Column> TableColumns =>
        [.. Columns.Select(c => new RecordTable.Column(c.Label, c.Money, c.Wide, c.ExportOnly, c.Plain))];

    /// <summary>The address below a union.</summary>
    public string Address => Parent is { } parent ? $"{parent.Segment}/{{{parent.Parameter}}}/{path}" : path;

    public IReadOnlyList<string> Sources => typeof(TRecord).GetCustomAttribute<CountsForAttribute>()?.Sources ?? [];

    public IEnumerable<string> TextKeys => HasPages
        ?
        [
            RecordTexts.List(path), RecordTexts.New(path), RecordTexts.One(path), RecordTexts.BackTo((Parent?.Segment ?? path).Split('/')[0]),
            .. Columns.Select(c => c.Label), .. Tables.Select(RecordTexts.Table),
        ]
        : [];

    public IRecord Blank() => new TRecord();

    public void Register(ContainerBuilder builder)
    {
        builder.RegisterInstance(this);
        Handler<AddRecordHandler<TContext, TRecord, TInput, TAnswer>>();
        Handler<ChangeRecordHandler<TContext, TRecord, TInput, TAnswer>>();
        Handler<RemoveRecordHandler<TContext, TRecord, TInput, TAnswer>>();
        Handler<ListRecordsHandler<TContext, TRecord, TInput, TAnswer>>();
        Handler<GetRecordHandler<TContext, TRecord, TInput, TAnswer>>();
        Handler<OpenFieldHandler<TContext, TRecord, TInput, TAnswer>>();
        if (HasPages) builder.RegisterType<RecordView<TContext, TRecord, TInput, TAnswer>>().InstancePerLifetimeScope();
        if (HasPages && Parent is not null)
            builder.RegisterType<RecordParts<TContext, TRecord, TInput, TAnswer>>().As<IRecordParts<TContext>>().InstancePerLifetimeScope();

        void Handler<T>() where T : notnull => builder.RegisterType<T>().AsImplementedInterfaces().InstancePerLifetimeScope();
    }

    public void MapEndpoints(IEndpointRouteBuilder api)
    {
        if (HasEndpoints) RecordEndpoints<TContext, TRecord, TInput, TAnswer>.Map(api, this);
    }

    public void MapPages(IEndpointRouteBuilder pages, RecordKinds<TContext> module)
    {
        if (HasPages) RecordPages<TContext, TRecord, TInput, TAnswer>.Map(pages, this, module);
    }

    /// <summary>The place that an address names.</summary>
    public RecordPlace PlaceIn(HttpContext http) =>
        Parent is { } parent ? new RecordPlace(http.PathId(parent.Parameter), parent.Outer is { } outer ? http.PathId(outer) : 0) : default;

    /// <summary>Address of the parent below the union; null for a kind without one.</summary>
    internal string? ParentIn(HttpContext http) => Parent is { } parent
        ? $"{parent.Segment.Replace($"{{{parent.Outer}}}", Text.Of(PlaceIn(http).Outer), StringComparison.Ordinal)}/{Text.Of(PlaceIn(http).Parent)}"
        : null;

    /// <summary>Where a page leads back to, below the union: the parent, or the list.</summary>
    internal string BackFrom(HttpContext http) => ParentIn(http) ?? path;

    /// <summary>What an address narrows a list to.</summary>
    public RecordFilter FilterIn(HttpRequest http) => RecordFilter.From(http, FilterFields, CheckFilter);

    internal IReadOnlyList<RecordTable.Row> RowsOf(IReadOnlyList<TAnswer> records) =>
        [.. records.Select(r => new RecordTable.Row(r.Id, [.. Columns.Select(c => c.Value(r))], r.Union ?? ""))];

    /// <summary>The form of a new record: days and years of today.</summary>
    internal PageForm Propose(Ids ids, DateOnly today) =>
        PageForm.New(ids, [.. Fields.Where(f => TodayFields.Contains(f.Name)).Select(f => (f.Name, f.IsDay ? Text.Of(today) : (string?)Text.Of(today.Year)))]);

    /// <summary>What a record shows masked, by field.</summary>
    public IReadOnlyDictionary<string, string> MaskedIn(TAnswer record)
    {
        var shown = JsonSerializer.SerializeToElement(record, Json.Options);
        var masked = new Dictionary<string, string>();
        foreach (var field in MaskedFields)
            if (shown.TryGetProperty(field, out var value) && value.GetString() is { } text) masked[field] = text;
        return masked;
    }

    internal IQueryable<TRecord> Under(IQueryable<TRecord> records, RecordPlace place) => Parent?.Under(records, place) ?? records;

    /// <summary>The parent, open for a write of the entered union. Of what a level lays down for all below it, every level hands on its part.</summary>
    internal async Task<IRecordHost<TRecord, TInput>> OpenParentAsync(TContext context, RecordTools tools, RecordPlace place, CancellationToken cancellation)
    {
        if (Parent is null) return PlainHost<TRecord, TInput>.Instance;
        if (Parent.OpenAsync is { } open) return await open(context, tools, place, cancellation);
        var union = await Parent.FindAsync(context, tools, place, cancellation);
        if (union is null || (union != context.TenantId && Visibility != Visibility.FromBelow)) throw new NotFound(Parent.Segment);
        return PlainHost<TRecord, TInput>.Instance;
    }

    /// <summary>A record takes an input over, new or changed: it is checked by itself, by its parent and against other records, and its parent books it.</summary>
    internal async Task TakeOverAsync(
        TRecord record, TInput input, IRecordHost<TRecord, TInput> host, RecordPlace place, TContext context, RecordTools tools, CancellationToken cancellation)
    {
        record.PlaceIn(tools.Union.Id, place, context.Ids);
        record.Apply(input, tools);
        host.Check(record, input);
        await record.ResolveAsync(input, context, tools, cancellation);
        host.Accept(record, input);
    }

    /// <summary>A record of the entered union, if it is still as the caller read it.</summary>
    internal async Task<TRecord> FindOwnAsync(TContext context, RecordPlace place, long id, int version, CancellationToken cancellation)
    {
        var record = await Include(Under(context.Set<TRecord>(), place)).SingleOrDefaultAsync(r => r.Id == id && r.UnionId == context.TenantId, cancellation)
            ?? throw new NotFound(path);
        return record.Version == version ? record : throw new StaleRecord(missingCondition: false);
    }
}

/// <param name="Label">Key of the heading.</param>
/// <param name="Value">A word of an enumeration, a day, a number or a text.</param>
/// <param name="Money">In yuan.</param>
/// <param name="Wide">Left out on a phone.</param>
/// <param name="ExportOnly">Only in an export; the page of the record shows it.</param>
/// <param name="Plain">A number without separators: a year.</param>
public sealed record RecordColumn<TAnswer>(
    string Label, Func<TAnswer, object?> Value, bool Money = false, bool Wide = false, bool ExportOnly = false, bool Plain = false);

/// <summary>A union in a cell: shown by its name, exported by its code.</summary>
public sealed record UnionCode(string Code)
{
    public override string ToString() => Code;
}
