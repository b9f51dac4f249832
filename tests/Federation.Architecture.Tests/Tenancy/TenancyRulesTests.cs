using Autofac;
using Federation.Architecture.Tests.Sql;
using Federation.Framework.Databases;
using Federation.Kernel.Figures;
using Federation.Kernel.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Federation.Architecture.Tests.Tenancy;

public class TenancyRulesTests
{
    private static readonly Database[] Providers = [Database.SqlServer("Server=none"), Database.PostgreSql("Host=none")];

    private static readonly IReadOnlySet<string> Sources = Recording.Installation.Value.BeginLifetimeScope().Resolve<IEnumerable<IFigureSource>>().Select(s => s.Code).ToHashSet();

    private static IReadOnlyList<IEntityType> Composed => [.. Providers.SelectMany(p => Entities(Models.Schema(p)))];

    private static IReadOnlyList<IEntityType> AtRunTime => [.. Models.Contexts().SelectMany(Entities)];

    private static IEnumerable<IEntityType> Entities(DbContext context) => Models.DesignTime(context).GetEntityTypes().Where(t => !t.IsOwned());

    [Fact]
    public void Every_entity_says_whose_it_is()
    {
        Holds.For(Composed, TenancyRules.Undeclared);
        Holds.For(AtRunTime, TenancyRules.Undeclared);
    }

    [Fact]
    public void What_belongs_to_a_union_is_filtered() => Holds.For(AtRunTime, TenancyRules.Unfiltered);

    [Fact]
    public void What_counts_in_a_month_counts_for_sources_that_exist()
    {
        Assert.NotEmpty(Sources);
        Holds.For(Composed, e => TenancyRules.CountsForNothing(e, Sources));
    }

    [Fact]
    public void What_counts_in_a_month_is_found_by_union_and_month() => Holds.For(Composed, TenancyRules.FarFromItsMonth);

    [Fact]
    public void Every_module_has_a_context_and_a_schema_of_its_own()
    {
        Assert.Equal(Solution.Clone.Modules.Order(StringComparer.Ordinal), Models.Tables.Select(t => t.Module).Distinct().Order(StringComparer.Ordinal));
        Assert.All(Models.Tables.GroupBy(t => t.Schema), schema => Assert.Single(schema.Select(t => t.Module).Distinct()));
    }

    [Fact]
    public void An_entity_that_does_not_say_whose_it_is_is_found()
    {
        using var planted = new PlantedContext();
        Assert.Single(TenancyRules.Undeclared(Planted<Nobodys>(planted)));
        Assert.Single(TenancyRules.Undeclared(Planted<Everybodys>(planted)));
    }

    [Fact]
    public void An_entity_without_its_filter_is_found()
    {
        using var planted = new PlantedContext();
        Assert.Single(TenancyRules.Unfiltered(Planted<Everybodys>(planted)));
        Assert.Single(TenancyRules.Unfiltered(Planted<CountsForNoSource>(planted)));
    }

    [Fact]
    public void A_record_that_marks_nothing_is_found()
    {
        using var planted = new PlantedContext();
        Assert.Single(TenancyRules.CountsForNothing(Planted<CountsForNobody>(planted), Sources));
        Assert.Single(TenancyRules.CountsForNothing(Planted<CountsForNoSource>(planted), Sources));
    }

    [Fact]
    public void A_record_that_is_found_by_reading_all_is_found()
    {
        using var planted = new PlantedContext();
        Assert.Single(TenancyRules.FarFromItsMonth(Planted<CountsForNobody>(planted)));
        Assert.Empty(TenancyRules.FarFromItsMonth(Planted<CountsForNoSource>(planted)));
    }

    private static IEntityType Planted<T>(PlantedContext context) => Models.DesignTime(context).FindEntityType(typeof(T))!;

    private sealed class Nobodys
    {
        public long Id { get; init; }
    }

    private sealed class Everybodys : IOwnOnly, ISubtreeReadable
    {
        public long Id { get; init; }
        public long UnionId { get; init; }
    }

    private sealed class CountsForNobody : ISubtreeReadable, ICountsInMonth
    {
        public long Id { get; init; }
        public long UnionId { get; init; }
        public int Month { get; init; }
    }

    [CountsFor("no.such.source")]
    private sealed class CountsForNoSource : ISubtreeReadable, ICountsInMonth
    {
        public long Id { get; init; }
        public long UnionId { get; init; }
        public int Month { get; init; }
    }

    /// <summary>A context that is not made like the modules': nobody filters for it.</summary>
    private sealed class PlantedContext : DbContext
    {
        protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseSqlServer("Server=none");

        protected override void OnModelCreating(ModelBuilder model)
        {
            model.Entity<Nobodys>();
            model.Entity<Everybodys>();
            model.Entity<CountsForNobody>().HasIndex(c => new { c.Month, c.UnionId });
            model.Entity<CountsForNoSource>().HasKey(c => new { c.UnionId, c.Month, c.Id });
        }
    }
}
