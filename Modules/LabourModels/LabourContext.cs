using Federation.Framework.Calendar;
using Federation.Framework.Claims;
using Federation.Framework.Databases;
using Federation.Framework.Records;
using Federation.Framework.Security;
using Federation.Framework.Steps;
using Federation.Kernel;
using Federation.Kernel.Tenancy;
using Federation.LabourModels.Allowances;
using Federation.LabourModels.Inputs;
using Federation.LabourModels.Files;
using Federation.LabourModels.Honours;
using Federation.LabourModels.Nominations;
using Federation.LabourModels.Studios;
using Federation.LabourModels.Talks;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Federation.LabourModels;

internal sealed class LabourContext(ContextServices services) : FederationDbContext(services)
{
    public const string Schema = "models";
    private const int Fingerprint = 32;
    private const string Holder = "holder_id";
    private const int LongText = 1000;

    public DbSet<Honour> Honours => Set<Honour>();
    public DbSet<Selection> Selections => Set<Selection>();
    public DbSet<Quota> Quotas => Set<Quota>();
    public DbSet<Award> Awards => Set<Award>();
    public DbSet<Nomination> Nominations => Set<Nomination>();
    public DbSet<NominationStep> Steps => Set<NominationStep>();
    public DbSet<NominatedPerson> NominatedPersons => Set<NominatedPerson>();
    public DbSet<OpinionPaper> Papers => Set<OpinionPaper>();
    public DbSet<ModelFile> Files => Set<ModelFile>();
    public DbSet<HardshipSpell> Spells => Set<HardshipSpell>();
    public DbSet<Benefit> Benefits => Set<Benefit>();
    public DbSet<AllowanceRule> Allowances => Set<AllowanceRule>();
    public DbSet<Studio> Studios => Set<Studio>();
    public DbSet<Member> Members => Set<Member>();
    public DbSet<Project> Projects => Set<Project>();
    public DbSet<Result> Results => Set<Result>();
    public DbSet<Patent> Patents => Set<Patent>();
    public DbSet<Method> Methods => Set<Method>();
    public DbSet<Talk> Talks => Set<Talk>();
    public DbSet<OfficialDay> OfficialDays => Set<OfficialDay>();
    public DbSet<OfficialYear> OfficialYears => Set<OfficialYear>();

    private string FilesOfUnion => $"{Schema}.files {Text.Of(TenantId)}";

    /// <summary>Locks a model's file until the transaction ends: what is added up over its payments then is still true when it is written.</summary>
    public async Task LockFileAsync(long file, CancellationToken cancellation)
    {
        await LockAsync(FilesOfUnion, shared: true, cancellation);
        await LockOwnAsync(Files.Where(f => f.Id == file), f => f.Version, cancellation);
    }

    /// <summary>Locks all of the union's files until the transaction ends, for a table: to change each row that it is about costs more than the table.</summary>
    public Task LockFilesAsync(CancellationToken cancellation) => LockAsync(FilesOfUnion, shared: false, cancellation);

    /// <summary>Locks the places of a selection until the transaction ends, whoever hands them out.</summary>
    public Task LockPlacesAsync(long selection, CancellationToken cancellation) =>
        Selections.Where(s => s.Id == selection).ExecuteUpdateAsync(s => s.SetProperty(p => p.Version, p => p.Version), cancellation);

    /// <summary>Takes the one place that a person has on record in the federation, or gives it back where the file has come to its end.</summary>
    public Task ClaimAsync(ModelFile file, CancellationToken cancellation) => this.ClaimAsync(ModelFile.OnRecordOnce, file.Id, file.Until is null ? file.PersonHash : null, cancellation);

    /// <summary>Takes the one place that a person has in a selection, gives it back where the nomination was refused or withdrawn, or takes it for the person who is named now.</summary>
    public async Task ClaimInSelectionAsync(Nomination nomination, CancellationToken cancellation)
    {
        if (nomination.Recipient != Recipient.Person) return;
        var person = NominatedPersons.Local.FirstOrDefault(p => p.NominationId == nomination.Id) ?? await NominatedPersons.SingleAsync(p => p.NominationId == nomination.Id, cancellation);
        await this.ClaimAsync(Nomination.OnceInASelection, nomination.Id, nomination.HoldsPlace ? person.PersonHash : null, cancellation, nomination.SelectionId);
    }

