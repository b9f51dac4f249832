using System.Data;
using System.Data.Common;
using Federation.Figures.Catalogue;
using Federation.Figures.Contracts;
using Federation.Figures.Engine;
using Federation.Framework.Databases;
using Federation.Framework.Tenancy;
using Federation.Kernel;
using Federation.Kernel.Figures;

namespace Federation.Figures.Reading;

/// <summary>One stored figure's parts.</summary>
internal readonly record struct StoredFigure(decimal Own, decimal OwnDenominator, decimal Below, decimal BelowDenominator, decimal Overlap)
{
    public decimal Total => Own + Below + Overlap;
    public decimal TotalDenominator => OwnDenominator + BelowDenominator;
}

/// <summary>Reads stored figures and never records, so a province's totals cost the same whatever the number of records.</summary>
internal sealed class FigureReader(DatabaseSession session, IndicatorCatalogue catalogue, TimeProvider time)
{
    private string EdgeHolds(TreeOf tree) => tree == TreeOf.Today
        ? $"e.depth = 1 AND ((e.valid_from <= @today AND (e.valid_to IS NULL OR e.valid_to > @today)) OR e.closes = {session.Dialect.True})"
        : TreeEdges.Hold(session.Dialect, "@first", "@last");

    /// <summary>The children at the period's end, and those that were not active in it and have figures of it all the same.</summary>
    private string EdgeShows =>
        $"""
        (({EdgeHolds(TreeOf.Period)}) OR ({TreeEdges.Count("@last")} AND EXISTS (
            SELECT 1 FROM figures.figures g WHERE g.union_id = e.descendant_id AND g.period = @period
                AND (g.own <> 0 OR g.own_denominator <> 0 OR g.below <> 0 OR g.below_denominator <> 0))))
        """;

    /// <summary>A union's figures of a period and of another one, and how many of its children have handed in, which lies beside them, in one trip.</summary>
    public async Task<(Dictionary<int, StoredFigure> Now, Dictionary<int, StoredFigure> Before, int Expected, Dictionary<string, int> Reported, DateTimeOffset AsOf)> UnionAsync(
        UnionInfo union, Period period, Period? before, TreeOf tree, CancellationToken cancellation)
    {
        var now = new Dictionary<int, StoredFigure>(catalogue.Ids.Count);
        var earlier = new Dictionary<int, StoredFigure>(before is null ? 0 : catalogue.Ids.Count);
        var asOf = DateTimeOffset.MinValue;
        await using (await session.HoldAsync(cancellation))
        await using (var command = session.Command(
            """
            SELECT f.period, f.indicator_id, f.own, f.own_denominator, f.below, f.below_denominator, f.overlap
            FROM figures.figures f WHERE f.union_id = @union AND f.period IN (@period, @before);
            SELECT as_of FROM figures.freshness
            """,
            ("@union", DbType.Int64, union.Id), ("@period", DbType.Int32, period.Code), ("@before", DbType.Int32, before?.Code ?? 0)))
        {
            await session.Dialect.PrepareAsync(command, cancellation);
            await using var reader = await command.ExecuteReaderAsync(cancellation);
            while (await reader.ReadAsync(cancellation)) (reader.GetInt32(0) == period.Code ? now : earlier).Add(reader.GetInt32(1), Figure(reader, 2));
            await reader.NextResultAsync(cancellation);
            while (await reader.ReadAsync(cancellation)) asOf = reader.GetFieldValue<DateTimeOffset>(0);
        }
        var (expected, reported) = tree == TreeOf.Today ? await CountTodayAsync(union.Id, period, cancellation) : (Stored(catalogue.Numbers.Children), catalogue.ReportedOfModule.ToDictionary(m => m.Key, m => Stored(m.Value)));
        // Of a period that no figures are kept of nothing is counted either. Nobody stands below a grassroots union.
        if (tree == TreeOf.Period && union.Level != UnionLevel.Grassroots && !now.ContainsKey(catalogue.Numbers.Children)) expected = await CountChildrenAsync(union.Id, period, cancellation);
        return (now, earlier, expected, reported, asOf.ToUniversalTime());

        int Stored(int indicator) => (int)now.GetValueOrDefault(indicator).Below;
    }

