using Federation.EmploymentFairs.Inputs;
using Federation.EmploymentFairs.Fairs;
using Federation.EmploymentFairs.PlaceNames;
using Federation.Framework.Handlers;
using Federation.Framework.Pages;
using Federation.Framework.Records;
using Federation.Framework.Web;
using Federation.Kernel;
using Federation.Kernel.Tenancy;
using Microsoft.AspNetCore.Http;

namespace Federation.EmploymentFairs.Records;

/// <summary>A kind of record as pages deal with it, whatever the kind.</summary>
internal interface IRecordPage
{
    /// <summary>Its place in addresses: <c>stands</c>.</summary>
    string Kind { get; }

    /// <summary>What it is called in the resources.</summary>
    string Word { get; }

    IReadOnlyList<LayoutField> Fields { get; }

    IReadOnlyList<RecordTable.Column> Columns { get; }

    /// <summary>Whether it is about persons, and so of its own union alone.</summary>
    bool IsPersonal { get; }

    bool Matched { get; }

    /// <summary>The kind of table that it is imported with; null where there is none.</summary>
    string? Table { get; }

    /// <summary>What an address narrows the list to.</summary>
    RecordFilter FilterIn(HttpRequest http);

    /// <summary>Whether such a record can be made now, as far as the fair's state says.</summary>
    bool TakenIn(FairState state);

    Task<PageOf<RecordTable.Row>> ListAsync(long fair, RecordFilter filter, PageRequest page, CancellationToken cancellation);

    /// <summary>What a field of another kind that refers to this one is chosen from: the newest and the one that is chosen already, or those that a search finds.</summary>
    Task<FairRecordFormPage.RecordOptions> OptionsAsync(long fair, string chosen, string search, CancellationToken cancellation);

    /// <summary>An empty form with what can be proposed.</summary>
    Task<PageForm> ProposeAsync(FairAnswer fair, CancellationToken cancellation);

    /// <summary>A form that shows a record, to be changed or only to be looked at, and what can be done next with it.</summary>
    Task<(PageForm Form, IReadOnlyList<FairRecordFormPage.NextStep> Next)> OpenAsync(long fair, long id, bool toChange, CancellationToken cancellation);

    Task RecordAsync(long fair, PageForm form, CancellationToken cancellation);

    Task ChangeAsync(long fair, long id, PageForm form, CancellationToken cancellation);

    Task RemoveAsync(long fair, long id, int version, CancellationToken cancellation);
}

