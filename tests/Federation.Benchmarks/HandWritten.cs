using Npgsql;

namespace Federation.Benchmarks;

/// <summary>
/// The yardstick of a full roll-up: the same rows of <c>figures</c> by SQL that knows every source's table and columns. Each source is read once and added
/// up for all its indicators, years come from its months, parents from the unions below, and every figure is written once, in the order of its key.
/// </summary>
internal static class HandWritten
{
    private const int Year = Province.Year;
    private const string Months = "BETWEEN 201701 AND 201712";

    /// <summary>The module that the records belong to.</summary>
    private const string Module = "SeasonalSupport";

    private sealed record Source(string Name, string Columns, string From, params (string Code, string Column, string? Denominator)[] Indicators)
    {
        /// <summary>A year has what its last month has.</summary>
        public bool IsState { get; init; }

        /// <summary>The column that counts what was handed in.</summary>
        public string? HandedIn => Indicators.FirstOrDefault(i => i.Code[0] == '@').Column;
    }

    private static readonly Source[] Sources =
    [
        new("funds",
            "SUM(amount) FILTER (WHERE season = 1 AND NOT from_parent) AS a, SUM(amount) FILTER (WHERE season = 2 AND NOT from_parent) AS b, SUM(amount) FILTER (WHERE season = 3 AND NOT from_parent) AS c, COUNT(*) AS r",
            "seasonal.funds", ("seasonal.cooling.funds", "a", null), ("seasonal.scholarship.funds", "b", null), ("seasonal.warmth.funds", "c", null), ("@seasonal.funds", "r", null)),
        new("summer",
            "COUNT(*) FILTER (WHERE site IN (0, 1)) AS a, SUM(head_count) AS b, SUM(goods_value) AS c, COUNT(*) AS r, SUM(portions) AS portions, SUM(money + goods_value) AS spent",
            "seasonal.summer_deliveries", ("seasonal.cooling.visits", "a", null), ("seasonal.cooling.people", "b", null), ("seasonal.cooling.goods", "c", null), ("@seasonal.deliveries-summer", "r", null)),
        new("winter",
            "SUM(money) AS a, SUM(head_count) AS b, SUM(goods_value) AS c, COUNT(*) AS r, SUM(portions) AS portions, SUM(money + goods_value) AS spent",
            "seasonal.winter_deliveries", ("seasonal.warmth.paid", "a", null), ("seasonal.warmth.visits", "b", null), ("seasonal.warmth.goods", "c", null), ("@seasonal.deliveries-winter", "r", null)),
        new("inspections", "COUNT(*) AS a, SUM(hazards_found) AS b, SUM(hazards_fixed) AS c",
            "seasonal.inspections", ("seasonal.cooling.inspections", "a", null), ("seasonal.cooling.hazards", "b", null), ("seasonal.cooling.hazards-fixed", "c", "b"), ("@seasonal.inspections", "a", null)),
        new("posts", "SUM(count) AS a, COUNT(*) AS r", "seasonal.posts_offered", ("seasonal.spring.posts", "a", null), ("@seasonal.posts", "r", null)),
        new("trainings", "SUM(places_taken) AS a, COUNT(*) AS r", "seasonal.trainings", ("seasonal.spring.trained", "a", null), ("@seasonal.trainings", "r", null)),
        new("placements", "SUM(people) AS a, COUNT(*) AS r", "seasonal.placements", ("seasonal.spring.placed", "a", null), ("@seasonal.placements", "r", null)),
        new("applications", "COUNT(*) AS a", "seasonal.scholarship_grants", ("seasonal.scholarship.applications", "a", null), ("@seasonal.applications", "a", null)),
        new("payments", "SUM(amount) AS a, COUNT(*) AS r", "seasonal.scholarship_payments", ("seasonal.scholarship.paid", "a", null), ("@seasonal.payments", "r", null)),
        // From the sums that are there already.
        new("money", "SUM(portions) AS p, SUM(spent) AS a, SUM(budget) AS b, SUM(campaigns) AS r",
            """
            (SELECT union_id, period AS month, portions, spent, 0 AS budget, 0 AS campaigns FROM own_summer WHERE period > 200000
            UNION ALL SELECT union_id, period, portions, spent, 0, 0 FROM own_winter WHERE period > 200000
            UNION ALL SELECT union_id, period, 0, a, 0, 0 FROM own_payments WHERE period > 200000
            UNION ALL SELECT union_id, month, 0, 0, budget, 1 FROM seasonal.campaigns WHERE state <> 0) x
            """, ("seasonal.goods.portions", "p", null), ("seasonal.budget.used", "a", "b"), ("@seasonal.budget", "r", null)),
        // A state, not a flow: a year has its last month's.
        new("grassroots", "COUNT(*) AS a",
            $"(SELECT v.union_id, c.code AS month FROM unions.versions v JOIN places p ON p.union_id = v.union_id JOIN federation.calendar c ON c.code {Months} AND v.valid_from <= c.last_day AND (v.valid_to IS NULL OR v.valid_to > c.last_day) WHERE v.level = 3 AND v.state = 0) x",
            ("unions.grassroots", "a", null)) { IsState = true },
        // No district has a station: each is to be covered, and none is.
        new("districts", "COUNT(*) AS a, 0 AS z",
            $"(SELECT v.union_id, c.code AS month FROM unions.versions v JOIN places p ON p.union_id = v.union_id JOIN federation.calendar c ON c.code {Months} AND v.valid_from <= c.last_day AND (v.valid_to IS NULL OR v.valid_to > c.last_day) WHERE v.level = 2 AND v.state = 0) x",
            ("unions.districts", "a", null), ("stations.covered-districts", "z", "a")) { IsState = true },
    ];