    /// <summary>The values below a union along today's tree, summed from the stored own figures on demand. The cost grows with the subtree.</summary>
    public async Task<Dictionary<int, StoredFigure>> ReadAlongCurrentTreeAsync(long union, Period period, CancellationToken cancellation)
    {
        var down = $"""
            {session.Dialect.With} down (union_id, depth) AS (
                SELECT e.descendant_id, 1 FROM federation.tree_closure e WHERE e.ancestor_id = @union AND {TreeEdges.Count("@today")}
                UNION ALL
                SELECT e.descendant_id, d.depth + 1 FROM down d JOIN federation.tree_closure e ON e.ancestor_id = d.union_id AND {TreeEdges.Count("@today")}
            )
            """;
        (string, DbType, object?)[] parameters =
        [
            ("@union", DbType.Int64, union), ("@period", DbType.Int32, period.Code),
            ("@firstMonth", DbType.Int32, period.FirstMonth), ("@lastMonth", DbType.Int32, period.LastMonth), .. Days(period),
        ];
        var figures = new Dictionary<int, StoredFigure>();
        await session.ReadAsync(
            $"""
            {down}
            SELECT f.indicator_id,
                SUM(CASE WHEN f.union_id = @union THEN f.own ELSE 0 END), SUM(CASE WHEN f.union_id = @union THEN f.own_denominator ELSE 0 END),
                SUM(CASE WHEN f.union_id = @union THEN 0 ELSE f.own END), SUM(CASE WHEN f.union_id = @union THEN 0 ELSE f.own_denominator END)
            FROM (SELECT union_id FROM down UNION SELECT @union) u
            JOIN figures.figures f ON f.union_id = u.union_id AND f.period = @period
            JOIN figures.indicators i ON i.id = f.indicator_id
            WHERE i.kind <> {(int)IndicatorKind.Distinct}
            GROUP BY f.indicator_id
            """,
            r => figures[r.GetInt32(0)] = new StoredFigure(r.GetDecimal(1), r.GetDecimal(2), r.GetDecimal(3), r.GetDecimal(4), 0), cancellation, parameters);
        await session.ReadAsync(
            $"""
            {down}
            SELECT x.indicator_id, SUM(x.own), SUM(x.below), SUM(x.own * x.below) FROM (
                SELECT c.indicator_id, c.hash,
                    MAX(CASE WHEN c.union_id = @union THEN 1 ELSE 0 END) AS own, MAX(CASE WHEN c.union_id = @union THEN 0 ELSE 1 END) AS below
                FROM (SELECT union_id FROM down UNION SELECT @union) u
                JOIN figures.counted c ON c.union_id = u.union_id AND c.month BETWEEN @firstMonth AND @lastMonth
                GROUP BY c.indicator_id, c.hash
            ) x GROUP BY x.indicator_id
            """,
            r => figures[r.GetInt32(0)] = new StoredFigure(Number(r, 1), 0, Number(r, 2), 0, -Number(r, 3)), cancellation, parameters);
        return figures;
    }

