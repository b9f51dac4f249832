using Autofac;
using Federation.Framework.Modules;
using Federation.Host.Start;
using Federation.Kernel.Figures;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Federation.Benchmarks;

/// <summary>A line of work that is only there to be many: indicators that are typed, no tables of its own.</summary>
internal sealed class MadeUpModule(int number, int indicators) : FederationModule
{
    private const int FirstOrder = 10_000;

    public override string Name { get; } = $"MadeUp{number}";

    public override IReadOnlyList<Indicator> OtherIndicators { get; } =
    [
        .. Enumerable.Range(1, indicators).Select(i => new Indicator(
            FirstOrder + (number * 100) + i, $"made-up{number}.line{i}", $"编造指标{number}.{i}", $"Made up {number}.{i}", "unions", IndicatorKind.Sum, $"MadeUp{number}", IndicatorSource.Form, null, "made up")),
    ];

    public override void MapEntities(ModelBuilder model)
    {
    }

    protected override void Load(ContainerBuilder builder) => builder.RegisterInstance(this).As<FederationModule>();
}

/// <summary>Nine made-up modules for each installed one, with as many indicators, and the province's figures of all of them.</summary>
internal static class MadeUpModules
{
    public const int Times = 10;

    public static IReadOnlyList<FederationModule> WithInstalled()
    {
        var installed = InstalledModules.All();
        var measuring = installed.Where(m => m.Indicators.Count > 0).ToList();
        var each = measuring.Sum(m => m.Indicators.Count) / measuring.Count;
        return [.. installed, .. Enumerable.Range(1, (Times - 1) * measuring.Count).Select(n => new MadeUpModule(n, each))];
    }

    /// <summary>What a roll-up would have left of them at the province: a total for every indicator, and that half of the children have reported.</summary>
    public static async Task FillAsync(Installation installation, NpgsqlConnection connection)
    {
        await using var container = installation.Build();
        await using (var scope = container.BeginLifetimeScope()) await scope.Resolve<Migrator>().MigrateAsync(CancellationToken.None);
        await EmptyAsync(connection);
        await connection.RunAsync(
            $"""
            INSERT INTO figures.figures (union_id, period, indicator_id, own, own_denominator, below, below_denominator, overlap)
            SELECT v.union_id, p.code, i.id, 0, 0, CASE WHEN i.source = 'completeness' THEN (SELECT COUNT(*) / 2 FROM federation.tree_closure e WHERE e.ancestor_id = v.union_id AND e.depth = 1) ELSE 1000 + i.id END, 0, 0
            FROM unions.versions v CROSS JOIN (VALUES ({Province.Year}), ({Province.Year - 1})) p (code) CROSS JOIN figures.indicators i
            WHERE v.code = '{Province.Code}' AND v.valid_to IS NULL AND (i.code LIKE 'made-up%' OR i.code LIKE '@form:MadeUp%' OR i.code LIKE '@reported:MadeUp%')
            """);
    }

    public static Task EmptyAsync(NpgsqlConnection connection) => connection.RunAsync(
        "DELETE FROM figures.figures f USING figures.indicators i WHERE i.id = f.indicator_id AND (i.code LIKE 'made-up%' OR i.code LIKE '@%MadeUp%') AND f.union_id IN (SELECT v.union_id FROM unions.versions v WHERE v.code = '" + Province.Code + "')");
}
