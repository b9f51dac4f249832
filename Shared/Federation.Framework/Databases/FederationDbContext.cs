using System.Data;
using System.Data.Common;
using System.Linq.Expressions;
using System.Reflection;
using Federation.Framework.Audit;
using Federation.Framework.Claims;
using Federation.Framework.Handlers;
using Federation.Framework.Import;
using Federation.Framework.Input;
using Federation.Framework.Ledger;
using Federation.Framework.Marks;
using Federation.Framework.Security;
using Federation.Framework.Steps;
using Federation.Framework.Tenancy;
using Federation.Kernel;
using Federation.Kernel.Figures;
using Federation.Kernel.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Federation.Framework.Databases;

/// <summary>What every module's context is made with; one instance per unit of work.</summary>
public sealed class ContextServices(DatabaseSession session, Caller caller, Ids ids, Wake wake)
{
    public DatabaseSession Session { get; } = session;
    public Caller Caller { get; } = caller;
    public Ids Ids { get; } = ids;
    internal Wake Wake { get; } = wake;
}

/// <summary>
/// Base of every module's context: its own entities beside the shared tables, the tenant filter on reads, the tenant check on writes, stale marks
/// with every saved record.
/// </summary>
public abstract class FederationDbContext(ContextServices services) : DbContext
{
    /// <summary>Name of the tenant filter; lifted only by <see cref="Crossing.AcrossUnions{T}"/>.</summary>
    internal const string TenantFilter = "tenant";

    private bool joined;

    public DbSet<TreeClosure> Tree => Set<TreeClosure>();
    public DbSet<CalendarPeriod> Calendar => Set<CalendarPeriod>();
    public DbSet<StaleMark> StaleMarks => Set<StaleMark>();
    public DbSet<Claim> Claims => Set<Claim>();
    public DbSet<AuditEntry> AuditEntries => Set<AuditEntry>();
    public DbSet<AuditSeal> AuditSeals => Set<AuditSeal>();

    public Ids Ids => services.Ids;

    /// <summary>The union whose rows this context reads and writes; 0 where the caller has entered none, which matches no row.</summary>
    public long TenantId => services.Caller.Union?.Id ?? 0;

    /// <summary>The union that the caller has entered.</summary>
    internal UnionInfo Union => services.Caller.Union ?? throw new InvalidOperationException("No union has been entered.");

    protected ContextServices Services => services;

    /// <summary>The module's own entities.</summary>
    protected abstract void MapEntities(ModelBuilder model);

    protected override void OnConfiguring(DbContextOptionsBuilder options)
    {
        services.Session.Dialect.Configure(options, services.Session.Connection);
        options.EnableServiceProviderCaching();
    }

    /// <summary>What a module's columns are where its own mapping says nothing else: yuan to the fen, texts as long as a field takes, enumerations as small numbers.</summary>
    protected static void MapUsual(ModelBuilder model, string schema)
    {
        foreach (var property in model.Model.GetEntityTypes().Where(t => t.GetSchema() == schema).SelectMany(t => t.GetProperties()).ToList())
        {
            var type = Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType;
            if (type == typeof(decimal) && property.GetPrecision() is null)
            {
                property.SetPrecision(18);
                property.SetScale(2);
            }
            else if (type == typeof(string) && property.GetMaxLength() is null)
            {
                property.SetMaxLength(InputReader.DefaultLongest);
            }
            else if (type.IsEnum)
            {
                property.SetProviderClrType(typeof(short));
            }
        }
    }

    protected sealed override void OnModelCreating(ModelBuilder model)
    {
        SharedTables.Map(model, services.Session.Dialect);
        SharedTables.MapScopes(model, services.Session.Dialect);
        MapEntities(model);
        foreach (var type in model.Model.GetEntityTypes().Where(t => !t.IsOwned()).ToList()) Filter(model, type.ClrType);
        model.UseSnakeCase();
        model.UseCollation(services.Session.Dialect);
        Folding.Map(model, services.Session.Dialect);
    }