    /// <summary>A page of a union's children at the period's end with their totals, in code order as of that day.</summary>
    public Task<List<(long Union, StoredFigure Figure, bool Reported)>> ChildrenAsync(
        long union, Period period, string indicator, IReadOnlyCollection<long> children, CancellationToken cancellation) => session.ReadAsync(
        $"""
        SELECT e.descendant_id,
            COALESCE(SUM(CASE WHEN f.indicator_id = {catalogue.Ids[indicator]} THEN f.own ELSE 0 END), 0),
            COALESCE(SUM(CASE WHEN f.indicator_id = {catalogue.Ids[indicator]} THEN f.own_denominator ELSE 0 END), 0),
            COALESCE(SUM(CASE WHEN f.indicator_id = {catalogue.Ids[indicator]} THEN f.below ELSE 0 END), 0),
            COALESCE(SUM(CASE WHEN f.indicator_id = {catalogue.Ids[indicator]} THEN f.below_denominator ELSE 0 END), 0),
            COALESCE(SUM(CASE WHEN f.indicator_id = {catalogue.Ids[indicator]} THEN f.overlap ELSE 0 END), 0),
            COALESCE(SUM(CASE WHEN f.indicator_id IN ({HandedIn(catalogue.ByCode[indicator].Module)}) THEN f.own + f.below ELSE 0 END), 0)
        FROM federation.tree_closure e
        LEFT JOIN figures.figures f ON f.union_id = e.descendant_id AND f.period = @period
            AND f.indicator_id IN ({catalogue.Ids[indicator]}, {HandedIn(catalogue.ByCode[indicator].Module)})
        WHERE e.ancestor_id = @union AND {TreeEdges.Count("@last")} AND e.descendant_id IN ({string.Join(", ", children.DefaultIfEmpty(0))})
        GROUP BY e.descendant_id
        """,
        r => (r.GetInt64(0), Figure(r, 1), r.GetDecimal(6) > 0), cancellation, [("@union", DbType.Int64, union), ("@period", DbType.Int32, period.Code), .. Days(period)]);

    /// <summary>What the children have in total, those counted by several of them several times.</summary>
    public async Task<decimal> ChildrenSumAsync(long union, Period period, string indicator, CancellationToken cancellation) => await session.ScalarAsync(
        $"""
        SELECT SUM(f.own + f.below + f.overlap)
        FROM federation.tree_closure e
        JOIN figures.figures f ON f.union_id = e.descendant_id AND f.period = @period
            AND f.indicator_id = {catalogue.Ids[indicator]}
        WHERE e.ancestor_id = @union AND {TreeEdges.Count("@last")}
        """,
        cancellation, [("@union", DbType.Int64, union), ("@period", DbType.Int32, period.Code), .. Days(period)]) as decimal? ?? 0;

    /// <summary>
    /// The newest calendar year in which a union's subtree has a fair share of the indicators, or else the newest one with any report. So a single record of a
    /// later year does not hide the figures.
    /// </summary>
    public async Task<Period?> NewestYearAsync(long union, CancellationToken cancellation) => await session.ScalarAsync(
        $"""
        SELECT COALESCE(MAX(CASE WHEN y.known * 4 > {catalogue.All.Count} THEN y.period END), MAX(CASE WHEN y.handed > 0 THEN y.period END))
        FROM (
            SELECT f.period,
                SUM(CASE WHEN f.indicator_id IN ({AllHandedIn}, {AllCompleteness}) THEN 0 ELSE 1 END) AS known,
                SUM(CASE WHEN f.indicator_id IN ({AllHandedIn}) THEN 1 ELSE 0 END) AS handed
            FROM figures.figures f
            WHERE f.union_id = @union AND f.period BETWEEN {Period.FirstYear} AND {Period.LastYear} AND f.own + f.below > 0
            GROUP BY f.period
        ) y
        """,
        cancellation, ("@union", DbType.Int64, union)) is int year ? Period.Year(year) : null;

    /// <summary>
    /// Children that have handed in nothing for a module in a period, in the order of their founding: where each stands is read by the page, however
    /// many there are.
    /// </summary>
    public Task<List<long>> MissingAsync(long union, Period period, string module, long after, int most, CancellationToken cancellation)
    {
        var (front, behind) = session.Dialect.Top("@most");
        return session.ReadAsync(
            $"""
            SELECT {front} e.descendant_id
            FROM federation.tree_closure e
            WHERE e.ancestor_id = @union AND {EdgeHolds(TreeOf.Period)} AND e.descendant_id > @after
                AND NOT EXISTS (
                    SELECT 1 FROM figures.figures f
                    WHERE f.union_id = e.descendant_id AND f.period = @period AND f.indicator_id IN ({HandedIn(module)}) AND f.own + f.below > 0)
            ORDER BY e.descendant_id{behind}
            """,
            r => r.GetInt64(0), cancellation,
            [("@union", DbType.Int64, union), ("@period", DbType.Int32, period.Code), ("@after", DbType.Int64, after), ("@most", DbType.Int32, most), .. Days(period)]);
    }

