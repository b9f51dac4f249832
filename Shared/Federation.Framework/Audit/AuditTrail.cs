using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using Federation.Framework.Tenancy;
using Federation.Kernel;
using Federation.Kernel.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Federation.Framework.Audit;

/// <summary>
/// An entry for every record that a save creates, changes or deletes, written by the save itself and so in its transaction. It names the record and, of a
/// change, its fields; never what stands in them. Rows that belong to a record, such as the lines of a delivery, are a change of the record's and named by their kind.
/// </summary>
public static class AuditTrail
{
    public const string Create = "record.create", Change = "record.change", Delete = "record.delete";

    /// <summary>A personal field was shown in full.</summary>
    public const string Open = "record.open";

    /// <summary>Records of one kind that one save names one by one; of more it tells how many.</summary>
    private const int MostNamed = 20;

    /// <summary>Fields that say of a change that there was one.</summary>
    private static readonly string[] Bookkeeping = ["Version", "ChangedAt", "ChangedBy"];

    private static readonly ConcurrentDictionary<Type, bool> Logged = new();

    private sealed record Told(string Action, string Kind, string Key, long? Union)
    {
        public SortedSet<string> Fields { get; } = new(StringComparer.Ordinal);
    }

    /// <summary>Whether changes of an entity are logged by the save.</summary>
    public static bool Logs(Type entity) => Logged.GetOrAdd(entity, static type => type.GetCustomAttribute<UnloggedAttribute>() is null);

    /// <summary>The record that a row belongs to; null where it is one itself. It is what the record's class holds in a list of its own.</summary>
    public static IReadOnlyForeignKey? RecordOf(IReadOnlyEntityType type) =>
        type.GetForeignKeys().FirstOrDefault(f => (f.IsOwnership || f.PrincipalToDependent is not null) && f.PrincipalEntityType != type);

    /// <summary>What a kind of record goes by in the log.</summary>
    public static string KindOf(IReadOnlyEntityType type) => $"{type.GetSchema()}.{type.GetTableName()}";

    public static IEnumerable<AuditEntry> Of(ChangeTracker tracker, Ids ids, TimeProvider time, Caller caller)
    {
        var told = new Dictionary<(string Kind, string Key), Told>();
        var changed = tracker.Entries().Where(e => e.State is EntityState.Added or EntityState.Modified or EntityState.Deleted && Logs(e.Metadata.ClrType)).ToList();
        foreach (var entry in changed.Where(e => RecordOf(e.Metadata) is null)) Tell(entry);
        foreach (var entry in changed)
            if (RecordOf(entry.Metadata) is { } record && Logs(record.PrincipalEntityType.ClrType)) TellPart(entry, record);

        foreach (var kind in told.Values.GroupBy(t => (t.Action, t.Kind, t.Union)))
        {
            var records = kind.ToList();
            if (records.Count > MostNamed) yield return Entry(kind.Key.Action, Many(kind.Key.Kind, records.Count), kind.Key.Union);
            else
                foreach (var record in records) yield return Entry(record.Action, string.Join(' ', [record.Kind, record.Key, .. record.Fields]), record.Union);
        }

        void Tell(EntityEntry entry)
        {
            var one = new Told(
                entry.State switch { EntityState.Added => Create, EntityState.Deleted => Delete, _ => Change }, KindOf(entry.Metadata), KeyOf(entry, entry.Metadata.FindPrimaryKey()!.Properties), UnionOf(entry));
            if (entry.State == EntityState.Modified) one.Fields.UnionWith(Fields(entry));
            // A row that was only locked, or whose version was counted up for its parts, tells nothing.
            if (entry.State != EntityState.Modified || one.Fields.Count > 0) told[(one.Kind, one.Key)] = one;
        }

        void TellPart(EntityEntry entry, IReadOnlyForeignKey record)
        {
            var (kind, key) = (KindOf(record.PrincipalEntityType), KeyOf(entry, record.Properties));
            if (!told.TryGetValue((kind, key), out var whole)) told[(kind, key)] = whole = new Told(Change, kind, key, UnionOf(entry));
            if (whole.Action == Change) whole.Fields.Add(KindOf(entry.Metadata));
        }

        long? UnionOf(EntityEntry entry) => entry.Entity is not IShared && entry.Entity is IOwnedByUnion owned ? owned.UnionId : caller.Union?.Id;

        AuditEntry Entry(string action, string subject, long? union) => AuditEntry.Of(ids, time, caller.PersonId, union, action, subject);
    }

    /// <summary>Rows that were written at once, without a save of each.</summary>
    public static string Many(string kind, long count) => string.Create(CultureInfo.InvariantCulture, $"{kind} ×{count}");

    private static IEnumerable<string> Fields(EntityEntry entry) =>
        entry.Properties.Where(p => p.IsModified && !p.Metadata.IsShadowProperty() && !Bookkeeping.Contains(p.Metadata.Name)).Select(p => Name(p.Metadata.Name));

    private static string KeyOf(EntityEntry entry, IEnumerable<IReadOnlyProperty> properties) => string.Join('/', properties.Select(p => entry.Property(p.Name).CurrentValue switch
    {
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        byte[] => "#",
        var value => Convert.ToString(value, CultureInfo.InvariantCulture),
    }));

    private static string Name(string property) => JsonNamingPolicy.CamelCase.ConvertName(property);
}
