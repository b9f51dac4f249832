using Federation.Framework.Audit;
using Federation.Framework.Databases;
using Federation.Framework.Handlers;
using Federation.Framework.Security;
using Federation.Framework.Tenancy;
using Federation.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Federation.Framework.Records;

/// <summary>
/// One personal field of one record in full, each time with an entry in the log of whose it was. It is posted, so that no history and no program that reads ahead
/// opens it.
/// </summary>
public sealed record OpenField<TRecord>(RecordPlace Place, long Id, string Field) : IRequest<IReadOnlyDictionary<string, string?>>;

internal sealed class OpenFieldHandler<TContext, TRecord, TInput, TAnswer>(
    RecordReader<TContext> reader, RecordKind<TContext, TRecord, TInput, TAnswer> kind, RecordKinds<TContext> module, Caller caller, IAudit audit, Secrets secrets)
    : IHandler<OpenField<TRecord>, IReadOnlyDictionary<string, string?>>
    where TContext : FederationDbContext where TRecord : class, IRecord<TContext, TInput, TAnswer>, new()
    where TInput : class, IChecked, new() where TAnswer : class, IRecordAnswer
{
    /// <summary>Those who write the field; others see that something is there.</summary>
    public Permission Permission => module.Write;

    public async Task<IReadOnlyDictionary<string, string?>> HandleAsync(OpenField<TRecord> request, CancellationToken cancellation)
    {
        if (!kind.SealedFields.Contains(request.Field)) throw new NotFound(request.Field);
        var records = await reader.ReadableAsync(kind, request.Place, request.Id, cancellation, isLogged: false);
        var record = await records.SingleOrDefaultAsync(r => r.Id == request.Id, cancellation) ?? throw new NotFound(kind.Path);
        // Committed before anything is shown.
        await audit.RecordAsync(caller, AuditTrail.Open, $"{kind.Path} {Text.Of(request.Place.Parent)} {Text.Of(request.Id)} {request.Field}", cancellation);
        return Opened.Of(request.Field, PersonalFields<TRecord>.Read(record, request.Field), secrets);
    }
}

/// <summary>What an opened field says, by its name.</summary>
public static class Opened
{
    public static IReadOnlyDictionary<string, string?> Of(string field, SealedText? value, Secrets secrets) =>
        new Dictionary<string, string?> { [field] = value is null ? null : secrets.Open(value) };
}