    private static readonly (string Code, string Table)[] Counted =
        [("seasonal.scholarship.students", "seasonal.scholarship_payments"), ("seasonal.warmth.persons", "seasonal.winter_recipients")];

    private const string Holds = "e.valid_from <= c.last_day AND (e.valid_to IS NULL OR e.valid_to > c.last_day OR (e.closes AND e.valid_to > c.first_day))";

    public static async Task RunAsync(NpgsqlConnection connection)
    {
        var ids = (await connection.ListAsync("SELECT code, id FROM figures.indicators", r => (r.GetString(0), r.GetInt32(1)))).ToDictionary();
        var root = await connection.ScalarAsync($"SELECT union_id FROM unions.versions WHERE code = '{Province.Code}'");
        await using var transaction = await connection.BeginTransactionAsync();
        await connection.RunAsync(
            $"""
            CREATE TEMPORARY TABLE years ON COMMIT DROP AS SELECT c.code, c.first_month, c.last_month FROM federation.calendar c WHERE c.code IN ({Year}, {10_000 + Year}, {10_001 + Year});
            CREATE TEMPORARY TABLE places ON COMMIT DROP AS SELECT DISTINCT e.descendant_id AS union_id FROM federation.tree_closure e WHERE e.ancestor_id = {root};
            CREATE TEMPORARY TABLE edges ON COMMIT DROP AS SELECT e.ancestor_id, e.descendant_id, e.depth, e.ancestor_level, c.code AS period FROM federation.tree_closure e JOIN places p ON p.union_id = e.descendant_id
                JOIN federation.calendar c ON (c.code {Months} OR c.code IN (SELECT code FROM years)) AND {Holds} WHERE e.depth > 0;
            ANALYZE years; ANALYZE places; ANALYZE edges
            """);
        foreach (var source in Sources) await AddUpAsync(connection, source, ids);
        await CountChildrenAsync(connection, ids);
        await CountAsync(connection, ids);
        await transaction.CommitAsync();
    }

    private static async Task AddUpAsync(NpgsqlConnection connection, Source source, Dictionary<string, int> ids)
    {
        var (own, below) = ($"own_{source.Name}", $"below_{source.Name}");
        var columns = source.Columns.Split(" AS ").Skip(1).Select(c => c.Split(',')[0].Trim()).ToList();
        var sums = string.Join(", ", columns.Select(c => $"SUM(w.{c}) AS {c}"));
        var years = source.IsState
            ? $"SELECT w.union_id, y.code, {string.Join(", ", columns.Select(c => $"w.{c}"))} FROM {own} w JOIN years y ON w.period = y.last_month"
            : $"SELECT w.union_id, y.code, {sums} FROM {own} w JOIN years y ON w.period BETWEEN y.first_month AND y.last_month GROUP BY w.union_id, y.code";
        var values = string.Join(", ", source.Indicators.Select(i => $"({ids[i.Code]}, {Zero($"w.{i.Column}")}, {Zero(i.Denominator is { } d ? $"w.{d}" : "0")}, {Zero($"b.{i.Column}")}, {Zero(i.Denominator is { } e ? $"b.{e}" : "0")})"));
        await connection.RunAsync(
            $"""
            CREATE TEMPORARY TABLE {own} ON COMMIT DROP AS SELECT x.union_id, x.month AS period, {source.Columns} FROM {source.From.Replace(") x", ")", StringComparison.Ordinal)} x WHERE x.month {Months} GROUP BY x.union_id, x.month;
            INSERT INTO {own} {years};
            ANALYZE {own};
            CREATE TEMPORARY TABLE {below} ON COMMIT DROP AS SELECT e.ancestor_id AS union_id, w.period, {sums} FROM {own} w JOIN edges e ON e.descendant_id = w.union_id AND e.period = w.period GROUP BY e.ancestor_id, w.period;
            INSERT INTO figures.figures (union_id, period, indicator_id, own, own_denominator, below, below_denominator, overlap)
            SELECT union_id, period, v.id, v.own, v.own_denominator, v.below, v.below_denominator, 0 FROM {own} w FULL JOIN {below} b USING (union_id, period)
            CROSS JOIN LATERAL (VALUES {values}) v(id, own, own_denominator, below, below_denominator)
            WHERE v.own <> 0 OR v.own_denominator <> 0 OR v.below <> 0 OR v.below_denominator <> 0 ORDER BY union_id, period
            """);
    }

