using System.Text.Json;
using System.Text.Json.Serialization;
using Federation.Framework.Audit;
using Federation.Framework.Databases;
using Federation.Framework.Handlers;
using Federation.Framework.Security;
using Federation.Framework.Tenancy;
using Federation.Framework.Web;
using Federation.Kernel;
using Federation.Kernel.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace Federation.Framework.Import;

/// <summary>
/// An uploaded file that was previewed and waits for its confirmation. It is in the database, so that any host can continue and a broken connection loses
/// nothing. It is encrypted, because it may hold identity numbers and names. It is deleted when it is imported or dropped, and after a day with the union's
/// next upload.
/// </summary>
[Unlogged("A file that waits; what is taken in of it is entered.")]
public sealed class ImportDraft : IOwnOnly
{
    internal const int MaxNameLength = 100;

    public long Id { get; init; }
    public long UnionId { get; init; }
    public required string Kind { get; init; }
    public required string Fingerprint { get; init; }
    public required string FileName { get; init; }
    public long? PersonId { get; init; }
    public DateTimeOffset At { get; init; }

    /// <summary>What was found wrong with it, as encrypted JSON.</summary>
    public required byte[] Preview { get; init; }
}

/// <summary>A piece of a draft's file, encrypted.</summary>
[Unlogged("Part of a file that waits.")]
public sealed class ImportDraftPart : IOwnOnly
{
    public long DraftId { get; init; }
    public int Number { get; init; }
    public long UnionId { get; init; }
    public required byte[] Content { get; init; }
}

/// <summary>Stores a file with the result of its preview.</summary>
internal sealed record KeepDraft(string Kind, string Fingerprint, string FileName) : ICommand<KeptDraft>
{
    [JsonIgnore]
    public TableFile File { get; init; } = null!;

    [JsonIgnore]
    public TablePreview Preview { get; init; } = null!;
}

internal sealed record KeptDraft(string Id);

internal sealed class KeepDraftHandler(FrameworkContext context, Secrets secrets, Caller caller, TimeProvider time) : IHandler<KeepDraft, KeptDraft>
{
    private const int PartSize = 1024 * 1024;
    private static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    public Permission Permission => ImportTableHandler.Imports;

    public async Task<KeptDraft> HandleAsync(KeepDraft request, CancellationToken cancellation)
    {
        var (now, union) = (time.GetUtcNow(), caller.Union!.Id);
        var old = now - Kept;
        context.RemoveRange(await context.Set<ImportDraft>().Where(d => d.At < old).ToListAsync(cancellation));
        var draft = new ImportDraft
        {
            Id = context.Ids.Next(), UnionId = union, Kind = request.Kind, Fingerprint = request.Fingerprint, PersonId = caller.PersonId, At = now,
            FileName = request.FileName.Length <= ImportDraft.MaxNameLength ? request.FileName : request.FileName[^ImportDraft.MaxNameLength..],
            Preview = secrets.Encrypt(JsonSerializer.SerializeToUtf8Bytes(request.Preview, Json.Options)),
        };
        context.Add(draft);
        await context.SaveChangesAsync(cancellation);
        var (content, part) = (request.File.Content, new byte[PartSize]);
        for (var number = 0; await content.ReadAtLeastAsync(part, part.Length, throwOnEndOfStream: false, cancellation) is > 0 and var length; number++)
        {
            var piece = context.Add(new ImportDraftPart { DraftId = draft.Id, Number = number, UnionId = union, Content = secrets.Encrypt(part.AsSpan(0, length)) });
            await context.SaveChangesAsync(cancellation);
            // One piece in memory at a time.
            piece.State = EntityState.Detached;
        }
        return new KeptDraft(draft.Id.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }
}

/// <summary>What was found wrong with a file that waits.</summary>
internal sealed record OpenDraft(string Kind, long Id) : IRequest<OpenedDraft>;

public sealed record OpenedDraft(string FileName, TablePreview Preview);

internal sealed class OpenDraftHandler(FrameworkContext context, Secrets secrets, Caller caller) : IHandler<OpenDraft, OpenedDraft>
{
    public Permission Permission => ImportTableHandler.Imports;

