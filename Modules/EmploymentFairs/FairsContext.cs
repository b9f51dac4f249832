using Federation.EmploymentFairs.Employers;
using Federation.EmploymentFairs.Fairs;
using Federation.EmploymentFairs.Hardship;
using Federation.EmploymentFairs.Placements;
using Federation.EmploymentFairs.Posts;
using Federation.EmploymentFairs.Records;
using Federation.EmploymentFairs.Seekers;
using Federation.EmploymentFairs.Visitors;
using Federation.Framework.Databases;
using Federation.Framework.Input;
using Federation.Framework.Records;
using Federation.Framework.Security;
using Federation.Kernel;
using Federation.Kernel.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Federation.EmploymentFairs;

internal sealed class FairsContext(ContextServices services) : FederationDbContext(services)
{
    public const string Schema = "fairs";

    public DbSet<Fair> Fairs => Set<Fair>();
    public DbSet<CoHosting> CoHostings => Set<CoHosting>();
    public DbSet<Stand> Stands => Set<Stand>();
    public DbSet<Post> Posts => Set<Post>();
    public DbSet<VisitorCount> VisitorCounts => Set<VisitorCount>();
    public DbSet<Seeker> Seekers => Set<Seeker>();
    public DbSet<JobApplication> Applications => Set<JobApplication>();
    public DbSet<JobOffer> Offers => Set<JobOffer>();
    public DbSet<Placement> Placements => Set<Placement>();
    public DbSet<FollowUp> FollowUps => Set<FollowUp>();
    public DbSet<HardshipMark> HardshipMarks => Set<HardshipMark>();

    /// <summary>
    /// A fair of the caller's own union, locked until the transaction ends: what is read of it and of its records then is still true when they are written. Whoever
    /// writes under a fair, or changes it, comes this way.
    /// </summary>
    public async Task<Fair> LockAsync(long fair, CancellationToken cancellation)
    {
        // The tenant filter alone would let fairs of unions below pass.
        if (await LockOwnAsync(Fairs.Where(f => f.Id == fair), f => f.Version, cancellation) == 0) throw new NotFound("fair");
        return await Fairs.Include(f => f.CoHosts).SingleAsync(f => f.Id == fair, cancellation);
    }

    /// <summary>Several fairs of the caller's own union, locked as one is, in the order of their ids.</summary>
    public async Task<IReadOnlyList<Fair>> LockAsync(IReadOnlyList<long> fairs, CancellationToken cancellation)
    {
        if (fairs.Count == 0) return [];
        await LockOwnAsync(Fairs.Where(f => fairs.Contains(f.Id)), f => f.Version, cancellation);
        return await Fairs.Include(f => f.CoHosts).Where(f => f.UnionId == TenantId && fairs.Contains(f.Id)).OrderBy(f => f.Id).ToListAsync(cancellation);
    }

    /// <summary>The same, if the fair is still as the caller read it.</summary>
    public async Task<Fair> LockAsync(long fair, int version, CancellationToken cancellation) =>
        await LockAsync(fair, cancellation) is var locked && locked.Version == version ? locked : throw new StaleRecord(missingCondition: false);

