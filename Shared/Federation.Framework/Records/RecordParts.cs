using Federation.Framework.Databases;
using Federation.Framework.Handlers;
using Federation.Framework.Tenancy;
using Federation.Framework.Web;

namespace Federation.Framework.Records;

/// <summary>What a field of a form offers that names another record.</summary>
public interface IFieldChoices<TContext>
{
    string Field { get; }

    /// <param name="kind">The kind whose form it is.</param>
    /// <param name="readOnly">Whether the form only shows what was chosen, by whomever.</param>
    Task<IReadOnlyList<(string Value, string Text)>> ListAsync(string kind, bool readOnly, CancellationToken cancellation);
}

/// <summary>What is computed of a record and shown on its page, beside the records that are parts of it.</summary>
public interface IRecordSummary<TContext>
{
    /// <summary>The kind on whose page it stands.</summary>
    string Path { get; }

    Task<IReadOnlyList<RecordFormPage.Summary>> ListAsync(long record, CancellationToken cancellation);
}

/// <summary>The records of a kind that are parts of another record, for that one's page.</summary>
internal interface IRecordParts<TContext>
{
    string Path { get; }

    string? ParentSegment { get; }

    /// <param name="address">Where they are listed.</param>
    /// <param name="union">Code of the union that keeps the parent.</param>
    Task<RecordFormPage.PartList> ListAsync(long parent, string address, string? union, CancellationToken cancellation);
}

internal sealed class RecordParts<TContext, TRecord, TInput, TAnswer>(
    Caller caller, RecordKind<TContext, TRecord, TInput, TAnswer> kind, RecordKinds<TContext> module,
    IHandler<ListRecords<TRecord, TAnswer>, PageOf<TAnswer>> list)
    : IRecordParts<TContext>
    where TContext : FederationDbContext where TRecord : class, IRecord<TContext, TInput, TAnswer>, new()
    where TInput : class, IChecked, new() where TAnswer : class, IRecordAnswer
{
    private const int Shown = 20;

    public string Path => kind.Path;
    public string? ParentSegment => kind.ParentSegment;

    public async Task<RecordFormPage.PartList> ListAsync(long parent, string address, string? union, CancellationToken cancellation)
    {
        var request = new ListRecords<TRecord, TAnswer>(parent, new RecordFilter(), new PageRequest(Shown, null), NewestFirst: true);
        var page = await list.HandleAsync(request, cancellation);
        // Of what a level lays down for all below it, every level hands on its part; all else is added by the union that keeps the parent.
        var mayAdd = caller.May(module.Write) && (union == caller.Union!.Code || kind.Visibility == Visibility.FromBelow);
        return new RecordFormPage.PartList(kind.Path, kind.TableColumns, kind.RowsOf(page.Items), address, mayAdd, page.Next is not null);
    }
}