    /// <summary>Whether the entered union has such a studio.</summary>
    public Task<bool> HasStudioAsync(long studio, CancellationToken cancellation) => Studios.AnyAsync(s => s.Id == studio && s.UnionId == TenantId, cancellation);

    /// <summary>Whether anything has come of a studio.</summary>
    public async Task<bool> HasWorkAsync(long studio, CancellationToken cancellation) =>
        await Projects.AnyAsync(w => w.ParentId == studio, cancellation) || await Results.AnyAsync(w => w.ParentId == studio, cancellation)
        || await Patents.AnyAsync(w => w.ParentId == studio, cancellation) || await Methods.AnyAsync(w => w.ParentId == studio, cancellation);

    /// <summary>Whether anything that came of a studio lies outside the days on which it is open.</summary>
    public async Task<bool> WorkOutsideAsync(Studio studio, CancellationToken cancellation)
    {
        var (id, opened, closed) = (studio.Id, studio.Opened, studio.Closed ?? DateOnly.MaxValue);
        return await Projects.AnyAsync(w => w.ParentId == id && (w.Date < opened || w.Date >= closed), cancellation) || await Results.AnyAsync(w => w.ParentId == id && (w.Date < opened || w.Date >= closed), cancellation)
            || await Patents.AnyAsync(w => w.ParentId == id && (w.Date < opened || w.Date >= closed), cancellation) || await Methods.AnyAsync(w => w.ParentId == id && (w.Date < opened || w.Date >= closed), cancellation);
    }

    internal static void Map(ModelBuilder model)
    {
        Kept<Honour>(model, "honours").HasIndex(h => new { h.UnionId, h.Name }).IsUnique();
        Kept<Selection>(model, "selections").HasOne<Honour>().WithMany().HasForeignKey(s => s.HonourId).OnDelete(DeleteBehavior.Restrict);
        var quotas = model.MapPart<Quota, Selection>(Schema, "quotas", Holder);
        quotas.HasIndex(q => new { q.ParentId, q.ForUnionId }).IsUnique();
        quotas.Property(q => q.ForUnion).HasMaxLength(40).IsUnicode(false);
        var awards = Kept<Award>(model, "awards");
        awards.HasOne<Honour>().WithMany().HasForeignKey(a => a.HonourId).OnDelete(DeleteBehavior.Restrict);
        awards.HasIndex(a => a.NominationId).IsUnique();
        awards.HasIndex(a => a.FileId);
        MapNominations(model);
        var files = Kept<ModelFile>(model, "files");
        files.Sealed(nameof(ModelFile.IdentityEncrypted), nameof(ModelFile.PersonHash));
        files.HasIndex(f => new { f.UnionId, f.Since });
        var spells = model.MapPart<HardshipSpell, ModelFile>(Schema, "hardship_spells", Holder);
        spells.HasIndex(s => new { s.UnionId, s.From });
        model.MapPart<Benefit, ModelFile>(Schema, "benefits", Holder);
        Kept<AllowanceRule>(model, "allowance_rules").HasIndex(r => new { r.UnionId, r.Kind, r.ValidFrom });
        Kept<Studio>(model, "studios").HasIndex(s => new { s.UnionId, s.Opened });
        model.MapPart<Member, Studio>(Schema, "studio_members", Holder);
        model.MapPart<Project, Studio>(Schema, "studio_projects", Holder).Property(p => p.Aim).HasMaxLength(LongText);
        model.MapPart<Result, Studio>(Schema, "studio_results", Holder);
        model.MapPart<Patent, Studio>(Schema, "studio_patents", Holder).Property(p => p.Number).HasMaxLength(40);
        model.MapPart<Method, Studio>(Schema, "studio_methods", Holder).Property(m => m.Use).HasMaxLength(LongText);
        Kept<Talk>(model, "talks");
        CalendarTables.Map(model);
        MapDefaults(model, Schema);
    }

    protected override void MapEntities(ModelBuilder model) => Map(model);

