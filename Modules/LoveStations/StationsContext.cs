using Federation.Framework.Databases;
using Federation.Framework.Input;
using Federation.Framework.Records;
using Federation.Kernel;
using Federation.LoveStations.Demonstrations;
using Federation.LoveStations.Inspections;
using Federation.LoveStations.Kit;
using Federation.LoveStations.Lifecycle;
using Federation.LoveStations.Photographs;
using Federation.LoveStations.Published;
using Federation.LoveStations.Records;
using Federation.LoveStations.Served;
using Federation.LoveStations.Inputs;
using Federation.LoveStations.Sites;
using Federation.LoveStations.Subsidies;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Federation.LoveStations;

internal sealed class StationsContext(ContextServices services) : FederationDbContext(services)
{
    public const string Schema = "stations";

    public DbSet<ServiceSite> Sites => Set<ServiceSite>();
    public DbSet<StateSpan> States => Set<StateSpan>();
    public DbSet<FacilitySpan> Facilities => Set<FacilitySpan>();
    public DbSet<Demonstration> Demonstrations => Set<Demonstration>();
    public DbSet<KitList> KitLists => Set<KitList>();
    public DbSet<KitItem> KitItems => Set<KitItem>();
    public DbSet<ServedCount> Served => Set<ServedCount>();
    public DbSet<SiteInspection> Inspections => Set<SiteInspection>();
    public DbSet<Subsidy> Subsidies => Set<Subsidy>();
    public DbSet<SubsidyPayment> Payments => Set<SubsidyPayment>();
    public DbSet<Photograph> Photographs => Set<Photograph>();
    public DbSet<PublishedSite> Published => Set<PublishedSite>();
    public DbSet<PublishedHours> PublishedHours => Set<PublishedHours>();

    /// <summary>
    /// A site of the caller's own union with all that changes, locked until the transaction ends: what a record at it is checked against, or a state against its records, holds until it is written.
    /// The tenant filter alone would let those of unions below pass.
    /// </summary>
    public async Task<ServiceSite> OwnSiteAsync(long id, CancellationToken cancellation)
    {
        if (await LockOwnAsync(Sites.Where(s => s.Id == id), s => s.Version, cancellation) == 0) throw new NotFound("site");
        return await Sites.InFull().SingleAsync(s => s.Id == id, cancellation);
    }

    /// <summary>The same, to be changed by somebody who has read the version that is named.</summary>
    public async Task<ServiceSite> OwnSiteAsync(long id, int version, CancellationToken cancellation)
    {
        var site = await OwnSiteAsync(id, cancellation);
        return site.Version == version ? site : throw new StaleRecord(missingCondition: false);
    }

    /// <summary>
    /// The ids of the union's sites, by their codes in any case, for a table that locks those that its rows name. Two tables of one union wait for each other here: each would else
    /// hold sites that the other comes to later.
    /// </summary>
    public async Task<IReadOnlyDictionary<string, long>> OpenSitesAsync(CancellationToken cancellation)
    {
        var own = Sites.Where(s => s.UnionId == TenantId);
        long? first;
        do first = await own.MinAsync(s => (long?)s.Id, cancellation);
        while (first is { } gate && await LockOwnAsync(Sites.Where(s => s.Id == gate), s => s.Version, cancellation) == 0);
        var ids = new Dictionary<string, long>(StringComparer.OrdinalIgnoreCase);
        foreach (var site in await own.OrderBy(s => s.Id).Select(s => new { s.Id, s.Code }).ToListAsync(cancellation)) ids.TryAdd(site.Code, site.Id);
        return ids;
    }

    /// <summary>Locks sites of the union until the transaction ends: what a row was checked against holds until it is written.</summary>
    public Task LockSitesAsync(IReadOnlyCollection<long> ids, CancellationToken cancellation) => LockOwnAsync(Sites.Where(s => ids.Contains(s.Id)), s => s.Version, cancellation);

