using System.Data;
using System.Text.Json;
using Federation.Figures.Catalogue;
using Federation.Framework.Databases;
using Federation.Kernel;
using Federation.Kernel.Figures;

namespace Federation.Figures.Engine;

/// <summary>A stale mark that an incremental run processes.</summary>
internal sealed record ClaimedMark(long Id, long UnionId, int Period, string Source);

/// <summary>A row of <see cref="MarkedScope"/>.</summary>
internal sealed record MarkedMonth(long UnionId, int Month, DateOnly AsOf);

internal readonly record struct UnionPeriod(long UnionId, int Period);

/// <summary>The parent that a union's figures go up to in a period.</summary>
/// <param name="IsChild">Whether the union is one of its children in that period; not where it was not founded yet or had been closed.</param>
internal readonly record struct ParentEdge(long Parent, bool IsChild);

internal readonly record struct FigureKey(long UnionId, int Period, int IndicatorId);

/// <summary>A row of <see cref="FigureStatements.Add"/>.</summary>
internal sealed record ChangedFigure(long UnionId, int Period, int IndicatorId, decimal Own, decimal OwnDenominator, decimal Below, decimal BelowDenominator, decimal Overlap);

/// <summary>Changes of figures that a run has found and not yet written.</summary>
internal sealed class FigureChanges
{
    private readonly Dictionary<FigureKey, Parts> by = [];

    public IEnumerable<(FigureKey Key, Parts By)> All => by.Where(c => !c.Value.IsNone).Select(c => (c.Key, c.Value));

    public Parts this[FigureKey key] => by.GetValueOrDefault(key);

    public void Add(FigureKey key, Parts parts)
    {
        if (!parts.IsNone) by[key] = by.GetValueOrDefault(key) + parts;
    }
}

