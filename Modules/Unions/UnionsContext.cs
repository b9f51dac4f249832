using Federation.Framework.Databases;
using Federation.Unions.UnionTree;
using Microsoft.EntityFrameworkCore;

namespace Federation.Unions;

internal sealed class UnionsContext(ContextServices services) : FederationDbContext(services)
{
    public const string Schema = "unions";

    public DbSet<Union> Unions => Set<Union>();
    public DbSet<UnionVersion> Versions => Set<UnionVersion>();
    public DbSet<IndustryLink> IndustryLinks => Set<IndustryLink>();
    public DbSet<TreeVersion> TreeVersions => Set<TreeVersion>();

    protected override void MapEntities(ModelBuilder model) => Map(model);

    internal static void Map(ModelBuilder model)
    {
        model.Entity<Union>(e =>
        {
            e.ToTable("unions", Schema);
            e.Property(u => u.Id).ValueGeneratedNever();
            e.HasMany(u => u.Versions).WithOne().HasForeignKey(v => v.UnionId);
        });
        model.Entity<UnionVersion>(e =>
        {
            e.ToTable("versions", Schema);
            e.HasKey(v => new { v.UnionId, v.ValidFrom });
            e.Property(v => v.Code).HasMaxLength(40).IsUnicode(false);
            e.Property(v => v.Name).HasMaxLength(100);
            e.Property(v => v.Kind).HasMaxLength(20).IsUnicode(false);
            e.HasIndex(v => new { v.Code, v.ValidFrom });
        });
        model.Entity<IndustryLink>(e =>
        {
            e.ToTable("industry_links", Schema);
            e.HasKey(l => new { l.UnionId, l.IndustryUnionId, l.ValidFrom });
            e.HasIndex(l => new { l.IndustryUnionId, l.UnionId });
        });
        model.Entity<TreeVersion>(e =>
        {
            e.ToTable("tree_version", Schema);
            e.Property(t => t.Id).ValueGeneratedNever();
            e.HasData(new TreeVersion { Id = TreeVersion.OnlyId });
        });
    }
}
