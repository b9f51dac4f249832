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
using Federation.Framework.Records;
using Federation.Framework.Search;
using Federation.Framework.Security;
using Federation.Framework.Steps;
using Federation.Framework.Tenancy;
using Federation.Kernel;
using Federation.Kernel.Figures;
using Federation.Kernel.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Federation.Framework.Databases;

/// <summary>What every module's context is made with; one instance per unit of work.</summary>
public sealed class ContextServices(DatabaseSession session, Caller caller, Ids ids, WorkSignal workSignal, Questions questions, TimeProvider time)
{
    public DatabaseSession Session { get; } = session;
    public Caller Caller { get; } = caller;
    public Ids Ids { get; } = ids;
    internal WorkSignal WorkSignal { get; } = workSignal;
    internal Questions Questions { get; } = questions;
    internal TimeProvider Time { get; } = time;
    internal DateOnly Today => Time.Today();
}

/// <summary>
/// Base of every module's context: its own entities beside the shared tables, the tenant filter on reads, the tenant check on writes, stale marks
/// with every saved record, and its entry in the log.
/// </summary>
public abstract class FederationDbContext(ContextServices services) : DbContext
{
    /// <summary>Name of the tenant filter; lifted only by <see cref="Crossing.AcrossUnions{T}"/>.</summary>
    internal const string TenantFilter = "tenant";

    /// <summary>Unions that are looked up in one statement.</summary>
    private const int UnionsAtOnce = 500;

    private bool joined;

    public DbSet<TreeClosure> Tree => Set<TreeClosure>();
    public DbSet<CalendarPeriod> Calendar => Set<CalendarPeriod>();
    public DbSet<StaleMark> StaleMarks => Set<StaleMark>();
    public DbSet<ClosedPeriod> ClosedPeriods => Set<ClosedPeriod>();
    public DbSet<Claim> Claims => Set<Claim>();
    public DbSet<AuditEntry> AuditEntries => Set<AuditEntry>();
    public DbSet<AuditSeal> AuditSeals => Set<AuditSeal>();
    public DbSet<Spelling> Spellings => Set<Spelling>();

    public Ids Ids => services.Ids;

    /// <summary>The union whose rows this context reads and writes; 0 where the caller has entered none, which matches no row.</summary>
    public long TenantId => services.Caller.Union?.Id ?? 0;

    /// <summary>What is asked before something strange is written.</summary>
    public Questions Questions => services.Questions;

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

