using System.Collections.Frozen;
using Autofac;
using Federation.Figures.Contracts;
using Federation.Framework;
using Federation.Framework.Databases;
using Federation.Framework.Demo;
using Federation.Framework.Ledger;
using Federation.Framework.Tenancy;
using Federation.Host.Start;
using Federation.Kernel;
using Federation.Unions.Contracts;
using Microsoft.EntityFrameworkCore;

namespace Federation.Host.Seeding;

/// <summary>What a seed makes.</summary>
/// <param name="Grassroots">Grassroots unions made beside the real ones.</param>
/// <param name="Records">Deliveries made up for them beside the published work, to try the system at a size.</param>
/// <param name="Random">The same number gives the same data.</param>
internal sealed record SeedSize(int Grassroots, int Records, int Random)
{
    public static readonly SeedSize Demo = new(500, 0, 2018);
    public static readonly SeedSize Province = new(60_000, 5_000_000, 2018);

    /// <summary>The demo of the first start: <c>Demo:Unions</c> grassroots unions where that is set, else the usual ones.</summary>
    /// <exception cref="ConfigurationError">The setting is no number.</exception>
    public static SeedSize OfDemo(IConfiguration configuration) => configuration["Demo:Unions"] switch
    {
        null or "" => Demo,
        var set when int.TryParse(set, System.Globalization.CultureInfo.InvariantCulture, out var unions) && unions >= 0 => Demo with { Grassroots = unions },
        var set => throw new ConfigurationError($"Demo:Unions is '{set}'; it must be a number that is not negative."),
    };
}

/// <summary>Fills an empty installation with the real tree and records that add up to the published figures.</summary>
internal sealed class DemoSeed(ILifetimeScope root, Installation installation)
{
    /// <summary>The seed in the ledger: one run without steps, which stands open until everything is rolled up.</summary>
    private const string LedgerKind = "seed";

    private const string LockName = "federation:seed";

    /// <summary>From here on every year is rolled up: what was in service in one is so in the next, though nothing was recorded in it.</summary>
    private const int FirstYear = 2013;

    /// <summary>
    /// Seeds where there is no union yet. What is written is one transaction: a seed that was interrupted in it begins again, and one that was
    /// interrupted later goes on with the roll-ups, for the ledger says that it is not through. Of several processes that want it at once one seeds;
    /// the others wait for it and find everything there.
    /// </summary>
    /// <returns>Whether anything was left to do.</returns>
    public async Task<bool> SeedOnceAsync(SeedSize size, CancellationToken cancellation)
    {
        await using var scope = root.BeginLifetimeScope();
        return await scope.Resolve<DatabaseSession>().WithExclusiveLockAsync(LockName, () => SeedAsync(scope, size, cancellation), cancellation);
    }

    private async Task<bool> SeedAsync(ILifetimeScope scope, SeedSize size, CancellationToken cancellation)
    {
        var context = scope.Resolve<FrameworkContext>();
        var unfinished = context.Set<LedgerRun>().Where(r => r.Kind == LedgerKind && r.State == RunState.Running);
        if (!await context.Tree.AnyAsync(cancellation))
        {
            await Console.Error.WriteLineAsync("Seeding the demo: Shaanxi's unions and five years of records …");
            await WriteAsync(size, cancellation);
        }
        else if (!await unfinished.AnyAsync(cancellation))
        {
            return false;
        }
        await Console.Error.WriteLineAsync("Rolling up …");
        await RollUpAsync(cancellation);
        var through = TimeProvider.System.GetUtcNow();
        await unfinished.ExecuteUpdateAsync(r => r.SetProperty(s => s.State, RunState.Succeeded).SetProperty(s => s.FinishedAt, through), cancellation);
        return true;
    }

    private async Task RollUpAsync(CancellationToken cancellation)
    {
        var rollups = root.Resolve<IRollups>();
        var measured = await rollups.RollUpOnwardAsync(Period.Year(FirstYear), null, cancellation);
        // What is marked beyond: years that have not begun.
        var (succeeded, lines) = measured.Succeeded ? await rollups.RollUpAsync(Period.Year(TimeProvider.System.Today().Year), null, full: false, cancellation) : measured;
        if (!succeeded) throw new IOException(string.Join(Environment.NewLine, lines));
    }

    private async Task WriteAsync(SeedSize size, CancellationToken cancellation)
    {
        var seeds = Path.Combine(installation.Root, "seeds");
        var unions = UnionSeed.Read(seeds, size.Grassroots, size.Random);
        var usual = UnionSeed.Read(seeds, Math.Min(size.Grassroots, SeedSize.Demo.Grassroots), size.Random);

        await using var scope = root.BeginLifetimeScope();
        var session = scope.Resolve<DatabaseSession>();
        scope.Resolve<Caller>().ActAsSystem();
        await session.BeginAsync(cancellation);
        var ids = await scope.Resolve<IUnionRegistry>().FoundManyAsync(unions, null, cancellation);
        var demo = new DemoData(
            Founded(unions, ids), Founded(usual, ids), PublishedFigures.Read(seeds), size.Records, size.Random, TimeProvider.System.Today());
        foreach (var module in scope.Resolve<IEnumerable<IDemoSeed>>()) await module.SeedAsync(demo, cancellation);
        var context = scope.Resolve<FrameworkContext>();
        context.Add(new LedgerRun { Id = context.Ids.Next(), Kind = LedgerKind, Key = LedgerKind, UnionId = ids[unions[0].Code], Mode = "once", State = RunState.Running, StartedAt = TimeProvider.System.GetUtcNow() });
        await context.SaveChangesAsync(cancellation);
        await session.CommitAsync(cancellation);
    }

    private static IReadOnlyList<DemoUnion> Founded(IReadOnlyList<NewUnion> unions, IReadOnlyDictionary<string, long> ids) =>
    [
        .. unions.Select(u => new DemoUnion(
            new UnionInfo(ids[u.Code], u.Code, u.Name, u.Level, u.Kind, u.Parent, [u.Code], FrozenSet<long>.Empty, FrozenSet<long>.Empty, true), u.FoundedOn)),
    ];
}