    private static void MapNominations(ModelBuilder model)
    {
        model.Entity<Nomination>(e =>
        {
            e.ToTable("nominations", Schema);
            e.Property(n => n.Id).ValueGeneratedNever();
            e.HasKey(n => n.Id).IsClustered(false);
            e.HasIndex(n => new { n.UnionId, n.Month, n.Id }).IsClustered();
            e.HasIndex(n => new { n.SelectionId, n.State });
            // What waits on a level's desk.
            e.HasIndex(n => new { n.AtUnionId, n.State, n.Id });
            e.Property(n => n.Version).IsConcurrencyToken();
            e.Property(n => n.Deeds).HasMaxLength(4000);
            e.HasOne<Selection>().WithMany().HasForeignKey(n => n.SelectionId).OnDelete(DeleteBehavior.Restrict);
            e.HasMany(n => n.Levels).WithOne().HasForeignKey(l => l.NominationId);
            e.HasMany(n => n.Opinions).WithOne().HasForeignKey(o => o.NominationId);
            e.HasMany(n => n.Reviews).WithOne().HasForeignKey(r => r.NominationId);
            e.HasMany(n => n.Notices).WithOne().HasForeignKey(n => n.NominationId);
            e.HasMany(n => n.Objections).WithOne().HasForeignKey(o => o.NominationId);
            e.Ignore(n => n.HasEnded);
            e.Ignore(n => n.HoldsPlace);
        });
        model.Entity<NominationLevel>(e =>
        {
            e.ToTable("nomination_levels", Schema);
            e.HasKey(l => new { l.NominationId, l.Place });
            e.HasIndex(l => new { l.LevelUnionId, l.NominationId });
        });
        Numbered<Opinion>(model, "nomination_opinions").Property(o => o.Words).HasMaxLength(LongText);
        Numbered<Review>(model, "nomination_reviews").Property(r => r.Words).HasMaxLength(LongText);
        Numbered<Notice>(model, "nomination_notices");
        var objections = Numbered<Objection>(model, "nomination_objections");
        objections.Property(o => o.Words).HasMaxLength(2000);
        objections.Property(o => o.Finding).HasMaxLength(2000);
        model.Entity<NominatedPerson>(e =>
        {
            e.ToTable("nominated_persons", Schema);
            e.HasKey(p => p.NominationId);
            e.Property(p => p.NominationId).ValueGeneratedNever();
            e.Sealed(nameof(NominatedPerson.IdentityEncrypted), nameof(NominatedPerson.PersonHash));
            e.HasOne<Nomination>().WithOne().HasForeignKey<NominatedPerson>(p => p.NominationId);
        });
        model.Entity<OpinionPaper>(e =>
        {
            e.ToTable("nomination_papers", Schema);
            e.Property(p => p.Id).ValueGeneratedNever();
            e.Property(p => p.MediaType).HasMaxLength(20).IsUnicode(false);
            e.Property(p => p.Fingerprint).HasMaxLength(Fingerprint).IsFixedLength();
            e.HasOne<Opinion>().WithMany().HasForeignKey(p => new { p.NominationId, p.Opinion }).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<NominationStep>(e =>
        {
            StepHistory.Map<NominationStep, StepKind>(e, "nomination_steps", Schema);
            e.HasKey(s => new { s.NominationId, s.Number });
            e.HasOne<Nomination>().WithMany().HasForeignKey(s => s.NominationId).OnDelete(DeleteBehavior.Restrict);
        });
    }

    private static EntityTypeBuilder<T> Kept<T>(ModelBuilder model, string table) where T : Record
    {
        var e = model.MapRecord<T>(Schema, table);
        e.Property(r => r.ParentId).HasColumnName(Holder);
        e.HasIndex(r => new { r.ParentId, r.Id });
        return e;
    }

    private static EntityTypeBuilder<T> Numbered<T>(ModelBuilder model, string table) where T : class
    {
        const string number = nameof(Notice.Number);
        var e = model.Entity<T>();
        e.ToTable(table, Schema);
        e.HasKey(nameof(Notice.NominationId), number);
        e.Property(number).ValueGeneratedNever();
        return e;
    }
}
