using System.Collections.Frozen;
using Autofac;
using Federation.Figures.Catalogue;
using Federation.Framework.Modules;
using Federation.Kernel.Figures;
using Microsoft.EntityFrameworkCore;

namespace Federation.Figures.Engine;

/// <summary>Updates the table of indicators from the declarations of the installed modules.</summary>
internal sealed class IndicatorInitializer(FiguresContext context, ModuleList modules, FigureSources sources, TimeProvider time) : IDatabaseInitializer
{
    public async Task InitializeAsync(CancellationToken cancellation)
    {
        var declared = modules.All.SelectMany(m => m.Indicators).ToDictionary(i => i.Code);
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
        if (await context.Set<Freshness>().FindAsync([1], cancellation) is null) context.Add(new Freshness { Id = 1, AsOf = time.GetUtcNow() });
        await context.SaveChangesAsync(cancellation);
    }
}

/// <summary>The catalogue of what the installed modules declare, with the numbers that the database has given.</summary>
internal static class LoadCatalogue
{
    public static IndicatorCatalogue From(ILifetimeScope root)
    {
        using var scope = root.BeginLifetimeScope();
        var sources = scope.Resolve<FigureSources>().All;
        var ids = scope.Resolve<FiguresContext>().Indicators.AsNoTracking().ToDictionary(i => i.Code, i => i.Id);
        var handedIn = sources.Where(s => s.Indicators.Contains(Measure.HandedInCode(s.Code)))
            .GroupBy(s => s.Module).ToFrozenDictionary(g => g.Key, g => (IReadOnlyList<int>)[.. g.Select(s => ids[Measure.HandedInCode(s.Code)])]);
        return new IndicatorCatalogue([.. scope.Resolve<ModuleList>().All.SelectMany(m => m.Indicators).OrderBy(i => i.Order)], ids.ToFrozenDictionary(), handedIn);
    }
}
