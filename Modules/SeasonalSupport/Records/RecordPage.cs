using Federation.Framework.Handlers;
using Federation.Framework.Pages;
using Federation.Framework.Records;
using Federation.Framework.Tenancy;
using Federation.Framework.Web;
using Federation.Kernel;
using Federation.Kernel.Tenancy;
using Federation.SeasonalSupport.Campaigns;
using Federation.SeasonalSupport.Inputs;
using System.Globalization;

namespace Federation.SeasonalSupport.Records;

/// <summary>A kind of record as pages deal with it, whatever the kind.</summary>
internal interface IRecordPage
{
    /// <summary>Its place in addresses: <c>inspections</c>.</summary>
    string Kind { get; }

    /// <summary>What it is called in the resources.</summary>
    string Word { get; }

    Type Fields { get; }

    Season? OnlyIn { get; }

    bool BeforeTheStart { get; }

    /// <summary>Whether it belongs to another record and not straight to the campaign.</summary>
    bool IsPart { get; }

    /// <summary>Whether it is about persons, and so of its own union alone.</summary>
    bool IsPersonal { get; }

    /// <summary>The import that takes a table of them.</summary>
    string? Table { get; }

    IReadOnlyList<RecordTable.Column> Columns { get; }

    Task<PageOf<RecordTable.Row>> ListAsync(RecordPlace place, PageRequest page, CancellationToken cancellation);

    /// <summary>The campaign, a form with the last values in it, and what to offer while typing.</summary>
    Task<(CampaignAnswer Campaign, PageForm Form, IReadOnlyDictionary<string, IReadOnlyList<string>> Offers)> ProposeAsync(RecordPlace place, CancellationToken cancellation);

    /// <summary>A form that shows a record as it is, to be changed or only to be looked at.</summary>
    /// <returns>The form, and what is shown masked of it.</returns>
    Task<(PageForm Form, IReadOnlyDictionary<string, string> Masked)> OpenAsync(RecordPlace place, long id, bool toChange, CancellationToken cancellation);

    /// <summary>One personal field in full.</summary>
    Task<IReadOnlyDictionary<string, string?>> OpenFieldAsync(RecordPlace place, long id, string field, CancellationToken cancellation);

    Task RecordAsync(RecordPlace place, PageForm form, CancellationToken cancellation);

    Task ChangeAsync(RecordPlace place, long id, PageForm form, CancellationToken cancellation);

    Task RemoveAsync(RecordPlace place, long id, int version, CancellationToken cancellation);
}

internal sealed class RecordPage<TRecord, TInput, TAnswer>(
    RecordKind<SeasonalContext, TRecord, TInput, TAnswer> kind, FormLayout<TAnswer> sheet, Ids ids, TimeProvider time,
    IHandler<ListRecords<TRecord, TAnswer>, PageOf<TAnswer>> list, IHandler<GetRecord<TRecord, TAnswer>, TAnswer> get,
    IHandler<ProposeRecord<TRecord, TAnswer>, RecordProposal<TAnswer>> propose, IHandler<AddRecord<TRecord, TInput, TAnswer>, TAnswer> record,
    IHandler<ChangeRecord<TRecord, TInput, TAnswer>, TAnswer> change, IHandler<RemoveRecord<TRecord>, Removed> remove,
    IHandler<OpenField<TRecord>, IReadOnlyDictionary<string, string?>> open) : IRecordPage
    where TRecord : CampaignRecord, IRecord<SeasonalContext, TInput, TAnswer>, new() where TInput : RecordInput, new() where TAnswer : class, IRecordAnswer
{
    private const int MaxOffers = 12;

    private readonly TRecord plain = new();

    public string Kind => kind.Path;
    public string Word => sheet.Word;
    public Type Fields => sheet.Fields;
    public Season? OnlyIn => plain.OnlyIn;
    public bool BeforeTheStart => plain.BeforeTheStart;
    public bool IsPart => kind.Parent!.Outer is not null;
    public bool IsPersonal => plain is IOwnOnly;
    public string? Table => sheet.Table;

    public IReadOnlyList<RecordTable.Column> Columns { get; } = [.. sheet.Columns.Select(c => new RecordTable.Column(c.Label, c.Money, c.Wide))];

    public async Task<PageOf<RecordTable.Row>> ListAsync(RecordPlace place, PageRequest page, CancellationToken cancellation)
    {
        var read = await list.HandleAsync(new ListRecords<TRecord, TAnswer>(place, new RecordFilter(), page, NewestFirst: true), cancellation);
        return new PageOf<RecordTable.Row>([.. read.Items.Select(a => new RecordTable.Row(a.Id, [.. sheet.Columns.Select(c => c.Value(a))]))], read.Next);
    }

    public async Task<(CampaignAnswer Campaign, PageForm Form, IReadOnlyDictionary<string, IReadOnlyList<string>> Offers)> ProposeAsync(RecordPlace place, CancellationToken cancellation)
    {
        var (campaign, recent) = await propose.HandleAsync(new ProposeRecord<TRecord, TAnswer>(IsPart ? place.Outer : place.Parent), cancellation);
        var today = time.Today();
        var day = today < campaign.Starts ? campaign.Starts : today > campaign.Ends ? campaign.Ends : today;
        var form = PageForm.New(ids, [.. sheet.Begin(recent), ("date", day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))]);
        var offers = sheet.Offers.ToDictionary(
            o => o.Key, o => (IReadOnlyList<string>)[.. recent.SelectMany(o.Value).OfType<string>().Distinct(StringComparer.Ordinal).Take(MaxOffers)], StringComparer.Ordinal);
        return (campaign, form, offers);
    }

    public async Task<(PageForm Form, IReadOnlyDictionary<string, string> Masked)> OpenAsync(RecordPlace place, long id, bool toChange, CancellationToken cancellation)
    {
        var answer = await get.HandleAsync(new GetRecord<TRecord, TAnswer>(place, id), cancellation);
        var form = PageForm.Of(ids, answer, answer.Version);
        return (toChange ? form.Without([.. kind.MaskedFields, .. sheet.LeftOut(answer)]) : form, kind.MaskedIn(answer));
    }

    public Task<IReadOnlyDictionary<string, string?>> OpenFieldAsync(RecordPlace place, long id, string field, CancellationToken cancellation) =>
        open.HandleAsync(new OpenField<TRecord>(place, id, field), cancellation);

    public Task RecordAsync(RecordPlace place, PageForm form, CancellationToken cancellation) =>
        record.HandleAsync(new AddRecord<TRecord, TInput, TAnswer>(place, Read(form)), cancellation);

    public Task ChangeAsync(RecordPlace place, long id, PageForm form, CancellationToken cancellation) =>
        change.HandleAsync(new ChangeRecord<TRecord, TInput, TAnswer>(place, id, form.Version, Read(form)), cancellation);

    public Task RemoveAsync(RecordPlace place, long id, int version, CancellationToken cancellation) =>
        remove.HandleAsync(new RemoveRecord<TRecord>(place, id, version), cancellation);

    private TInput Read(PageForm form)
    {
        // Before reading, so that what is wrong with the third line filled in is said of the third line shown.
        foreach (var lines in sheet.Lists) form.CloseGaps(lines);
        return form.Input<TInput>();
    }
}
