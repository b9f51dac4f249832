using Federation.Framework.Databases;
using Federation.Framework.Input;
using Federation.Framework.Records;
using Federation.Framework.Security;
using Federation.Kernel;
using Federation.Kernel.Tenancy;
using Federation.SeasonalSupport.Campaigns;
using Federation.SeasonalSupport.Deliveries;
using Federation.SeasonalSupport.Funds;
using Federation.SeasonalSupport.Inspections;
using Federation.SeasonalSupport.Records;
using Federation.SeasonalSupport.Scholarships;
using Federation.SeasonalSupport.SpringJobs;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Federation.SeasonalSupport;

internal sealed class SeasonalContext(ContextServices services) : FederationDbContext(services)
{
    public const string Schema = "seasonal";

    public DbSet<Campaign> Campaigns => Set<Campaign>();
    public DbSet<CampaignAccount> Accounts => Set<CampaignAccount>();
    public DbSet<FundsRaised> Funds => Set<FundsRaised>();
    public DbSet<SummerDelivery> SummerDeliveries => Set<SummerDelivery>();
    public DbSet<WinterDelivery> WinterDeliveries => Set<WinterDelivery>();
    public DbSet<DeliveryRecipient> Recipients => Set<DeliveryRecipient>();
    public DbSet<Inspection> Inspections => Set<Inspection>();
    public DbSet<PostsOffered> Posts => Set<PostsOffered>();
    public DbSet<Training> Trainings => Set<Training>();
    public DbSet<Placement> Placements => Set<Placement>();
    public DbSet<ScholarshipGrant> Grants => Set<ScholarshipGrant>();
    public DbSet<ScholarshipPayment> Payments => Set<ScholarshipPayment>();

    /// <summary>
    /// A campaign of the caller's own union, with its account locked until the transaction ends: what is read of it then is still true when it is
    /// written. Whoever writes under a campaign, or changes it, comes this way.
    /// </summary>
    public async Task<Campaign> LockAsync(long campaign, CancellationToken cancellation)
    {
        // The tenant filter alone would let campaigns of unions below pass.
        if (await LockOwnAsync(Accounts.Where(a => a.CampaignId == campaign), a => a.Spent, cancellation) == 0) throw new NotFound("campaign");
        return await Campaigns.Include(c => c.Account).SingleAsync(c => c.Id == campaign, cancellation);
    }

    /// <summary>Marks everything that the campaign's records count in: after a change of its state or its dates.</summary>
    public void MarkAll(Campaign campaign, IEnumerable<int> months)
    {
        foreach (var month in months)
            foreach (var source in SeasonWork.SourcesOf(campaign.Season))
                Mark(campaign.UnionId, month, source);
    }

    internal static void Map(ModelBuilder model)
    {
        model.MapRecord<Campaign>(Schema, "campaigns");
        model.Entity<Campaign>(e =>
        {
            e.Property(c => c.Code).HasMaxLength(40);
            e.HasIndex(c => new { c.UnionId, c.Code }).IsUnique();
            // A province's list of one season passes by none of the others.
            e.HasIndex(c => new { c.Season, c.Id });
            e.HasOne(c => c.Account).WithOne().HasForeignKey<CampaignAccount>(a => a.CampaignId);
            e.HasMany(c => c.BudgetLines).WithOne().HasForeignKey(l => l.CampaignId);
            e.HasMany(c => c.Plan).WithOne().HasForeignKey(t => t.CampaignId);
        });
        model.Entity<CampaignAccount>(e =>
        {
            e.ToTable("campaign_accounts", Schema);
            e.HasKey(a => a.CampaignId);
        });
        model.Entity<BudgetLine>(e =>
        {
            e.ToTable("campaign_budget_lines", Schema);
            e.HasKey(l => new { l.CampaignId, l.Source });
        });
        model.Entity<CampaignTarget>(e =>
        {
            e.ToTable("campaign_targets", Schema);
            e.HasKey(t => new { t.CampaignId, t.Indicator });
            e.Property(t => t.Indicator).HasMaxLength(60).IsUnicode(false);
        });
        Record<FundsRaised>(model, "funds").Property(f => f.Note).HasMaxLength(500);
        Items(Record<SummerDelivery>(model, "summer_deliveries").HasMany(d => d.Items), "summer_delivery_items", model);
        var winter = Record<WinterDelivery>(model, "winter_deliveries");
        Items(winter.HasMany(d => d.Items), "winter_delivery_items", model);
        winter.HasMany(d => d.Recipients).WithOne().HasForeignKey(r => r.DeliveryId);
        var recipients = model.MapRecord<DeliveryRecipient>(Schema, "winter_recipients");
        recipients.Sealed(nameof(DeliveryRecipient.IdentityEncrypted), nameof(DeliveryRecipient.PersonHash));
        recipients.Property(r => r.Name).HasMaxLength(50);
        recipients.HasIndex(r => r.DeliveryId);
        Record<Inspection>(model, "inspections").Property(i => i.Finding).HasMaxLength(2000);
        Record<PostsOffered>(model, "posts_offered");
        Record<Training>(model, "trainings");
        Record<Placement>(model, "placements").Sealed(nameof(Placement.IdentityEncrypted), nameof(Placement.PersonHash));
        var grants = Record<ScholarshipGrant>(model, "scholarship_grants");
        grants.Sealed(nameof(ScholarshipGrant.IdentityEncrypted), nameof(ScholarshipGrant.PersonHash));
        grants.HasMany(g => g.Payments).WithOne().HasForeignKey(p => p.GrantId).OnDelete(DeleteBehavior.Restrict);
        grants.Navigation(g => g.Payments).AutoInclude();
        grants.Ignore(g => g.Paid);
        var payments = Record<ScholarshipPayment>(model, "scholarship_payments");
        payments.Property(p => p.PersonHash).HasMaxLength(Secrets.HashBytes).IsFixedLength();
        payments.HasIndex(p => p.GrantId);

        MapDefaults(model, Schema);
    }

    protected override void MapEntities(ModelBuilder model) => Map(model);

    private static EntityTypeBuilder<T> Record<T>(ModelBuilder model, string table) where T : CampaignRecord
    {
        var e = model.MapRecord<T>(Schema, table);
        e.Ignore(r => r.Booking);
        e.HasOne<Campaign>().WithMany().HasForeignKey(r => r.CampaignId).OnDelete(DeleteBehavior.Restrict);
        e.HasIndex(r => new { r.CampaignId, r.Id });
        return e;
    }

    private static void Items<TDelivery, TItem>(CollectionNavigationBuilder<TDelivery, TItem> items, string table, ModelBuilder model)
        where TDelivery : Delivery<TItem> where TItem : DeliveryItem, new()
    {
        items.WithOne().HasForeignKey(i => i.DeliveryId);
        model.Entity<TDelivery>().Navigation(d => d.Items).AutoInclude();
        model.Entity<TItem>(e =>
        {
            e.ToTable(table, Schema);
            e.HasKey(i => i.Id).IsClustered(false);
            e.Property(i => i.Id).ValueGeneratedNever();
            e.Property(i => i.Unit).HasMaxLength(20);
            e.HasIndex(i => new { i.DeliveryId, i.Id }).IsClustered();
        });
    }
}