/// <summary>
/// The changes of an incremental run: differences of own values, added up along the tree in memory, and what depends on them. Records stay in the database;
/// only one number per affected figure is read.
/// </summary>
internal sealed class MarkedRun(
    DatabaseSession session, FigureStatements statements, IndicatorCatalogue catalogue, Func<string, string, FigureChanges, FigureChanges, CancellationToken, Task> measure, int thisMonth, DateOnly today)
{
    private readonly FigureChanges changes = new();
    private ILookup<UnionPeriod, ParentEdge> parents = Enumerable.Empty<int>().ToLookup(_ => default(UnionPeriod), _ => default(ParentEdge));

    public async Task<FigureChanges> FindAsync(IEnumerable<ClaimedMark> marks, CancellationToken cancellation)
    {
        var (own, distinct) = (new FigureChanges(), new FigureChanges());
        foreach (var (scope, sources) in Scopes(marks)) await MeasureAsync(scope, sources, own, distinct, cancellation);
        await AddYearsAsync(own, cancellation);
        await FindParentsAsync([.. own.All.Concat(distinct.All).Select(c => Place(c.Key)).Distinct()], cancellation);
        foreach (var (key, by) in own.All) Lift(key, by);
        foreach (var (key, by) in distinct.All) changes.Add(key, by);
        await UpdateDependentFiguresAsync(cancellation);
        return changes;
    }

    /// <summary>Sources that are marked for the same unions and months are measured with one scope.</summary>
    private static List<(HashSet<UnionPeriod> Scope, List<string> Sources)> Scopes(IEnumerable<ClaimedMark> marks)
    {
        var scopes = new List<(HashSet<UnionPeriod> Scope, List<string> Sources)>();
        foreach (var source in marks.GroupBy(m => m.Source).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            var scope = source.Select(m => new UnionPeriod(m.UnionId, m.Period)).ToHashSet();
            var same = scopes.FindIndex(s => s.Scope.SetEquals(scope));
            if (same < 0) scopes.Add((scope, [source.Key]));
            else scopes[same].Sources.Add(source.Key);
        }
        return scopes;
    }

    private async Task MeasureAsync(HashSet<UnionPeriod> scope, List<string> sources, FigureChanges own, FigureChanges distinct, CancellationToken cancellation)
    {
        var rows = JsonRows.Of(scope.Select(s => new MarkedMonth(s.UnionId, s.Period, AsOf(s.Period))));
        foreach (var source in sources) await measure(source, rows, own, distinct, cancellation);
        foreach (var (key, stored) in await session.ReadPreparedAsync(
            statements.StoredOwn(), r => (new FigureKey(r.GetInt64(0), r.GetInt32(1), r.GetInt32(2)), new Parts(r.GetDecimal(3), r.GetDecimal(4), 0, 0, 0)), cancellation,
            ("@scope", DbType.String, rows), JsonRows.Parameter(sources.Select(s => new { Source = s }))))
            own.Add(key, -stored);
    }

    /// <summary>Applies changed months to their years: flows add up; a stock is that of the year's last month, or of the current one.</summary>
    private async Task AddYearsAsync(FigureChanges own, CancellationToken cancellation)
    {
        var months = own.All.Where(c => Period.FromCode(c.Key.Period).Kind == PeriodKind.Month).ToList();
        foreach (var (key, by) in months)
        {
            var (above, below) = FlowOrStockOf(key.IndicatorId);
            foreach (var year in Period.FromCode(key.Period).Years())
            {
                var isLast = key.Period == Math.Min(year.LastMonth, thisMonth);
                own.Add(key with { Period = year.Code }, new Parts(above == FlowOrStock.Flow || isLast ? by.Own : 0, below == FlowOrStock.Flow || isLast ? by.OwnDenominator : 0, 0, 0, 0));
            }
        }
        var states = months.Where(c => FlowOrStockOf(c.Key.IndicatorId) is (FlowOrStock.Stock, _) or (_, FlowOrStock.Stock)).Select(c => c.Key).ToList();
        if (states.Count == 0) return;
        foreach (var (key, gap) in await session.ReadPreparedAsync(
            statements.YearGaps(), r => (new FigureKey(r.GetInt64(0), r.GetInt32(1), r.GetInt32(2)), new Parts(r.GetDecimal(3), r.GetDecimal(4), 0, 0, 0)), cancellation,
            JsonRows.Parameter(states), ("@thisMonth", DbType.Int32, thisMonth)))
            own.Add(key, gap);
    }

    private (FlowOrStock Above, FlowOrStock Below) FlowOrStockOf(int indicator) => catalogue.ById.TryGetValue(indicator, out var known) ? (known.Numerator, known.Denominator) : default;

    private async Task FindParentsAsync(List<UnionPeriod> places, CancellationToken cancellation)
    {
        if (places.Count == 0) return;
        parents = (await session.ReadPreparedAsync(statements.ParentsOf(), r => (Place: new UnionPeriod(r.GetInt64(0), r.GetInt32(1)), Edge: new ParentEdge(r.GetInt64(2), r.GetInt32(3) == 1)), cancellation, JsonRows.Parameter(places)))
            .ToLookup(p => p.Place, p => p.Edge);
    }

    /// <summary>Adds a difference to a union's own value and to every ancestor's value from below.</summary>
    private void Lift(FigureKey key, Parts own)
    {
        changes.Add(key, own);
        AddToAncestors(key, new Parts(0, 0, own.Own, own.OwnDenominator, 0));
    }

    private void AddToAncestors(FigureKey key, Parts below)
    {
        foreach (var (parent, _) in parents[Place(key)])
        {
            changes.Add(key with { UnionId = parent }, below);
            AddToAncestors(key with { UnionId = parent }, below);
        }
    }

    /// <summary>
    /// Updates what depends on totals and reports: coverage, which is lifted like any own value, and the number of children that have reported.
    /// </summary>
    private async Task UpdateDependentFiguresAsync(CancellationToken cancellation)
    {
        var coverages = CoverageParts.Of(catalogue);
        var handedIn = catalogue.Numbers.HandedIn;
        var shaken = changes.All.SelectMany(c => coverages.Where(v => v.Above == c.Key.IndicatorId || v.Below == c.Key.IndicatorId).Select(v => (Place: Place(c.Key), Coverage: v))).Distinct().ToList();
        var reports = changes.All.Where(c => handedIn.ContainsKey(c.Key.IndicatorId)).Select(c => c.Key with { IndicatorId = handedIn[c.Key.IndicatorId] }).Distinct().ToList();
        if (shaken.Count == 0 && reports.Count == 0) return;

        var ofModule = handedIn.ToLookup(h => h.Value, h => h.Key);
        var asked = shaken.SelectMany(s => new[] { s.Coverage.Id, s.Coverage.Above, s.Coverage.Below }.Select(id => new FigureKey(s.Place.UnionId, s.Place.Period, id)))
            .Concat(reports.SelectMany(r => ofModule[r.IndicatorId].Select(id => r with { IndicatorId = id }))).Distinct();
        var stored = (await session.ReadPreparedAsync(
            statements.Stored(),
            r => (Key: new FigureKey(r.GetInt64(0), r.GetInt32(1), r.GetInt32(2)), Parts: new Parts(r.GetDecimal(3), r.GetDecimal(4), r.GetDecimal(5), r.GetDecimal(6), r.GetDecimal(7))), cancellation,
            JsonRows.Parameter(asked))).ToDictionary(s => s.Key, s => s.Parts);

        foreach (var report in reports)
        {
            decimal before = 0, by = 0;
            foreach (var key in ofModule[report.IndicatorId].Select(id => report with { IndicatorId = id }))
            {
                var (known, change) = (stored.GetValueOrDefault(key), changes[key]);
                (before, by) = (before + known.Own + known.Below, by + change.Own + change.Below);
            }
            var turned = (before + by > 0 ? 1 : 0) - (before > 0 ? 1 : 0);
            foreach (var (parent, _) in parents[Place(report)].Where(p => p.IsChild)) changes.Add(report with { UnionId = parent }, new Parts(0, 0, turned, 0, 0));
        }
        // Uses the new totals of all indicators. Coverages do not depend on each other.
        var covered = shaken.Select(s => (Key: new FigureKey(s.Place.UnionId, s.Place.Period, s.Coverage.Id), By: Covered(s.Place, s.Coverage))).ToList();
        foreach (var (key, by) in covered) Lift(key, by);

        Parts Covered(UnionPeriod place, CoverageParts coverage)
        {
            var (above, below) = (Total(coverage.Above), Total(coverage.Below));
            var known = stored.GetValueOrDefault(new FigureKey(place.UnionId, place.Period, coverage.Id));
            var counts = below.Own != 0;
            return new Parts((counts && above.Own + above.Below != 0 ? 1 : 0) - known.Own, (counts ? 1 : 0) - known.OwnDenominator, 0, 0, 0);

            Parts Total(int indicator)
            {
                var key = new FigureKey(place.UnionId, place.Period, indicator);
                return stored.GetValueOrDefault(key) + changes[key];
            }
        }
    }

    private DateOnly AsOf(int period) => Period.FromCode(period).Last is var last && last < today ? last : today;

    private static UnionPeriod Place(FigureKey key) => new(key.UnionId, key.Period);
}

/// <summary>Rows as the one parameter of a statement (<see cref="Dialect.RowsFromJson"/>).</summary>
internal static class JsonRows
{
    private static readonly JsonSerializerOptions Options = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public static string Of<T>(IEnumerable<T> rows) => JsonSerializer.Serialize(rows, Options);

    public static (string Name, DbType Type, object? Value) Parameter<T>(IEnumerable<T> rows) => ("@rows", DbType.String, Of(rows));
}