    /// <summary>Defaults of a module's columns: decimals with two places, texts with the maximum length of a field, enums as smallint.</summary>
    protected static void MapDefaults(ModelBuilder model, string schema)
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
                property.SetMaxLength(InputReader.DefaultMaxLength);
            }
            else if (type.IsEnum)
            {
                property.SetProviderClrType(typeof(short));
            }
        }
    }

    protected sealed override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) => SealedText.Configure(configurationBuilder);

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
        CheckDays();
        var marks = Marks().ToList();
        StaleMarks.AddRange(marks);
        await RefuseClosedAsync(ChangeTracker.Entries<StaleMark>().Where(e => e.State == EntityState.Added).Select(e => e.Entity), cancellationToken);
        await SpellAsync(cancellationToken);
        AuditEntries.AddRange(AuditTrail.Of(ChangeTracker, Ids, services.Time, services.Caller).ToList());
        if (marks.Count > 0) services.Session.AfterCommit(services.WorkSignal.Set);
        var count = await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
        services.Session.Saved();
        return count;
    }

    /// <summary>Marks a month stale for a change that no saved record shows: a campaign's state, a typed figure, the tree.</summary>
    public void Mark(long union, int period, string source)
    {
        StaleMarks.Add(NewMark(union, period, source));
        services.Session.AfterCommit(services.WorkSignal.Set);
    }

    /// <summary>
    /// Writes many new rows at bulk speed, with the tenant check and the stale marks that saving them one by one would have made.
    /// </summary>
    public Task<long> BulkInsertAsync<T>(IEnumerable<T> rows, CancellationToken cancellation) where T : class
    {
        Join();
        // What rests on a closed period is known when the rows have been read: they are written by then, and must go again.
        return services.Session.InTransactionAsync(() => InsertAsync(rows, cancellation), cancellation);
    }

    private async Task<long> InsertAsync<T>(IEnumerable<T> rows, CancellationToken cancellation) where T : class
    {
        var table = new BulkTable(Model.FindEntityType(typeof(T)) ?? throw new InvalidOperationException($"{typeof(T).Name} is not mapped in {GetType().Name}."));
        var months = new HashSet<(long Union, int Month, string Source)>();
        var marked = new HashSet<(long Union, int Period, string Source)>();
        var spelled = new HashSet<(long Subject, string Initials)>();
        IEnumerable<object> Checked()
        {
            foreach (var row in rows)
            {
                if (row is IOwnedByUnion owned && owned is not IShared && owned.UnionId != TenantId) throw Foreign(typeof(T));
                if (row is IHasDays dated) CheckDays(dated);
                if (row is ICountsInMonth counted)
                    foreach (var source in SourcesOf(counted)) months.Add((counted.UnionId, counted.Month, source));
                if (row is StaleMark mark) marked.Add((mark.UnionId, mark.Period, mark.Source));
                if (row is INamed named) spelled.UnionWith(Spelling.Of(named));
                yield return row;
            }
        }
        var count = await services.Session.Dialect.WriteAsync(services.Session, table, Checked(), cancellation);
        marked.UnionWith(months);
        await RefuseClosedAsync(marked, cancellation);
        if (months.Count > 0)
        {
            // There may be as many marks as rows, so marks are written in bulk as well.
            var marks = months.Select(m => NewMark(m.Union, m.Month, m.Source));
            await services.Session.Dialect.WriteAsync(services.Session, new BulkTable(Model.FindEntityType(typeof(StaleMark))!), marks, cancellation);
            services.Session.AfterCommit(services.WorkSignal.Set);
        }
        await WriteSpellingsAsync(spelled, cancellation);
        if (count > 0 && AuditTrail.Logs(typeof(T)) && Model.FindEntityType(typeof(T)) is { } type && AuditTrail.RecordOf(type) is null)
            AuditEntries.Add(AuditEntry.Of(Ids, services.Time, services.Caller, AuditTrail.Create, AuditTrail.Many(AuditTrail.KindOf(type), count)));
        await SaveChangesAsync(cancellation);
        return count;
    }

    /// <summary>
    /// Gives rows of the entered union to the one that takes over what stands at it; what counts in months is marked for both. The caller locks what others may
    /// write meanwhile.
    /// </summary>
    public async Task<int> HandOverAsync<T>(IQueryable<T> rows, long into, CancellationToken cancellation) where T : class, IOwnedByUnion
    {
        Join();
        var own = rows.Where(r => r.UnionId == TenantId).IgnoreAutoIncludes();
        if (typeof(ICountsInMonth).IsAssignableFrom(typeof(T)))
        {
            foreach (var month in await own.Select(r => EF.Property<int>(r, nameof(ICountsInMonth.Month))).Distinct().ToListAsync(cancellation))
                foreach (var source in SourcesOf(typeof(T)))
                    foreach (var union in new[] { TenantId, into }) Mark(union, month, source);
        }
        return await own.ExecuteUpdateAsync(u => u.SetProperty(r => EF.Property<long>(r, nameof(IOwnedByUnion.UnionId)), into), cancellation);
    }

    /// <summary>Updates a table's statistics after very many new rows, where the database does not do so before the next statement.</summary>
    public async Task AnalyzeAsync<T>(CancellationToken cancellation) where T : class
    {
        Join();
        var dialect = services.Session.Dialect;
        if (dialect.Analyze(new BulkTable(Model.FindEntityType(typeof(T))!).QualifiedName(dialect)) is { } analyze) await services.Session.ExecuteAsync(analyze, cancellation);
    }

    /// <summary>
    /// Locks rows of the entered union until the transaction ends, even if the filter lets more rows be read. Returns their number. An update that changes
    /// nothing locks rows on both databases.
    /// </summary>
    protected Task<int> LockOwnAsync<T, TValue>(IQueryable<T> rows, Expression<Func<T, TValue>> property, CancellationToken cancellation) where T : class, IOwnedByUnion =>
        rows.Where(r => r.UnionId == TenantId).ExecuteUpdateAsync(u => u.SetProperty(property, property), cancellation);

    /// <summary>
    /// Takes a named lock until the transaction ends, instead of locking very many rows. Code that locks one row of what the name stands for takes the named lock
    /// shared first. Outside a transaction, when a table is only previewed, nothing is locked.
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
        // A save that fails ends the whole transaction: savepoints would cost two statements with each save and are never returned to.
        Database.AutoSavepointsEnabled = false;
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

    // A closed union stays readable from above, under its last parent. The second comparison of the ids is redundant, but without it PostgreSQL builds a hash
    // table of all unions of a province before it reads the fifty rows of a page. With it, PostgreSQL looks up the union of each row.
    private void FilterSubtree<T>(ModelBuilder model) where T : class, ISubtreeReadable =>
        model.Entity<T>().HasQueryFilter(TenantFilter, (Expression<Func<T, bool>>)(e => e.UnionId == TenantId
            || Tree.Any(c => c.AncestorId == TenantId && c.DescendantId == e.UnionId && c.DescendantId >= e.UnionId && (c.ValidTo == null || c.Closes))));

    /// <summary>Spells every name that the entered union may read, of the module's kinds of one ownership.</summary>
    internal async Task SpellAllAsync<TOwnership>(CancellationToken cancellation)
    {
        Join();
        var spelled = new HashSet<(long Subject, string Initials)>();
        foreach (var type in Model.GetEntityTypes().Where(t => typeof(INamed).IsAssignableFrom(t.ClrType) && typeof(TOwnership).IsAssignableFrom(t.ClrType)).Select(t => t.ClrType).ToList())
        {
            var names = (Task<List<INamed>>)typeof(FederationDbContext).GetMethod(nameof(NamedAsync), BindingFlags.NonPublic | BindingFlags.Instance)!
                .MakeGenericMethod(type).Invoke(this, [cancellation])!;
            foreach (var named in await names) spelled.UnionWith(Spelling.Of(named));
        }
        await WriteSpellingsAsync(spelled, cancellation);
    }

    private async Task<List<INamed>> NamedAsync<T>(CancellationToken cancellation) where T : class, INamed =>
        [.. await Set<T>().AsNoTracking().IgnoreAutoIncludes().ToListAsync(cancellation)];

    private async Task WriteSpellingsAsync(IReadOnlyCollection<(long Subject, string Initials)> spelled, CancellationToken cancellation)
    {
        if (spelled.Count == 0) return;
        var rows = spelled.Select(s => new Spelling { SubjectId = s.Subject, Initials = s.Initials });
        await services.Session.Dialect.WriteAsync(services.Session, new BulkTable(Model.FindEntityType(typeof(Spelling))!), rows, cancellation);
    }

    /// <summary>Adds the first letters of new names; those of what is removed go with it.</summary>
    private async Task SpellAsync(CancellationToken cancellation)
    {
        var named = ChangeTracker.Entries<INamed>().Where(e => e.State is EntityState.Added or EntityState.Modified or EntityState.Deleted).ToList();
        if (named.Count == 0) return;
        var subjects = named.Select(e => e.Entity.NamedId).Distinct().ToList();
        var removed = named.Where(e => e.State == EntityState.Deleted).Select(e => e.Entity.NamedId).ToHashSet();
        var kept = await Spellings.Where(s => subjects.Contains(s.SubjectId)).ToListAsync(cancellation);
        Spellings.RemoveRange(kept.Where(s => removed.Contains(s.SubjectId)));
        var wanted = named.Where(e => e.State != EntityState.Deleted).SelectMany(e => Spelling.Of(e.Entity));
        foreach (var (subject, initials) in wanted.Except(kept.Select(s => (s.SubjectId, s.Initials))))
            Spellings.Add(new Spelling { SubjectId = subject, Initials = initials });
    }

    private void CheckTenant()
    {
        foreach (var entry in ChangeTracker.Entries<IOwnedByUnion>())
            if (entry.State is EntityState.Added or EntityState.Modified or EntityState.Deleted && entry.Entity is not IShared && entry.Entity.UnionId != TenantId)
                throw Foreign(entry.Entity.GetType());
    }

    /// <summary>Throws where the union was not there on a day that a record says, or where what has happened is still to come; what is strange is asked.</summary>
    public void CheckDays(IHasDays record)
    {
        if (services.Caller.Union is not { } union || record is not IOwnedByUnion owned || owned.UnionId != union.Id) return;
        foreach (var day in record.Days) day.Check(union.Life, services.Today, services.Questions);
    }

    /// <summary>The same of a record that is tracked, where one of its days is another than before.</summary>
    internal void CheckChangedDays(object record)
    {
        if (record is IHasDays dated && SaysOtherDays(Entry(dated))) CheckDays(dated);
    }

    private void CheckDays()
    {
        foreach (var entry in ChangeTracker.Entries<IHasDays>())
            if (entry.State == EntityState.Added || SaysOtherDays(entry)) CheckDays(entry.Entity);
    }

    /// <summary>A record that stood before the rule, or before its union was closed, may change in everything but its days.</summary>
    private static bool SaysOtherDays(EntityEntry<IHasDays> entry)
    {
        if (entry.State != EntityState.Modified) return false;
        var said = entry.Properties.Where(p => p.IsModified).Select(p => p.CurrentValue).OfType<DateOnly>().ToList();
        return said.Count > 0 && entry.Entity.Days.Any(day => said.Exists(s => s >= day.First && s <= day.Last));
    }

    private Task RefuseClosedAsync(IEnumerable<StaleMark> marks, CancellationToken cancellation) =>
        RefuseClosedAsync(marks.Select(m => (m.UnionId, m.Period, m.Source)).ToHashSet(), cancellation);

    /// <summary>
    /// Refuses what a closed period rests on. Whatever changes a figure marks it, be it a record, a typed value or a change of the tree, so the marks are the one
    /// place that sees all of it. Within a transaction nobody closes a period between this and the commit.
    /// </summary>
    private async Task RefuseClosedAsync(HashSet<(long Union, int Period, string Source)> marks, CancellationToken cancellation)
    {
        if (marks.Count == 0) return;
        await LockAsync(ClosedPeriod.LockName, shared: true, cancellation);
        foreach (var some in marks.GroupBy(m => m.Union).Chunk(UnionsAtOnce))
        {
            var unions = some.Select(m => m.Key).ToList();
            // Also where a union stood before, or stands no more: its figures go up there (docs/adr/0014).
            var closed = await (
                from period in ClosedPeriods.AsNoTracking()
                from place in Tree
                where place.AncestorId == period.UnionId && unions.Contains(place.DescendantId)
                select new { Period = period, Union = place.DescendantId }).ToListAsync(cancellation);
            if (closed.Count == 0) continue;
            var of = closed.ToLookup(c => c.Union, c => c.Period);
            foreach (var mark in some.SelectMany(m => m))
                if (of[mark.Union].FirstOrDefault(p => p.RestsOn(mark.Period, mark.Source)) is { } period)
                    throw new RuleViolation("period-closed", Period.FromCode(period.Period).ToString(), BusinessDay.Of(period.ClosedAt));
        }
    }

    /// <summary>Keeps every period as it is, open or closed, until the transaction ends.</summary>
    public Task KeepPeriodsAsync(CancellationToken cancellation) => LockAsync(ClosedPeriod.LockName, shared: true, cancellation);

    /// <summary>Whether a period is closed for a union.</summary>
    public Task<bool> IsClosedAsync(long union, int period, CancellationToken cancellation) =>
        ClosedPeriods.AnyAsync(p => p.Period == period && Tree.Any(c => c.AncestorId == p.UnionId && c.DescendantId == union), cancellation);

    /// <summary>Closes a period for a union and all below it. Waits for running writers; later writes are refused.</summary>
    public async Task CloseAsync(long union, Period period, CancellationToken cancellation)
    {
        await LockAsync(ClosedPeriod.LockName, shared: false, cancellation);
        if (await ClosedPeriods.AnyAsync(p => p.UnionId == union && p.Period == period.Code, cancellation)) throw new RuleViolation("period-closed-already", period.ToString());
        Add(new ClosedPeriod { UnionId = union, Period = period.Code, FirstDay = period.First, LastDay = period.Last, ClosedAt = services.Time.GetUtcNow() });
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
            foreach (var source in SourcesOf(entry.Entity))
            {
                stale.Add((entry.Entity.UnionId, entry.Entity.Month, source));
                if (entry.State != EntityState.Added) stale.Add((entry.Entity.UnionId, entry.Property(nameof(ICountsInMonth.Month)).OriginalValue is int before ? before : 0, source));
            }
        }
        foreach (var (union, month, source) in stale) yield return NewMark(union, month, source);
    }

    private StaleMark NewMark(long union, int period, string source) => new() { Id = Ids.Next(), UnionId = union, Period = period, Source = source };

    private static IReadOnlyList<string> SourcesOf(ICountsInMonth record) => record is ICountsForSources own ? own.Sources : SourcesOf(record.GetType());

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
            e.Property(m => m.CreatedAt).UseDatabaseClock(dialect);
        });
        model.Entity<ClosedPeriod>(e =>
        {
            // The migration that adds the triggers lets nothing be changed or removed.
            e.ToTable("closed_periods", Schema, t => t.HasTrigger("closed_periods_only_grow"));
            e.HasKey(p => new { p.UnionId, p.Period });
        });
        model.Entity<Claim>(e =>
        {
            e.ToTable("claims", Schema);
            e.HasKey(c => new { c.Rule, c.Within, c.Hash });
            e.Property(c => c.Rule).HasMaxLength(Claim.MaxRuleLength).IsUnicode(false);
            e.Property(c => c.Hash).HasMaxLength(Secrets.HashBytes).IsFixedLength();
            e.HasIndex(c => new { c.Rule, c.HolderId });
        });
        model.Entity<Spelling>(e =>
        {
            e.ToTable("spellings", Schema);
            e.HasKey(s => new { s.SubjectId, s.Initials });
            e.Property(s => s.Initials).HasMaxLength(Spelling.MaxLength).IsUnicode(false);
        });
        model.Entity<IdempotentAnswer>(e =>
        {
            e.ToTable("idempotent_answers", Schema);
            e.HasKey(a => new { a.PersonId, a.Key });
            e.Property(a => a.Key).HasMaxLength(100);
            e.Property(a => a.Request).HasMaxLength(64).IsUnicode(false);
            e.Property(a => a.CreatedAt).UseDatabaseClock(dialect);
        });
        model.Entity<AuditEntry>(e =>
        {
            // The migration that adds the triggers lets nothing be changed or removed.
            e.ToTable("audit_entries", Schema, t => t.HasTrigger("audit_entries_only_grow"));
            e.Property(a => a.Id).ValueGeneratedNever();
            e.Property(a => a.Action).HasMaxLength(AuditEntry.MaxActionLength).IsUnicode(false);
            e.Property(a => a.Subject).HasMaxLength(AuditEntry.MaxSubjectLength);
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
            // The name is from a time when only CSV could be imported.
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
            e.Property(d => d.FileName).HasMaxLength(ImportDraft.MaxNameLength);
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
    /// The instant of the insert by the database's clock. It is not read back, because EF would use MERGE on SQL Server to do so for several rows.
    /// </summary>
    internal static void UseDatabaseClock(this PropertyBuilder<DateTimeOffset> property, Dialect dialect) =>
        property.HasDefaultValueSql(dialect.Now).ValueGeneratedNever().Metadata.SetBeforeSaveBehavior(PropertySaveBehavior.Ignore);
}