    public override int SaveChanges(bool acceptAllChangesOnSuccess) => throw new InvalidOperationException("Save asynchronously.");

    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        Join();
        ChangeTracker.DetectChanges();
        CheckTenant();
        CheckGrowth();
        var marks = Marks().ToList();
        StaleMarks.AddRange(marks);
        if (marks.Count > 0) services.Session.AfterCommit(services.Wake.Signal);
        var count = await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
        services.Session.Saved();
        return count;
    }

    /// <summary>Marks months stale that no saved record shows by itself: a campaign's change of state, a typed figure, a change of the tree.</summary>
    public void Mark(long union, int period, string source)
    {
        StaleMarks.Add(NewMark(union, period, source));
        services.Session.AfterCommit(services.Wake.Signal);
    }

    /// <summary>
    /// Writes many new rows at bulk speed, with the tenant check and the stale marks that saving them one by one would have made.
    /// </summary>
    public async Task<long> BulkInsertAsync<T>(IEnumerable<T> rows, CancellationToken cancellation) where T : class
    {
        Join();
        var table = new BulkTable(Model.FindEntityType(typeof(T)) ?? throw new InvalidOperationException($"{typeof(T).Name} is not mapped in {GetType().Name}."));
        var months = new HashSet<(long Union, int Month)>();
        IEnumerable<object> Checked()
        {
            foreach (var row in rows)
            {
                if (row is IOwnedByUnion owned && owned is not IShared && owned.UnionId != TenantId) throw Foreign(typeof(T));
                if (row is ICountsInMonth counted) months.Add((counted.UnionId, counted.Month));
                yield return row;
            }
        }
        var count = await services.Session.Dialect.WriteAsync(services.Session, table, Checked(), cancellation);
        if (months.Count > 0)
        {
            // As many marks as rows where a union has one row a month: they are written as the rows are.
            var marks = months.SelectMany(m => SourcesOf(typeof(T)).Select(source => NewMark(m.Union, m.Month, source)));
            await services.Session.Dialect.WriteAsync(services.Session, new BulkTable(Model.FindEntityType(typeof(StaleMark))!), marks, cancellation);
            services.Session.AfterCommit(services.Wake.Signal);
        }
        await SaveChangesAsync(cancellation);
        return count;
    }

    /// <summary>Gives the optimiser the size of a table after very many rows, where it does not look itself before the next statement.</summary>
    public async Task AnalyzeAsync<T>(CancellationToken cancellation) where T : class
    {
        Join();
        var dialect = services.Session.Dialect;
        if (dialect.Analyze(new BulkTable(Model.FindEntityType(typeof(T))!).QualifiedName(dialect)) is { } analyze) await services.Session.ExecuteAsync(analyze, cancellation);
    }

    /// <summary>
    /// Locks rows of the entered union until the transaction ends, whatever the filter would let be read besides; how many there were. An update that
    /// changes nothing is the lock that both databases take alike.
    /// </summary>
    protected Task<int> LockOwnAsync<T, TValue>(IQueryable<T> rows, Expression<Func<T, TValue>> property, CancellationToken cancellation) where T : class, IOwnedByUnion =>
        rows.Where(r => r.UnionId == TenantId).ExecuteUpdateAsync(u => u.SetProperty(property, property), cancellation);

    /// <summary>
    /// Waits until nobody holds the name in a way that keeps others out, and holds it until the transaction ends: what very many rows would have to be locked for is locked by its
    /// name. Whoever locks a row of what the name stands for takes the name shared first. Outside a transaction, where a table is only looked at, nothing is held.
    /// </summary>
    protected async Task LockAsync(string name, bool shared, CancellationToken cancellation)
    {
        if (services.Session.Transaction is null) return;
        await services.Session.ExecuteAsync(services.Session.Dialect.LockTransaction("@name", shared), cancellation, ("@name", DbType.String, name));
    }

    internal void Join()
    {
        if (joined) return;
        joined = true;
        services.Session.Join(this);
    }

    private void Filter(ModelBuilder model, Type type)
    {
        if (typeof(IOwnOnly).IsAssignableFrom(type)) Invoke(nameof(FilterOwn), model, type);
        else if (typeof(ISubtreeReadable).IsAssignableFrom(type)) Invoke(nameof(FilterSubtree), model, type);
    }

    private void Invoke(string method, ModelBuilder model, Type type) =>
        typeof(FederationDbContext).GetMethod(method, BindingFlags.NonPublic | BindingFlags.Instance)!
            .MakeGenericMethod(type).Invoke(this, [model]);

    private void FilterOwn<T>(ModelBuilder model) where T : class, IOwnOnly =>
        model.Entity<T>().HasQueryFilter(TenantFilter, (Expression<Func<T, bool>>)(e => e.UnionId == TenantId));

    // A closed union stays readable from above, under its last parent. That an equal id is not a lower one either says nothing new, but PostgreSQL would
    // otherwise gather all of a province's unions in a hash table before it reads the fifty rows of a page; so it looks up the union of each row.
    private void FilterSubtree<T>(ModelBuilder model) where T : class, ISubtreeReadable =>
        model.Entity<T>().HasQueryFilter(TenantFilter, (Expression<Func<T, bool>>)(e => e.UnionId == TenantId
            || Tree.Any(c => c.AncestorId == TenantId && c.DescendantId == e.UnionId && c.DescendantId >= e.UnionId && (c.ValidTo == null || c.Closes))));

    private void CheckTenant()
    {
        foreach (var entry in ChangeTracker.Entries<IOwnedByUnion>())
            if (entry.State is EntityState.Added or EntityState.Modified or EntityState.Deleted && entry.Entity is not IShared && entry.Entity.UnionId != TenantId)
                throw Foreign(entry.Entity.GetType());
    }

    private void CheckGrowth()
    {
        foreach (var entry in ChangeTracker.Entries<IOnlyGrows>())
            if (entry.State is EntityState.Modified or EntityState.Deleted) throw new InvalidOperationException($"A {entry.Entity.GetType().Name} is added and never changed or removed.");
    }

    private IEnumerable<StaleMark> Marks()
    {
        var stale = new HashSet<(long, int, string)>();
        foreach (var entry in ChangeTracker.Entries<ICountsInMonth>())
        {
            if (entry.State is not (EntityState.Added or EntityState.Modified or EntityState.Deleted)) continue;
            foreach (var source in SourcesOf(entry.Entity.GetType()))
            {
                stale.Add((entry.Entity.UnionId, entry.Entity.Month, source));
                if (entry.State != EntityState.Added) stale.Add((entry.Entity.UnionId, entry.Property(nameof(ICountsInMonth.Month)).OriginalValue is int before ? before : 0, source));
            }
        }
        foreach (var (union, month, source) in stale) yield return NewMark(union, month, source);
    }

    private StaleMark NewMark(long union, int period, string source) => new() { Id = Ids.Next(), UnionId = union, Period = period, Source = source };

    private static IReadOnlyList<string> SourcesOf(Type type) => type.GetCustomAttribute<CountsForAttribute>()?.Sources
        ?? (typeof(ICountsInMonth).IsAssignableFrom(type) ? throw new InvalidOperationException($"{type.Name} counts in a month: say for which sources, [CountsFor].") : []);

    private InvalidOperationException Foreign(Type type) => new($"A {type.Name} of another union than {TenantId} was about to be written.");
}