    public async Task<OpenedDraft> HandleAsync(OpenDraft request, CancellationToken cancellation)
    {
        var draft = await context.Set<ImportDraft>().AsNoTracking().Of(request.Kind, request.Id, caller, cancellation);
        return new OpenedDraft(draft.FileName, JsonSerializer.Deserialize<TablePreview>(secrets.DecryptBytes(draft.Preview), Drafts.Options)!);
    }
}

/// <summary>Imports a draft.</summary>
internal sealed record ImportDrafted(string Kind, long Id) : ICommand<ImportedTable>
{
    [JsonIgnore]
    public Action<ImportProgress>? Progress { get; init; }
}

internal sealed class ImportDraftedHandler(FrameworkContext context, Secrets secrets, Caller caller, IHandler<ImportTable, ImportedTable> imports) : IHandler<ImportDrafted, ImportedTable>
{
    public Permission Permission => ImportTableHandler.Imports;

    public async Task<ImportedTable> HandleAsync(ImportDrafted request, CancellationToken cancellation)
    {
        var draft = await context.Set<ImportDraft>().Of(request.Kind, request.Id, caller, cancellation);
        using var file = await TableFile.ReceiveAsync(new DraftStream(context, secrets, draft.Id), cancellation);
        var imported = await imports.HandleAsync(new ImportTable(draft.Kind, file.Fingerprint) { File = file, Progress = request.Progress }, cancellation);
        context.Remove(draft);
        await context.SaveChangesAsync(cancellation);
        return imported;
    }

    /// <summary>The pieces of a draft one after the other, of which one is in memory.</summary>
    private sealed class DraftStream(FrameworkContext context, Secrets secrets, long draft) : Stream
    {
        private ReadOnlyMemory<byte> rest;
        private int next;

        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (rest.Length == 0)
            {
                var number = next++;
                if (await context.Set<ImportDraftPart>().Where(p => p.DraftId == draft && p.Number == number).Select(p => p.Content).SingleOrDefaultAsync(cancellationToken) is not { } content) return 0;
                rest = secrets.DecryptBytes(content);
            }
            var count = Math.Min(rest.Length, buffer.Length);
            rest[..count].CopyTo(buffer);
            rest = rest[count..];
            return count;
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();
        public override void Flush() => throw new NotSupportedException();
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}

/// <summary>Drops a draft.</summary>
internal sealed record DropDraft(string Kind, long Id) : ICommand<DroppedDraft>;

internal sealed record DroppedDraft(string Kind);

internal sealed class DropDraftHandler(FrameworkContext context, Caller caller) : IHandler<DropDraft, DroppedDraft>
{
    public Permission Permission => ImportTableHandler.Imports;

    public async Task<DroppedDraft> HandleAsync(DropDraft request, CancellationToken cancellation)
    {
        context.Remove(await context.Set<ImportDraft>().Of(request.Kind, request.Id, caller, cancellation));
        await context.SaveChangesAsync(cancellation);
        return new DroppedDraft(request.Kind);
    }
}

internal static class Drafts
{
    /// <summary>Arguments of messages survive JSON with the same text: numbers as numbers, days and words as strings.</summary>
    public static readonly JsonSerializerOptions Options = new(Json.Options) { Converters = { new Plain() } };

    /// <summary>The caller's own draft. Drafts of others are not found.</summary>
    public static async Task<ImportDraft> Of(this IQueryable<ImportDraft> drafts, string kind, long id, Caller caller, CancellationToken cancellation)
    {
        var person = caller.PersonId;
        return await drafts.SingleOrDefaultAsync(d => d.Id == id && d.Kind == kind && d.PersonId == person, cancellation) ?? throw new NotFound("import");
    }

    private sealed class Plain : JsonConverter<object>
    {
        public override object? Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) => reader.TokenType switch
        {
            JsonTokenType.Number => reader.GetDecimal(),
            JsonTokenType.True => true,
            JsonTokenType.False => false,
            JsonTokenType.Null => null,
            _ => reader.GetString(),
        };

        public override void Write(Utf8JsonWriter writer, object value, JsonSerializerOptions options) => JsonSerializer.Serialize(writer, value, value.GetType(), options);
    }
}