    internal static void Map(ModelBuilder model)
    {
        model.MapRecord<Fair>(Schema, "fairs");
        model.Entity<Fair>(e =>
        {
            e.Property(f => f.Link).HasMaxLength(400);
            e.Property(f => f.Note).HasMaxLength(2000);
            Division(e.Property(f => f.Division));
            e.HasMany(f => f.CoHosts).WithOne().HasForeignKey(c => c.FairId);
            // What is coming, or was on in a year, is found by its last day.
            e.HasIndex(f => new { f.Ends, f.Id });
        });
        model.MapRecord<CoHosting>(Schema, "co_hostings").HasIndex(c => new { c.FairId, c.UnionId }).IsUnique();
        var stands = Record<Stand>(model, "stands");
        stands.Property(s => s.EmployerCode).HasMaxLength(18).IsUnicode(false);
        stands.Property(s => s.EmployerHash).HasMaxLength(Secrets.HashBytes).IsFixedLength();
        stands.Property(s => s.Stall).HasMaxLength(20);
        stands.HasIndex(s => new { s.FairId, s.EmployerCode }).IsUnique();
        var posts = Record<Post>(model, "posts");
        posts.Property(p => p.Division).HasMaxLength(6).IsUnicode(false);
        posts.Property(p => p.Requirements).HasMaxLength(1000);
        posts.HasOne(p => p.Stand).WithMany().HasForeignKey(p => p.StandId).OnDelete(DeleteBehavior.Restrict);
        posts.Navigation(p => p.Stand).AutoInclude();
        Record<VisitorCount>(model, "visitor_counts");
        var seekers = Record<Seeker>(model, "seekers");
        seekers.Property(s => s.Name).HasMaxLength(50);
        seekers.Property(s => s.Phone).HasColumnName("phone_encrypted").HasMaxLength(Secrets.EncryptedBytes);
        seekers.Property(s => s.PhoneHash).HasMaxLength(Secrets.HashBytes).IsFixedLength();
        seekers.Property(s => s.IdentityEncrypted).HasMaxLength(Secrets.EncryptedBytes);
        seekers.Property(s => s.PersonHash).HasMaxLength(Secrets.HashBytes).IsFixedLength();
        Division(seekers.Property(s => s.Division));
        seekers.HasIndex(s => new { s.FairId, s.PhoneHash }).IsUnique();
        var applications = Record<JobApplication>(model, "applications");
        applications.HasOne(a => a.Seeker).WithMany().HasForeignKey(a => a.SeekerId).OnDelete(DeleteBehavior.Restrict);
        applications.HasOne(a => a.Post).WithMany().HasForeignKey(a => a.PostId).OnDelete(DeleteBehavior.Restrict);
        applications.Navigation(a => a.Seeker).AutoInclude();
        applications.Navigation(a => a.Post).AutoInclude();
        applications.HasIndex(a => new { a.SeekerId, a.PostId }).IsUnique();
        var offers = Record<JobOffer>(model, "offers");
        offers.HasOne(o => o.Post).WithMany().HasForeignKey(o => o.PostId).OnDelete(DeleteBehavior.Restrict);
        offers.HasOne(o => o.Seeker).WithMany().HasForeignKey(o => o.SeekerId).OnDelete(DeleteBehavior.Restrict);
        offers.Navigation(o => o.Post).AutoInclude();
        offers.Navigation(o => o.Seeker).AutoInclude();
        var placements = Record<Placement>(model, "placements");
        placements.HasOne(p => p.Post).WithMany().HasForeignKey(p => p.PostId).OnDelete(DeleteBehavior.Restrict);
        placements.HasOne(p => p.Seeker).WithMany().HasForeignKey(p => p.SeekerId).OnDelete(DeleteBehavior.Restrict);
        placements.Navigation(p => p.Post).AutoInclude();
        placements.Navigation(p => p.Seeker).AutoInclude();
        var followUps = Record<FollowUp>(model, "follow_ups");
        followUps.HasOne(f => f.Placement).WithMany().HasForeignKey(f => f.PlacementId).OnDelete(DeleteBehavior.Restrict);
        followUps.Navigation(f => f.Placement).AutoInclude();
        followUps.HasIndex(f => new { f.PlacementId, f.After }).IsUnique();
        model.Entity<HardshipMark>(e =>
        {
            e.ToTable("hardship_marks", Schema);
            e.Property(m => m.Id).ValueGeneratedNever();
            e.Property(m => m.PersonHash).HasMaxLength(Secrets.HashBytes).IsFixedLength();
            // Two who end it at once: the second is told.
            e.Property(m => m.Until).IsConcurrencyToken();
            e.HasIndex(m => new { m.PersonHash, m.KeeperId, m.From }).IsUnique();
        });

        MapDefaults(model, Schema);
    }

    protected override void MapEntities(ModelBuilder model) => Map(model);

    private static EntityTypeBuilder<T> Record<T>(ModelBuilder model, string table) where T : FairRecord
    {
        var e = model.MapRecord<T>(Schema, table);
        e.Ignore(r => r.On);
        e.HasOne<Fair>().WithMany().HasForeignKey(r => r.FairId).OnDelete(DeleteBehavior.Restrict);
        e.HasIndex(r => new { r.FairId, r.Id });
        return e;
    }

    private static void Division(PropertyBuilder<string?> property) => property.HasMaxLength(6).IsUnicode(false);
}
