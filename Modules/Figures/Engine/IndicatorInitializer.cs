using System.Collections.Frozen;
using Autofac;
using Federation.Figures.Catalogue;
using Federation.Framework.Databases;
using Federation.Framework.Modules;
using Federation.Kernel;
using Federation.Kernel.Figures;
using Microsoft.EntityFrameworkCore;

namespace Federation.Figures.Engine;

/// <summary>Updates the table of indicators from the declarations of the installed modules and of the registers in force.</summary>
internal sealed class IndicatorInitializer(FiguresContext context, FigureSources sources, TimeProvider time) : IDatabaseInitializer
{
    public async Task InitializeAsync(CancellationToken cancellation)
    {
        if (await context.Set<Freshness>().FindAsync([1], cancellation) is null) context.Add(new Freshness { Id = 1, AsOf = time.GetUtcNow() });
        if (await context.Versions.FindAsync([1], cancellation) is null) context.Add(new CatalogueVersion { Id = 1, Number = 1 });
        await UpdateAsync(cancellation);
    }

    /// <summary>Writes the declared indicators to the table. <see cref="CatalogueRenewal"/> raises the version that other hosts compare.</summary>
    public async Task UpdateAsync(CancellationToken cancellation)
    {
        var declared = sources.Indicators.ToDictionary(i => i.Code);
        var known = await context.Indicators.ToDictionaryAsync(i => i.Code, cancellation);
        var measuredBy = new Dictionary<string, string>();
        foreach (var source in sources.All)
            foreach (var code in source.Indicators)
                if (!measuredBy.TryAdd(code, source.Code)) throw new InvalidOperationException($"{code} is measured by {measuredBy[code]} and by {source.Code}.");
        var missing = declared.Keys.FirstOrDefault(c => !measuredBy.ContainsKey(c));
        if (missing is not null) throw new InvalidOperationException($"No figure source measures {missing}.");

        var next = known.Count == 0 ? 1 : known.Values.Max(i => i.Id) + 1;
        foreach (var (code, source) in measuredBy.OrderBy(m => m.Key, StringComparer.Ordinal))
        {
            var indicator = declared.GetValueOrDefault(code);
            if (indicator is null && code[0] != '@') throw new InvalidOperationException($"{source} measures {code}, which is not in the catalogue.");
            if (!known.TryGetValue(code, out var row)) context.Add(row = new IndicatorRow { Id = next++, Code = code, Source = source });
            (row.Kind, row.Numerator, row.Denominator, row.Source) = indicator is null
                ? (IndicatorKind.Sum, FlowOrStock.Flow, FlowOrStock.Flow, source)
                : (indicator.Kind, indicator.Numerator, indicator.Denominator, source);
        }
        await context.SaveChangesAsync(cancellation);
    }
}

/// <summary>What modules whose indicators change while hosts run tell the catalogue.</summary>
internal sealed class CatalogueRenewal(
    FiguresContext context, FigureSources sources, IndicatorInitializer indicators, DatabaseSession session, CatalogueSnapshots snapshots) : IFigureCatalogue
{
    public async Task RenewAsync(CancellationToken cancellation)
    {
        sources.Renew();
        await indicators.UpdateAsync(cancellation);
        var version = await context.Versions.SingleAsync(cancellation);
        version.Number++;
        await context.SaveChangesAsync(cancellation);
        session.AfterCommit(snapshots.Forget);
    }

    public async Task MeasureAgainAsync(string source, int first, CancellationToken cancellation)
    {
        var hidden = Measure.HandedInCode(source);
        var last = Period.LastYear * 100 + 12;
        var measured = await (
            from figure in context.Set<Figure>()
            join indicator in context.Indicators on figure.IndicatorId equals indicator.Id
            where indicator.Code == hidden && figure.Own != 0 && figure.Period >= first && figure.Period <= last
            select new { figure.UnionId, figure.Period }).ToListAsync(cancellation);
        foreach (var month in measured.Where(m => Period.FromCode(m.Period).Kind == PeriodKind.Month)) context.Mark(month.UnionId, month.Period, source);
        await context.SaveChangesAsync(cancellation);
    }
}

/// <summary>
/// The newest catalogue that this host knows. Measuring compares the version in its transaction (<see cref="RollupEngine"/>); reading figures may use a
/// catalogue up to one second old, but never older than this host's own changes.
/// </summary>
internal sealed class CatalogueSnapshots(ILifetimeScope root, TimeProvider time)
{
    private static readonly TimeSpan ComparedEvery = TimeSpan.FromSeconds(1);
    private volatile Compared? newest;

    private sealed record Compared(IndicatorCatalogue Catalogue, long At);

    public IndicatorCatalogue Current()
    {
        var seen = newest;
        if (seen is not null && time.GetElapsedTime(seen.At) < ComparedEvery) return seen.Catalogue;
        var at = time.GetTimestamp();
        using var scope = root.BeginLifetimeScope();
        var version = scope.Resolve<FiguresContext>().Versions.Select(v => v.Number).Single();
        var catalogue = seen?.Catalogue.Version == version ? seen.Catalogue : LoadCatalogue.From(scope.Resolve<FiguresContext>(), scope.Resolve<FigureSources>(), version);
        newest = new Compared(catalogue, at);
        return catalogue;
    }

    /// <summary>The next one who asks compares.</summary>
    public void Forget() => newest = null;
}

/// <summary>The catalogue of what is declared, with the numbers that the database has given.</summary>
internal static class LoadCatalogue
{
    public static IndicatorCatalogue From(FiguresContext context, FigureSources sources, int version)
    {
        var ids = context.Indicators.AsNoTracking().ToDictionary(i => i.Code, i => i.Id);
        var handedIn = sources.All.Where(s => s.Indicators.Contains(Measure.HandedInCode(s.Code)))
            .GroupBy(s => s.Module).ToFrozenDictionary(g => g.Key, g => (IReadOnlyList<int>)[.. g.Select(s => ids[Measure.HandedInCode(s.Code)])]);
        return new IndicatorCatalogue(sources.Indicators, ids.ToFrozenDictionary(), handedIn, version, sources.Open);
    }
}