    /// <summary>How many children every parent has, and how many of them have handed in anything, themselves or below.</summary>
    private static async Task CountChildrenAsync(NpgsqlConnection connection, Dictionary<string, int> ids)
    {
        var counted = Sources.Where(s => s.HandedIn is not null).ToList();
        var handedIn = counted.SelectMany(s => new[] { "own", "below" }.Select(part => $"SELECT union_id, period FROM {part}_{s.Name} WHERE {s.HandedIn} > 0"));
        await connection.RunAsync(
            $"""
            INSERT INTO figures.figures (union_id, period, indicator_id, own, own_denominator, below, below_denominator, overlap)
            SELECT e.ancestor_id, c.code, {ids["@children"]}, 0, 0, COUNT(*), 0, 0 FROM federation.tree_closure e
            JOIN federation.calendar c ON (c.code {Months} OR c.code IN (SELECT code FROM years)) AND {Holds} WHERE e.depth = 1 GROUP BY e.ancestor_id, c.code;
            CREATE TEMPORARY TABLE handed_in ON COMMIT DROP AS {string.Join(" UNION ", handedIn)};
            INSERT INTO figures.figures (union_id, period, indicator_id, own, own_denominator, below, below_denominator, overlap)
            SELECT e.ancestor_id, e.period, {ids[$"@reported:{Module}"]}, 0, 0, COUNT(*), 0, 0 FROM edges e JOIN handed_in h ON h.union_id = e.descendant_id AND h.period = e.period
            WHERE e.depth = 1 GROUP BY e.ancestor_id, e.period
            """);
    }

    private static string Zero(string value) => $"COALESCE({value}, 0)::numeric";

    /// <summary>Different people: each level from what is different at the level below it, so that a person goes up the tree once a place and period.</summary>
    private static async Task CountAsync(NpgsqlConnection connection, Dictionary<string, int> ids)
    {
        foreach (var (code, table) in Counted)
            await connection.RunAsync($"INSERT INTO figures.counted (union_id, month, indicator_id, hash) SELECT DISTINCT union_id, month, {ids[code]}, person_hash FROM {table} WHERE month {Months} ORDER BY union_id, month, person_hash");
        await connection.RunAsync(
            """
            CREATE TEMPORARY TABLE own_seen ON COMMIT DROP AS
            SELECT union_id, month AS period, indicator_id, hash FROM figures.counted
            UNION ALL
            SELECT DISTINCT c.union_id, y.code, c.indicator_id, c.hash FROM figures.counted c JOIN years y ON c.month BETWEEN y.first_month AND y.last_month;
            ANALYZE own_seen;
            CREATE TEMPORARY TABLE counts (union_id bigint, period int, indicator_id int, own bigint, below bigint, overlap bigint) ON COMMIT DROP;
            INSERT INTO counts SELECT union_id, period, indicator_id, COUNT(*), 0, 0 FROM own_seen GROUP BY union_id, period, indicator_id;
            CREATE TEMPORARY TABLE parents ON COMMIT DROP AS SELECT ancestor_id, descendant_id, ancestor_level, period FROM edges WHERE depth = 1;
            ANALYZE parents
            """);
        for (var level = 2; level >= 0; level--)
        {
            var deeper = string.Join(" UNION ALL ", Enumerable.Range(level + 1, 2 - level).Select(l => $"SELECT * FROM below_seen{l}").Append("SELECT * FROM own_seen"));
            await connection.RunAsync(
                $"""
                CREATE TEMPORARY TABLE below_seen{level} ON COMMIT DROP AS SELECT DISTINCT p.ancestor_id AS union_id, s.period, s.indicator_id, s.hash FROM ({deeper}) s
                    JOIN parents p ON p.descendant_id = s.union_id AND p.period = s.period AND p.ancestor_level = {level};
                ANALYZE below_seen{level};
                INSERT INTO counts SELECT b.union_id, b.period, b.indicator_id, 0, COUNT(*), 0 FROM below_seen{level} b GROUP BY b.union_id, b.period, b.indicator_id;
                INSERT INTO counts SELECT o.union_id, o.period, o.indicator_id, 0, 0, -COUNT(*) FROM own_seen o JOIN below_seen{level} b USING (union_id, period, indicator_id, hash)
                    WHERE o.union_id IN (SELECT ancestor_id FROM parents WHERE ancestor_level = {level}) GROUP BY o.union_id, o.period, o.indicator_id
                """);
        }
        await connection.RunAsync(
            """
            INSERT INTO figures.figures (union_id, period, indicator_id, own, own_denominator, below, below_denominator, overlap)
            SELECT union_id, period, indicator_id, SUM(own), 0, SUM(below), 0, SUM(overlap) FROM counts GROUP BY union_id, period, indicator_id ORDER BY union_id, period, indicator_id
            """);
    }
}