    /// <summary>
    /// Saves a change of a site: what everybody may know of it is written beside it, and every month that it changes is marked. A change goes on to the month of
    /// today, for what a site is lasts until it changes again.
    /// </summary>
    public async Task SaveSiteAsync(ServiceSite site, DateOnly? changedFrom, DateOnly today, CancellationToken cancellation)
    {
        if (changedFrom is { } from) MarkFrom(site.UnionId, from, today);
        Publish(site, await Published.Include(p => p.Hours).SingleOrDefaultAsync(p => p.Id == site.Id, cancellation));
        await SaveChangesAsync(cancellation);
    }

    /// <summary>Writes beside a site what everybody may know of it, or takes it away where it serves no more.</summary>
    /// <param name="published">What stands there now.</param>
    public void Publish(ServiceSite site, PublishedSite? published)
    {
        if (site.State == SiteState.InService && Entry(site).State != EntityState.Deleted)
        {
            if (published is null) Add(PublishedSite.Of(site));
            else published.Show(site);
        }
        else if (published is not null)
        {
            Remove(published);
        }
    }

    /// <summary>Marks all that sites of a union count in, from a day's month to today's.</summary>
    public void MarkFrom(long union, DateOnly from, DateOnly today)
    {
        for (var (month, now) = (Period.MonthOf(from), Period.MonthOf(today)); month.Code <= now.Code; month = month.Next()!.Value)
        {
            Mark(union, month.Code, Sources.Sites);
            Mark(union, month.Code, Sources.Demonstrations);
        }
    }