    /// <summary>A page of a union's children at the period's end in the order of their founding, and how many there are at all.</summary>
    public async Task<(List<long> Page, int Count)> ChildPageAsync(long union, Period period, long after, int most, CancellationToken cancellation)
    {
        var (front, behind) = session.Dialect.Top("@most");
        (string, DbType, object?)[] parameters = [("@union", DbType.Int64, union), ("@period", DbType.Int32, period.Code), .. Days(period)];
        var count = await session.ScalarAsync(
            $"SELECT COUNT(*) FROM federation.tree_closure e WHERE e.ancestor_id = @union AND {EdgeShows}", cancellation, parameters);
        var page = await session.ReadAsync(
            $"""
            SELECT {front} e.descendant_id
            FROM federation.tree_closure e
            WHERE e.ancestor_id = @union AND {EdgeShows} AND e.descendant_id > @after
            ORDER BY e.descendant_id{behind}
            """,
            r => r.GetInt64(0), cancellation, [.. parameters, ("@after", DbType.Int64, after), ("@most", DbType.Int32, most)]);
        return (page, Convert.ToInt32(count, System.Globalization.CultureInfo.InvariantCulture));
    }

    /// <summary>The children of a union at the period's end: those active at any time in it, and those that have figures of it although they were not.</summary>
    public Task<List<long>> ChildIdsAsync(long union, Period period, CancellationToken cancellation) => session.ReadAsync(
        $"SELECT e.descendant_id FROM federation.tree_closure e WHERE e.ancestor_id = @union AND {EdgeShows}", r => r.GetInt64(0), cancellation,
        [("@union", DbType.Int64, union), ("@period", DbType.Int32, period.Code), .. Days(period)]);

    /// <summary>One indicator, and what its module was handed in, over several periods.</summary>
    public async Task<Dictionary<(int Period, int Indicator), StoredFigure>> SeriesAsync(long union, IReadOnlyList<Period> periods, string indicator, CancellationToken cancellation)
    {
        var rows = await session.ReadAsync(
            $"""
            SELECT f.period, f.indicator_id, f.own, f.own_denominator, f.below, f.below_denominator, f.overlap
            FROM figures.figures f
            WHERE f.union_id = @union AND f.period BETWEEN @from AND @to
                AND f.indicator_id IN ({catalogue.Ids[indicator]}, {HandedIn(catalogue.ByCode[indicator].Module)})
            """,
            r => (Period: r.GetInt32(0), Indicator: r.GetInt32(1), Figure: Figure(r, 2)), cancellation,
            ("@union", DbType.Int64, union), ("@from", DbType.Int32, periods[0].Code), ("@to", DbType.Int32, periods[^1].Code));
        return rows.ToDictionary(r => (r.Period, r.Indicator), r => r.Figure);
    }