internal sealed class RecordPage<TRecord, TInput, TAnswer>(
    RecordKind<FairsContext, TRecord, TInput, TAnswer> kind, FormLayout<TAnswer> sheet, Ids ids, TimeProvider time, IHandler<ListRecords<TRecord, TAnswer>, PageOf<TAnswer>> list, IHandler<GetRecord<TRecord, TAnswer>, TAnswer> get,
    IHandler<AddRecord<TRecord, TInput, TAnswer>, TAnswer> record, IHandler<ChangeRecord<TRecord, TInput, TAnswer>, TAnswer> change, IHandler<RemoveRecord<TRecord>, Removed> remove) : IRecordPage
    where TRecord : FairRecord, IRecord<FairsContext, TInput, TAnswer>, new() where TInput : RecordInput, new() where TAnswer : class, IRecordAnswer
{
    private const int ShownOptions = 50;

    private readonly TRecord plain = new();

    public string Kind => kind.Path;
    public string Word => sheet.Word;
    public IReadOnlyList<LayoutField> Fields => sheet.Fields;
    public IReadOnlyList<RecordTable.Column> Columns { get; } = [.. sheet.Columns.Select(c => new RecordTable.Column(c.Label, c.Money, c.Wide, c.ExportOnly))];
    public bool IsPersonal => plain is IOwnOnly;
    public bool Matched => sheet.Matched;
    public string? Table => sheet.Table;

    public RecordFilter FilterIn(HttpRequest http) => kind.FilterIn(http);

    public bool TakenIn(FairState state) => state switch
    {
        FairState.Planned => plain.BeforeAnnounced, FairState.Announced => true, FairState.Held => plain.AfterTheFair, _ => false,
    };

    public async Task<PageOf<RecordTable.Row>> ListAsync(long fair, RecordFilter filter, PageRequest page, CancellationToken cancellation)
    {
        var read = await list.HandleAsync(new ListRecords<TRecord, TAnswer>(fair, filter, page, NewestFirst: true), cancellation);
        return new PageOf<RecordTable.Row>([.. read.Items.Select(a => new RecordTable.Row(a.Id, [.. sheet.Columns.Select(c => c.Value(a))]))], read.Next);
    }

    public async Task<FairRecordFormPage.RecordOptions> OptionsAsync(long fair, string chosen, string search, CancellationToken cancellation)
    {
        var read = await list.HandleAsync(new ListRecords<TRecord, TAnswer>(fair, new RecordFilter { Search = search.Length == 0 ? null : search }, new PageRequest(ShownOptions, null), NewestFirst: true), cancellation);
        var found = read.Items.ToList();
        if (search.Length == 0 && chosen.Length > 0 && found.TrueForAll(a => a.Id != chosen) && long.TryParse(chosen, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var id))
            found.Insert(0, await get.HandleAsync(new GetRecord<TRecord, TAnswer>(fair, id), cancellation));
        return new FairRecordFormPage.RecordOptions([.. found.Select(a => (a.Id, sheet.Name(a)))], search, read.Next is not null);
    }

    public async Task<PageForm> ProposeAsync(FairAnswer fair, CancellationToken cancellation)
    {
        var today = time.Today();
        var day = Text.Of(today < fair.Starts ? fair.Starts : today > fair.Ends && !plain.AfterTheFair ? fair.Ends : today);
        var last = (await list.HandleAsync(new ListRecords<TRecord, TAnswer>(long.Parse(fair.Id, System.Globalization.CultureInfo.InvariantCulture), new RecordFilter(), new PageRequest(1, null), NewestFirst: true), cancellation)).Items;
        // Who comes to the door on a day of the fair is there.
        (string Field, string? Value)[] arrived = today >= fair.Starts && today <= fair.Ends ? [("arrivedOn", Text.Of(today))] : [];
        return PageForm.New(ids, [.. last is [var newest] ? sheet.Begin(newest) : [], ("date", day), .. arrived]);
    }

    public async Task<(PageForm Form, IReadOnlyList<FairRecordFormPage.NextStep> Next)> OpenAsync(long fair, long id, bool toChange, CancellationToken cancellation)
    {
        var answer = await get.HandleAsync(new GetRecord<TRecord, TAnswer>(fair, id), cancellation);
        var form = PageForm.Of(ids, answer, answer.Version);
        var steps = sheet.Next.Where(n => n.When?.Invoke(answer) ?? true).Select(n => new FairRecordFormPage.NextStep(
            n.Kind, $"{n.Kind}/new?{string.Join('&', n.With(answer).Where(w => w.Value is not null).Select(w => $"{w.Field}={Uri.EscapeDataString(w.Value!)}"))}", n.Text)).ToList();
        // A place is shown by its name, and may be typed so.
        foreach (var field in sheet.Fields.Where(f => f.Shape == FieldShape.Place && form[f.Name].Length > 0)) form.Fill(field.Name, Gazetteer.Say(form[field.Name]));
        foreach (var field in sheet.Fields.Where(f => f.StaysIfEmpty && form[f.Name].Length > 0)) form.Fill(RecordPages.NowOf(field.Name), form[field.Name]);
        return (toChange ? form.Without([.. sheet.Fields.Where(f => f.StaysIfEmpty).Select(f => f.Name), .. sheet.LeftOut(answer)]) : form, steps);
    }

    public Task RecordAsync(long fair, PageForm form, CancellationToken cancellation) => record.HandleAsync(new AddRecord<TRecord, TInput, TAnswer>(fair, form.Input<TInput>()), cancellation);

    public Task ChangeAsync(long fair, long id, PageForm form, CancellationToken cancellation) =>
        change.HandleAsync(new ChangeRecord<TRecord, TInput, TAnswer>(fair, id, form.Version, form.Input<TInput>()), cancellation);

    public Task RemoveAsync(long fair, long id, int version, CancellationToken cancellation) => remove.HandleAsync(new RemoveRecord<TRecord>(fair, id, version), cancellation);
}
