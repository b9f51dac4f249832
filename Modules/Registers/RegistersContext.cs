using Federation.Framework.Databases;
using Federation.Framework.Records;
using Federation.Registers.Definitions;
using Federation.Registers.Records;
using Microsoft.EntityFrameworkCore;

namespace Federation.Registers;

internal sealed class RegistersContext(ContextServices services) : FederationDbContext(services)
{
    public const string Schema = "registers";

    /// <summary>Characters of a definition as JSON.</summary>
    public const int MaxDocumentLength = 1_000_000;

    private const int CodeLength = 40;

    public DbSet<Register> Registers => Set<Register>();
    public DbSet<RegisterVersion> Versions => Set<RegisterVersion>();
    public DbSet<OpenRecord> OpenRecords => Set<OpenRecord>();
    public DbSet<PersonalRecord> PersonalRecords => Set<PersonalRecord>();
    public DbSet<FurtherDay> FurtherDays => Set<FurtherDay>();
    public DbSet<StateSpan> StateSpans => Set<StateSpan>();

    protected override void MapEntities(ModelBuilder model) => Map(model);

    internal static void Map(ModelBuilder model)
    {
        var register = model.MapRecord<Register>(Schema, "registers");
        register.Property(r => r.Code).HasMaxLength(CodeLength).IsUnicode(false);
        register.Property(r => r.Draft).HasMaxLength(MaxDocumentLength);
        register.Property(r => r.Layout).HasMaxLength(MaxDocumentLength);
        register.HasIndex(r => r.Code).IsUnique();
        model.Entity<RegisterVersion>(e =>
        {
            e.ToTable("versions", Schema);
            e.Property(v => v.Id).ValueGeneratedNever();
            e.Property(v => v.Document).HasMaxLength(MaxDocumentLength);
            e.HasIndex(v => new { v.RegisterId, v.Number }).IsUnique();
            e.HasOne<Register>().WithMany().HasForeignKey(v => v.RegisterId).OnDelete(DeleteBehavior.Cascade);
        });
        MapWide<OpenRecord>(model, "open_records");
        MapWide<PersonalRecord>(model, "personal_records");
        var day = model.MapRecord<FurtherDay>(Schema, "further_days");
        day.Property(d => d.Register).HasMaxLength(CodeLength).IsUnicode(false);
        day.HasIndex(d => d.RecordId);
        var span = model.MapRecord<StateSpan>(Schema, "state_spans");
        span.Property(s => s.Register).HasMaxLength(CodeLength).IsUnicode(false);
        span.HasIndex(s => new { s.UnionId, s.Register, s.From });
        span.HasIndex(s => s.RecordId);
        MapDefaults(model, Schema);
    }

    private static void MapWide<T>(ModelBuilder model, string table) where T : WideRecord
    {
        var e = model.MapRecord<T>(Schema, table);
        e.Property(r => r.Register).HasMaxLength(CodeLength).IsUnicode(false);
        e.Property(r => r.Key).HasMaxLength(Framework.Security.Secrets.HashBytes);
        e.Property(r => r.H1).HasMaxLength(Framework.Security.Secrets.HashBytes);
        e.Property(r => r.H2).HasMaxLength(Framework.Security.Secrets.HashBytes);
        e.Property(r => r.H3).HasMaxLength(Framework.Security.Secrets.HashBytes);
        e.Ignore(r => r.Sources);
        e.HasIndex(r => new { r.UnionId, r.Register, r.Key });
        e.HasIndex(r => new { r.Register, r.Id });
    }
}