/// <summary>The one way past the tenant filter.</summary>
public static class Crossing
{
    /// <summary>
    /// Reads every union's rows. Only where tenants are crossed by design: measuring and rolling up, the claims table, and a logged grant to the
    /// level that decides.
    /// </summary>
    public static IQueryable<T> AcrossUnions<T>(this IQueryable<T> rows) where T : class, IOwnedByUnion => rows.IgnoreQueryFilters([FederationDbContext.TenantFilter]);
}

/// <summary>The Framework's few tables, in schema <c>federation</c>, which every context maps.</summary>
public static class SharedTables
{
    public const string Schema = "federation";

    /// <summary>The scope of a measuring session, so that sources can join with it; never migrated.</summary>
    internal static void MapScopes(ModelBuilder model, Dialect dialect)
    {
        var (schema, prefix) = dialect.TemporaryPlace;
        // Given with each query, as a parameter or as a projection.
        model.Entity<ScopedMonth>().HasNoKey().ToView(null);
        model.Entity<ScopedUnion>().HasNoKey().ToTable(prefix + ScopedUnions, schema);
    }

    public const string ScopedUnions = "scope_unions";

    internal static void Map(ModelBuilder model, Dialect dialect)
    {
        model.Entity<TreeClosure>(e =>
        {
            e.ToTable("tree_closure", Schema);
            e.HasKey(c => new { c.DescendantId, c.AncestorId, c.ValidFrom });
            e.HasIndex(c => new { c.AncestorId, c.Depth, c.DescendantId });
        });
        model.Entity<CalendarPeriod>(e =>
        {
            e.ToTable("calendar", Schema);
            e.HasKey(c => c.Code);
            e.Property(c => c.Code).ValueGeneratedNever();
        });
        model.Entity<StaleMark>(e =>
        {
            e.ToTable("stale_marks", Schema);
            e.Property(m => m.Id).ValueGeneratedNever();
            e.Property(m => m.Source).HasMaxLength(60).IsUnicode(false);
            e.Property(m => m.CreatedAt).SetByClockOf(dialect);
        });
        model.Entity<Claim>(e =>
        {
            e.ToTable("claims", Schema);
            e.HasKey(c => new { c.Rule, c.Within, c.Hash });
            e.Property(c => c.Rule).HasMaxLength(Claim.LongestRule).IsUnicode(false);
            e.Property(c => c.Hash).HasMaxLength(Secrets.HashBytes).IsFixedLength();
            e.HasIndex(c => new { c.Rule, c.HolderId });
        });
        model.Entity<IdempotentAnswer>(e =>
        {
            e.ToTable("idempotent_answers", Schema);
            e.HasKey(a => new { a.PersonId, a.Key });
            e.Property(a => a.Key).HasMaxLength(100);
            e.Property(a => a.Request).HasMaxLength(64).IsUnicode(false);
            e.Property(a => a.CreatedAt).SetByClockOf(dialect);
        });
        model.Entity<AuditEntry>(e =>
        {
            // The migration that adds the triggers lets nothing be changed or removed.
            e.ToTable("audit_entries", Schema, t => t.HasTrigger("audit_entries_only_grow"));
            e.Property(a => a.Id).ValueGeneratedNever();
            e.Property(a => a.Action).HasMaxLength(AuditEntry.LongestAction).IsUnicode(false);
            e.Property(a => a.Subject).HasMaxLength(AuditEntry.LongestSubject);
            e.HasIndex(a => new { a.UnionId, a.Id });
            e.HasIndex(a => new { a.PersonId, a.Id });
        });
        model.Entity<AuditSeal>(e =>
        {
            e.ToTable("audit_seals", Schema, t => t.HasTrigger("audit_seals_only_grow"));
            e.HasKey(s => s.Sequence);
            e.Property(s => s.Sequence).ValueGeneratedNever();
            e.Property(s => s.Hash).HasMaxLength(32);
            e.HasIndex(s => s.EntryId).IsUnique();
        });
        model.Entity<FormKey>(e =>
        {
            e.ToTable("form_keys", Schema);
            e.Property(k => k.Id).ValueGeneratedNever();
            e.Property(k => k.Name).HasMaxLength(200);
        });
        model.Entity<ImportRecord>(e =>
        {
            // Called so since only CSV came in.
            e.ToTable("csv_imports", Schema);
            e.Property(i => i.Id).ValueGeneratedNever();
            e.Property(i => i.Kind).HasMaxLength(40).IsUnicode(false);
            e.Property(i => i.Fingerprint).HasMaxLength(64).IsUnicode(false);
            e.HasIndex(i => new { i.UnionId, i.Kind, i.Fingerprint }).IsUnique();
        });
        model.Entity<ImportDraft>(e =>
        {
            e.ToTable("import_drafts", Schema);
            e.Property(d => d.Id).ValueGeneratedNever();
            e.Property(d => d.Kind).HasMaxLength(40).IsUnicode(false);
            e.Property(d => d.Fingerprint).HasMaxLength(64).IsUnicode(false);
            e.Property(d => d.FileName).HasMaxLength(ImportDraft.LongestName);
            e.HasIndex(d => new { d.UnionId, d.At });
            e.HasMany<ImportDraftPart>().WithOne().HasForeignKey(p => p.DraftId).OnDelete(DeleteBehavior.Cascade);
        });
        model.Entity<ImportDraftPart>(e =>
        {
            e.ToTable("import_draft_parts", Schema);
            e.HasKey(p => new { p.DraftId, p.Number });
        });
        LedgerTables.Map(model, dialect);
        model.HasSequence<int>("host_numbers", Schema).StartsAt(1).HasMin(1).HasMax(65_535).IsCyclic();
    }

    /// <summary>
    /// The instant of the insert by the database's clock. Not read back: to read it for several rows EF would say MERGE on SQL Server.
    /// </summary>
    internal static void SetByClockOf(this PropertyBuilder<DateTimeOffset> property, Dialect dialect) =>
        property.HasDefaultValueSql(dialect.Now).ValueGeneratedNever().Metadata.SetBeforeSaveBehavior(PropertySaveBehavior.Ignore);
}
