using Federation.Framework.Security;
using Federation.Kernel.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Federation.Framework.Records;

/// <summary>How the tables of records are mapped.</summary>
public static class RecordTables
{
    private const string Id = nameof(IRecord.Id);
    private const string Version = nameof(IRecord.Version);
    private const string ParentId = nameof(Record.ParentId);
    private const string Counted = nameof(ICountedOnDays<object>.Counted);

    /// <summary>
    /// A table with an id that the program gives, and a version that a change is checked against where the record has one. Measuring reads a union's months as one
    /// range: the table of a record that counts in a month lies in that order on SQL Server, and PostgreSQL has it as an index.
    /// </summary>
    public static EntityTypeBuilder<T> MapRecord<T>(this ModelBuilder model, string schema, string table) where T : class
    {
        var e = model.Entity<T>();
        e.ToTable(table, schema);
        e.Property(Id).ValueGeneratedNever();
        if (typeof(T).GetProperty(Version) is not null) e.Property(Version).IsConcurrencyToken();
        if (typeof(T).GetProperty(Counted) is not null) e.Ignore(Counted);
        if (typeof(Record).IsAssignableFrom(typeof(T))) e.Ignore(ParentId);
        if (!typeof(ICountsInMonth).IsAssignableFrom(typeof(T))) return e;
        e.HasKey(Id).IsClustered(false);
        e.HasIndex(nameof(ICountsInMonth.UnionId), nameof(ICountsInMonth.Month), Id).IsClustered();
        return e;
    }

    /// <summary>The table of records that are parts of others. A record that has parts is not removed.</summary>
    /// <param name="parentColumn">Name of the column with the parent's id.</param>
    public static EntityTypeBuilder<T> MapPart<T, TParent>(this ModelBuilder model, string schema, string table, string parentColumn)
        where T : Record where TParent : Record
    {
        var e = model.MapRecord<T>(schema, table);
        e.Property(r => r.ParentId).HasColumnName(parentColumn);
        e.HasIndex(r => new { r.ParentId, r.Id });
        e.HasOne<TParent>().WithMany().HasForeignKey(r => r.ParentId).OnDelete(DeleteBehavior.Restrict);
        return e;
    }

    /// <summary>An encrypted identity number, and the hash by which a union finds the person.</summary>
    /// <param name="encrypted">Name of the property with the encrypted number.</param>
    /// <param name="hash">Name of the property with the hash.</param>
    public static void Sealed<T>(this EntityTypeBuilder<T> e, string encrypted, string hash) where T : class, IOwnedByUnion
    {
        e.Property(encrypted).HasMaxLength(Secrets.EncryptedBytes);
        e.Property(hash).HasMaxLength(Secrets.HashBytes).IsFixedLength();
        e.HasIndex(nameof(IOwnedByUnion.UnionId), hash);
    }
}
