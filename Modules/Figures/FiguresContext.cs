using Federation.Figures.Catalogue;
using Federation.Figures.Engine;
using Federation.Framework.Databases;
using Microsoft.EntityFrameworkCore;

namespace Federation.Figures;

internal sealed class FiguresContext(ContextServices services) : FederationDbContext(services)
{
    public const string Schema = "figures";

    public DbSet<IndicatorRow> Indicators => Set<IndicatorRow>();
    public DbSet<CatalogueVersion> Versions => Set<CatalogueVersion>();
    public DbSet<TypedFigure> TypedFigures => Set<TypedFigure>();

    protected override void MapEntities(ModelBuilder model) => Map(model);

    internal static void Map(ModelBuilder model)
    {
        model.Entity<IndicatorRow>(e =>
        {
            e.ToTable("indicators", Schema);
            e.Property(i => i.Id).ValueGeneratedNever();
            e.Property(i => i.Code).HasMaxLength(80).IsUnicode(false);
            e.Property(i => i.Source).HasMaxLength(60).IsUnicode(false);
            e.HasIndex(i => i.Code).IsUnique();
        });
        model.Entity<Figure>(e =>
        {
            e.ToTable("figures", Schema);
            e.HasKey(f => new { f.UnionId, f.Period, f.IndicatorId });
            foreach (var amount in e.Metadata.GetProperties().Where(p => p.ClrType == typeof(decimal))) amount.SetColumnType("decimal(20,2)");
        });
        model.Entity<Counted>(e =>
        {
            e.ToTable("counted", Schema);
            e.HasKey(c => new { c.UnionId, c.Month, c.IndicatorId, c.Hash });
            e.Property(c => c.Hash).HasMaxLength(16);
            e.HasIndex(c => new { c.Hash, c.IndicatorId });
        });
        model.Entity<TypedFigure>(e =>
        {
            e.ToTable("typed_figures", Schema);
            e.HasKey(t => new { t.UnionId, t.Period, t.IndicatorId });
            e.Property(t => t.Value).HasColumnType("decimal(20,2)");
        });
        model.Entity<PeriodInUse>(e =>
        {
            e.ToTable("periods_in_use", Schema);
            e.HasKey(p => p.Code);
            e.Property(p => p.Code).ValueGeneratedNever();
        });
        model.Entity<CatalogueVersion>(e =>
        {
            e.ToTable("catalogue_version", Schema);
            e.Property(v => v.Id).ValueGeneratedNever();
            e.Property(v => v.Number).IsConcurrencyToken();
        });
        model.Entity<Freshness>(e =>
        {
            e.ToTable("freshness", Schema);
            e.Property(f => f.Id).ValueGeneratedNever();
            e.Property(f => f.Error).HasMaxLength(2000);
        });
    }
}