    /// <summary>Figures of several unions in several periods, with what says of each whether it has handed in and how many of its children have.</summary>
    public async Task<IReadOnlyDictionary<(long Union, int Period, int Indicator), StoredFigure>> OfUnionsAsync(
        IReadOnlyCollection<long> unions, IReadOnlyCollection<Period> periods, IReadOnlyCollection<string> indicators, CancellationToken cancellation)
    {
        string modules = string.Join(", ", indicators.Select(i => catalogue.ByCode[i].Module).Distinct().Select(HandedIn));
        var rows = await session.ReadAsync(
            $"""
            SELECT f.union_id, f.period, f.indicator_id, f.own, f.own_denominator, f.below, f.below_denominator, f.overlap
            FROM figures.figures f
            WHERE f.union_id IN ({string.Join(", ", unions.DefaultIfEmpty(0))}) AND f.period IN ({string.Join(", ", periods.Select(p => p.Code).Distinct())})
                AND f.indicator_id IN ({string.Join(", ", indicators.Select(i => catalogue.Ids[i]))}, {modules}, {AllCompleteness})
            """,
            r => (Key: (r.GetInt64(0), r.GetInt32(1), r.GetInt32(2)), Figure: Figure(r, 3)), cancellation);
        return rows.ToDictionary(r => r.Key, r => r.Figure);
    }

    private async Task<int> CountChildrenAsync(long union, Period period, CancellationToken cancellation) => Convert.ToInt32(
        await session.ScalarAsync(
            $"SELECT COUNT(*) FROM federation.tree_closure e WHERE e.ancestor_id = @union AND {EdgeHolds(TreeOf.Period)}",
            cancellation, [("@union", DbType.Int64, union), .. Days(period)]),
        System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>
    /// Along today's tree, looked up child by child. The first figure found of each child will do: as a condition, or where it could be made a hash table of (hence the
    /// id that is not lower either), EXISTS may have every union's figures of the period read.
    /// </summary>
    private async Task<(int Expected, Dictionary<string, int> Reported)> CountTodayAsync(long union, Period period, CancellationToken cancellation)
    {
        string[] modules = [.. catalogue.HandedInOfModule.Keys.Order(StringComparer.Ordinal)];
        var flags = modules.Select((m, i) =>
            $"""
            , CASE WHEN EXISTS (SELECT 1 FROM figures.figures f WHERE f.union_id = e.descendant_id AND f.union_id >= e.descendant_id AND f.period = @period
                AND f.indicator_id IN ({HandedIn(m)}) AND f.own + f.below > 0) THEN 1 ELSE 0 END AS m{i}
            """);
        var counted = await session.ReadAsync(
            $"""
            SELECT CAST(COUNT(*) AS int){string.Concat(modules.Select((_, i) => $", CAST(COALESCE(SUM(c.m{i}), 0) AS int)"))}
            FROM (SELECT e.descendant_id{string.Concat(flags)} FROM federation.tree_closure e WHERE e.ancestor_id = @union AND {EdgeHolds(TreeOf.Today)}) c
            """,
            r => (r.GetInt32(0), modules.Index().ToDictionary(m => m.Item, m => r.GetInt32(m.Index + 1))), cancellation,
            [("@union", DbType.Int64, union), ("@period", DbType.Int32, period.Code), .. Days(period)]);
        return counted is [var one] ? one : (0, []);
    }

    private string HandedIn(string module) => catalogue.HandedInOfModule.TryGetValue(module, out var ids) ? string.Join(", ", ids) : "0";

    private string AllHandedIn => string.Join(", ", catalogue.HandedInOfModule.Values.SelectMany(ids => ids).DefaultIfEmpty(0));

    private string AllCompleteness => string.Join(", ", catalogue.ReportedOfModule.Values.Prepend(catalogue.Numbers.Children));

    private (string, DbType, object?)[] Days(Period period) =>
    [
        ("@first", DbType.Date, period.First.ToDateTime(TimeOnly.MinValue)), ("@last", DbType.Date, period.Last.ToDateTime(TimeOnly.MinValue)),
        ("@today", DbType.Date, time.Today().ToDateTime(TimeOnly.MinValue)),
    ];

    private static decimal Number(DbDataReader r, int column) => Convert.ToDecimal(r.GetValue(column), System.Globalization.CultureInfo.InvariantCulture);

    private static StoredFigure Figure(DbDataReader r, int first) =>
        new(r.GetDecimal(first), r.GetDecimal(first + 1), r.GetDecimal(first + 2), r.GetDecimal(first + 3), r.GetDecimal(first + 4));
}