    internal static void Map(ModelBuilder model)
    {
        model.Entity<ServiceSite>(e =>
        {
            e.ToTable("sites", Schema);
            e.Property(s => s.Id).ValueGeneratedNever();
            e.HasKey(s => s.Id).IsClustered(false);
            e.HasIndex(s => new { s.UnionId, s.Id }).IsClustered();
            e.HasIndex(s => new { s.UnionId, s.Code }).IsUnique();
            // A province's list of one kind passes by none of the others.
            e.HasIndex(s => new { s.Kind, s.Id });
            e.Property(s => s.Version).IsConcurrencyToken();
            e.Property(s => s.Code).HasMaxLength(40);
            e.Property(s => s.Phone).HasMaxLength(40);
            e.Property(s => s.Note).HasMaxLength(1000);
            e.Property(s => s.Latitude).HasPrecision(9, 6);
            e.Property(s => s.Longitude).HasPrecision(9, 6);
            e.HasMany(s => s.Hours).WithOne().HasForeignKey(h => h.SiteId);
            e.HasMany(s => s.States).WithOne().HasForeignKey(h => h.SiteId);
            e.HasMany(s => s.Facilities).WithOne().HasForeignKey(h => h.SiteId);
            e.HasMany(s => s.Demonstrations).WithOne().HasForeignKey(h => h.SiteId);
        });
        model.Entity<OpeningHours>(e =>
        {
            e.ToTable("opening_hours", Schema);
            e.HasKey(h => new { h.SiteId, h.Weekday, h.Opens, h.Closes });
        });
        model.Entity<StateSpan>(e =>
        {
            e.ToTable("states", Schema);
            e.HasKey(s => new { s.SiteId, s.ValidFrom });
            e.Property(s => s.Note).HasMaxLength(500);
            // Measuring reads a union's states as one range.
            e.HasIndex(s => new { s.UnionId, s.ValidFrom });
        });
        model.Entity<FacilitySpan>(e =>
        {
            e.ToTable("facilities", Schema);
            e.HasKey(f => new { f.SiteId, f.Facility, f.ValidFrom });
        });
        model.Entity<Demonstration>(e =>
        {
            e.ToTable("demonstrations", Schema);
            e.HasKey(d => new { d.SiteId, d.ValidFrom });
            e.Property(d => d.Reason).HasMaxLength(500);
            e.HasIndex(d => new { d.UnionId, d.ValidFrom });
        });
        model.Entity<KitList>(e =>
        {
            e.ToTable("kit_lists", Schema);
            e.Property(k => k.Id).ValueGeneratedNever();
            e.Property(k => k.Version).IsConcurrencyToken();
            e.HasIndex(k => new { k.ProvinceId, k.ValidFrom }).IsUnique();
            e.HasMany(k => k.Items).WithOne().HasForeignKey(i => i.ListId);
        });
        model.Entity<KitItem>(e =>
        {
            e.ToTable("kit_items", Schema);
            e.HasKey(i => new { i.ListId, i.Facility });
        });
        var served = Record<ServedCount>(model, "served");
        served.HasIndex(s => new { s.SiteId, s.Date, s.Group, s.WholeMonth }).IsUnique();
        var inspections = Record<SiteInspection>(model, "inspections");
        inspections.Property(i => i.Note).HasMaxLength(1000);
        inspections.HasMany(i => i.Findings).WithOne().HasForeignKey(f => f.InspectionId);
        inspections.Navigation(i => i.Findings).AutoInclude();
        model.Entity<Finding>(e =>
        {
            e.ToTable("findings", Schema);
            e.Property(f => f.Id).ValueGeneratedNever();
            e.Property(f => f.Text).HasMaxLength(500);
            e.Property(f => f.Repair).HasMaxLength(500);
        });
        model.Entity<Subsidy>(e =>
        {
            e.ToTable("subsidies", Schema);
            e.Property(s => s.Id).ValueGeneratedNever();
            e.Property(s => s.Version).IsConcurrencyToken();
            e.HasIndex(s => new { s.UnionId, s.Id });
            e.HasIndex(s => new { s.UnionId, s.SiteId, s.GrantedOn, s.Document }).IsUnique();
            e.HasOne<ServiceSite>().WithMany().HasForeignKey(s => s.SiteId).OnDelete(DeleteBehavior.Restrict);
            e.HasMany(s => s.Payments).WithOne().HasForeignKey(p => p.SubsidyId);
            e.Navigation(s => s.Payments).AutoInclude();
        });
        model.MapRecord<SubsidyPayment>(Schema, "subsidy_payments");
        model.Entity<Photograph>(e =>
        {
            e.ToTable("photographs", Schema);
            e.Property(p => p.Id).ValueGeneratedNever();
            e.Property(p => p.MediaType).HasMaxLength(20).IsUnicode(false);
            e.HasOne<ServiceSite>().WithMany().HasForeignKey(p => p.SiteId).OnDelete(DeleteBehavior.Restrict);
            e.HasIndex(p => new { p.SiteId, p.Id });
        });
        model.Entity<PublishedSite>(e =>
        {
            e.ToTable("published_sites", Schema);
            e.Property(p => p.Id).ValueGeneratedNever();
            e.Property(p => p.Phone).HasMaxLength(40);
            e.HasIndex(p => p.KeeperId);
            // What is near a place lies in a strip of latitudes.
            e.HasIndex(p => new { p.Latitude, p.Longitude });
            e.HasMany(p => p.Hours).WithOne().HasForeignKey(h => h.SiteId);
        });
        model.Entity<PublishedHours>(e =>
        {
            e.ToTable("published_hours", Schema);
            e.HasKey(h => new { h.SiteId, h.Opens, h.Closes });
        });

        MapDefaults(model, Schema);
    }

    protected override void MapEntities(ModelBuilder model) => Map(model);

    private static EntityTypeBuilder<T> Record<T>(ModelBuilder model, string table) where T : SiteRecord
    {
        var e = model.MapRecord<T>(Schema, table);
        e.HasOne<ServiceSite>().WithMany().HasForeignKey(r => r.SiteId).OnDelete(DeleteBehavior.Restrict);
        e.HasIndex(r => new { r.SiteId, r.Id });
        return e;
    }
}

internal static class FullSite
{
    public static IQueryable<ServiceSite> InFull(this IQueryable<ServiceSite> sites) =>
        sites.Include(s => s.Hours).Include(s => s.States).Include(s => s.Facilities).Include(s => s.Demonstrations).AsSplitQuery();
}
