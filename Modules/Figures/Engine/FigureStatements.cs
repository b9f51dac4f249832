using Federation.Figures.Catalogue;
using Federation.Framework.Databases;

namespace Federation.Figures.Engine;

/// <summary>
/// The set-based statements of measuring and rolling up, one text for both providers; the dialect supplies the differences. They fill the stored figures or,
/// for verification, temporary tables of the same shape.
/// </summary>
/// <remarks>
/// Temporary tables of a session: <c>scope_unions</c> (what is measured), <c>claimed</c> (marks of a chunk), <c>run_periods</c> (what is rolled up),
/// <c>measured</c> (own values found), <c>differing</c> (own values that are not the stored ones), <c>targets</c> (parents to roll up), <c>rolled</c> (their
/// values found), <c>seen</c> and <c>changed</c> (distinct counts). An incremental run passes its sets of rows as one parameter each.
/// </remarks>
internal sealed class FigureStatements(Dialect dialect, IndicatorNumbers numbers, bool check = false)
{
    private const string Amount = "numeric(20,2)";
    private const string Value =
        $"union_id bigint NOT NULL, period int NOT NULL, indicator_id int NOT NULL, own {Amount} NOT NULL, own_denominator {Amount} NOT NULL";

    private string Claimed => dialect.Temporary("claimed");
    private string Unions => dialect.Temporary(SharedTables.ScopedUnions);
    private string Periods => dialect.Temporary("run_periods");
    private string Measured => dialect.Temporary("measured");
    private string Targets => dialect.Temporary("targets");
    private string Differing => dialect.Temporary("differing");
    private string Rolled => dialect.Temporary("rolled");
    private string MeasuredHashes => dialect.Temporary("seen");
    private string Changed => dialect.Temporary("changed");

    /// <summary>The table that is filled, and the name by which a column of it is told from others'.</summary>
    private string Figures => check ? dialect.Temporary("check_figures") : "figures.figures";

    private string F => check ? dialect.TemporaryPlace.Prefix + "check_figures" : "figures";
    private string CountedTable => check ? dialect.Temporary("check_counted") : "figures.counted";
    private string C => check ? dialect.TemporaryPlace.Prefix + "check_counted" : "counted";

    /// <summary>Whether an edge <c>e</c> makes a child in a period <c>c</c>.</summary>
    private string EdgeHolds => TreeEdges.Hold(dialect, "c.first_day", "c.last_day");

    /// <summary>Whether the figures of a period <c>c</c> go up along an edge <c>e</c>.</summary>
    private static string EdgeCounts { get; } = TreeEdges.Count("c.last_day");

    private string IsChild => $"CASE WHEN {EdgeHolds} THEN 1 ELSE 0 END";

    // -- Temporary tables -------------------------------------------------------------------------------------------------------------------

    public IEnumerable<string> CreateForHashes() =>
    [
        dialect.CreateTemporary("seen", "union_id bigint NOT NULL, month int NOT NULL, indicator_id int NOT NULL, hash bytea NOT NULL"),
        dialect.CreateTemporary("changed", "indicator_id int NOT NULL, hash bytea NOT NULL, PRIMARY KEY (indicator_id, hash)"),
    ];

    public IEnumerable<string> CreateForRun() =>
    [
        dialect.CreateTemporary(
            "run_periods", "code int NOT NULL PRIMARY KEY, kind int NOT NULL, first_month int NOT NULL, last_month int NOT NULL, stock_month int NOT NULL"),
    ];

    public IEnumerable<string> CreateForChunk() =>
    [
        dialect.CreateTemporary(SharedTables.ScopedUnions, "union_id bigint NOT NULL PRIMARY KEY"),
        dialect.CreateTemporary("claimed", "id bigint NOT NULL PRIMARY KEY"),
        dialect.CreateTemporary("measured", Value),
        dialect.CreateTemporary("differing", $"{Value}, from_nobody int NOT NULL"),
        dialect.CreateTemporary("seen", "union_id bigint NOT NULL, month int NOT NULL, indicator_id int NOT NULL, hash bytea NOT NULL"),
    ];

    public IEnumerable<string> CreateForCheck() =>
    [
        dialect.CreateTemporary(
            "check_figures",
            $"""
            {Value}, below {Amount} NOT NULL, below_denominator {Amount} NOT NULL, overlap {Amount} NOT NULL,
            PRIMARY KEY (union_id, period, indicator_id)
            """),
        dialect.CreateTemporary("check_counted", "union_id bigint NOT NULL, month int NOT NULL, indicator_id int NOT NULL, hash bytea NOT NULL"),
    ];

    public IEnumerable<string> Analyze(params string[] tables) => tables.Select(t => dialect.Analyze(dialect.Temporary(t))).OfType<string>();

    public IEnumerable<string> AnalyzeChunk() => Analyze(SharedTables.ScopedUnions);

    // -- Claiming marks ---------------------------------------------------------------------------------------------------------------------

    /// <summary>The oldest marks. Measuring happens afterwards and sees every write that belongs to one of them.</summary>
    public string Claim() =>
        $"SELECT {dialect.Top("@most").Front}m.id, m.union_id, m.period, m.source FROM federation.stale_marks m ORDER BY m.id{dialect.Top("@most").Behind}";

    public string DeleteClaimedMarks() =>
        dialect.Delete("federation.stale_marks", $"q.id IN (SELECT r.id FROM {dialect.RowsFromJson("@rows", ("id", "bigint"))})");

    public string DeleteMarks() => dialect.Delete("federation.stale_marks", $"q.id IN (SELECT c.id FROM {Claimed} c)");

    /// <summary>The marks of a chunk's unions in the run's periods; measuring the chunk makes them obsolete.</summary>
    public string ClaimChunk() =>
        $"""
        INSERT INTO {Claimed} (id)
        SELECT m.id
        FROM federation.stale_marks m
        JOIN {Unions} s ON s.union_id = m.union_id
        JOIN {Periods} p ON p.code = m.period
        WHERE m.source <> 'tree'
        """;

    public string Refresh() =>
        """
        UPDATE figures.freshness SET error = NULL, as_of = CASE
            WHEN EXISTS (SELECT 1 FROM federation.stale_marks) THEN (SELECT MIN(m.created_at) FROM federation.stale_marks m)
            ELSE @started END
        """;

    // -- Scopes -----------------------------------------------------------------------------------------------------------------------------

    public string FillUnions() =>
        $"""
        INSERT INTO {Unions} (union_id)
        SELECT e.descendant_id
        FROM federation.tree_closure e
        WHERE e.ancestor_id = @root AND e.descendant_id BETWEEN @from AND @to
        UNION
        SELECT @root
        WHERE @root BETWEEN @from AND @to
        """;

    /// <summary>The first union of each chunk below a root.</summary>
    public string ChunkStarts() =>
        """
        SELECT r.union_id
        FROM (
            SELECT u.union_id, ROW_NUMBER() OVER (ORDER BY u.union_id) AS place
            FROM (SELECT e.descendant_id AS union_id FROM federation.tree_closure e WHERE e.ancestor_id = @root UNION SELECT @root) u
        ) r
        WHERE (r.place - 1) % @size = 0
        ORDER BY r.union_id
        """;

    public string FillPeriods() =>
        $"""
        INSERT INTO {Periods} (code, kind, first_month, last_month, stock_month)
        SELECT c.code, c.kind, c.first_month, c.last_month,
            CASE WHEN c.last_month > @thisMonth THEN @thisMonth ELSE c.last_month END
        FROM federation.calendar c
        WHERE c.code = @code
        """;

    // -- Measuring --------------------------------------------------------------------------------------------------------------------------

    /// <summary>
    /// Wraps a source's translated query and turns its columns into rows. Columns are taken by name: EF may merge equal expressions and add columns.
    /// </summary>
    public string MeasureInto(string query, IReadOnlyList<(int Indicator, string Column, string? Denominator)> columns, bool straight) =>
        $"INSERT INTO {Into(straight)} {Unpivot(query, columns, straight ? ", 0, 0, 0" : "")}";

    /// <summary>The same rows as an answer.</summary>
    public string SelectMeasured(string query, IReadOnlyList<(int Indicator, string Column, string? Denominator)> columns) => Unpivot(query, columns, "");

    public string MeasureHashesInto(string query, int indicator) =>
        $"""
        INSERT INTO {MeasuredHashes} (union_id, month, indicator_id, hash)
        SELECT DISTINCT q.{dialect.Quote("UnionId")}, q.{dialect.Quote("Month")}, {indicator}, q.{dialect.Quote("Hash")}
        FROM ({query}) q
        """;

    /// <summary>Typed figures of claimed marks or of a chunk: the values, the ratios of two of them, and how many were handed in.</summary>
    public IEnumerable<string> MeasureForm(bool marked, int handedIn, IEnumerable<(int Ratio, int Above, int Below)> ratios)
    {
        var scope = marked
            ? $"{Scope} ON r.union_id = t.union_id AND r.month = t.period"
            : $"{Unions} s ON s.union_id = t.union_id JOIN {Periods} p ON p.code = t.period";
        // Of claimed marks as an answer, of a chunk into what was measured.
        var into = marked ? "" : $"INSERT INTO {Measured} (union_id, period, indicator_id, own, own_denominator) ";
        yield return into + $"""
            SELECT t.union_id, t.period, t.indicator_id, t.value, CAST(0 AS {Money})
            FROM figures.typed_figures t
            JOIN {scope}
            JOIN figures.indicators i ON i.id = t.indicator_id
            WHERE i.source = @source AND t.value <> 0
            """;
        yield return into + $"""
            SELECT t.union_id, t.period, {handedIn}, CAST(COUNT(*) AS {Money}), CAST(0 AS {Money})
            FROM figures.typed_figures t
            JOIN {scope}
            JOIN figures.indicators i ON i.id = t.indicator_id
            WHERE i.source = @source
            GROUP BY t.union_id, t.period
            """;
        foreach (var (ratio, above, below) in ratios)
            yield return into + $"""
                SELECT t.union_id, t.period, {ratio}, CAST(COALESCE(t.value, 0) AS {Money}), CAST(COALESCE(b.value, 0) AS {Money})
                FROM figures.typed_figures t
                JOIN {scope}
                JOIN figures.typed_figures b ON b.union_id = t.union_id AND b.period = t.period AND b.indicator_id = {below}
                WHERE t.indicator_id = {above}
                """;
    }

    // -- Incremental: differences of own values, lifted to every ancestor --------------------------------------------------------------------

    /// <summary>What is stored of the marked unions and months from the sources that are measured.</summary>
    public string StoredOwn() =>
        $"""
        SELECT f.union_id, f.period, f.indicator_id, f.own, f.own_denominator FROM {Scope}
        JOIN figures.figures f ON f.union_id = r.union_id AND f.period = r.month
        JOIN figures.indicators i ON i.id = f.indicator_id
        WHERE i.source IN (SELECT r.source FROM {dialect.RowsFromJson("@rows", ("source", "varchar(60)"))})
            AND i.kind <> {Distinct} AND (f.own <> 0 OR f.own_denominator <> 0)
        """;

    /// <summary>The differences between stored years and their stored months: the state of a running year moves on with each month.</summary>
    public string YearGaps() =>
        $"""
        SELECT x.union_id, x.period, x.indicator_id, SUM(x.own), SUM(x.own_denominator) FROM (
            SELECT k.union_id, k.period, k.indicator_id,
                CASE WHEN i.numerator = 0 OR f.period = k.stock_month THEN f.own ELSE 0 END AS own,
                CASE WHEN i.denominator = 0 OR f.period = k.stock_month THEN f.own_denominator ELSE 0 END AS own_denominator
            FROM (
                SELECT DISTINCT r.union_id, r.indicator_id, y.code AS period, y.first_month, y.last_month,
                    CASE WHEN y.last_month > @thisMonth THEN @thisMonth ELSE y.last_month END AS stock_month
                FROM {Keys} JOIN federation.calendar y ON y.kind <> 0 AND r.period BETWEEN y.first_month AND y.last_month
            ) k
            JOIN figures.figures f ON f.union_id = k.union_id AND f.indicator_id = k.indicator_id AND f.period BETWEEN k.first_month AND k.last_month
            JOIN figures.indicators i ON i.id = k.indicator_id
            UNION ALL
            SELECT f.union_id, f.period, f.indicator_id, -f.own, -f.own_denominator
            FROM (
                SELECT DISTINCT r.union_id, r.indicator_id, y.code AS period
                FROM {Keys} JOIN federation.calendar y ON y.kind <> 0 AND r.period BETWEEN y.first_month AND y.last_month
            ) k
            JOIN figures.figures f ON f.union_id = k.union_id AND f.period = k.period AND f.indicator_id = k.indicator_id
        ) x GROUP BY x.union_id, x.period, x.indicator_id HAVING SUM(x.own) <> 0 OR SUM(x.own_denominator) <> 0
        """;

    /// <summary>
    /// Under whom figures of unions go up, and those in turn up to the root, along the tree as it stood at the end of each period; and whether the union is one of that
    /// parent's children then, which are expected to hand in.
    /// </summary>
    public string ParentsOf() =>
        $"""
        {dialect.With} up (union_id, period, parent_id, is_child) AS (
            SELECT r.union_id, r.period, e.ancestor_id, {IsChild} FROM {UnionPeriods}
            JOIN federation.calendar c ON c.code = r.period JOIN federation.tree_closure e ON e.descendant_id = r.union_id AND {EdgeCounts}
            UNION ALL
            SELECT u.parent_id, u.period, e.ancestor_id, {IsChild} FROM up u
            JOIN federation.calendar c ON c.code = u.period JOIN federation.tree_closure e ON e.descendant_id = u.parent_id AND {EdgeCounts}
        )
        SELECT DISTINCT u.union_id, u.period, u.parent_id, u.is_child FROM up u
        """;

    public string Stored() =>
        $"""
        SELECT f.union_id, f.period, f.indicator_id, f.own, f.own_denominator, f.below, f.below_denominator, f.overlap
        FROM {Keys}
        JOIN figures.figures f ON f.union_id = r.union_id AND f.period = r.period AND f.indicator_id = r.indicator_id
        """;

    /// <summary>Adds differences to the stored figures and returns the periods that had no figures before.</summary>
    public string Add()
    {
        var changes = dialect.RowsFromJson(
            "@rows", ("union_id", "bigint"), ("period", "int"), ("indicator_id", "int"), ("own", Amount), ("own_denominator", Amount),
            ("below", Amount), ("below_denominator", Amount), ("overlap", Amount));
        return $"""
            UPDATE figures.figures SET own = figures.own + r.own, own_denominator = figures.own_denominator + r.own_denominator,
                below = figures.below + r.below, below_denominator = figures.below_denominator + r.below_denominator,
                overlap = figures.overlap + r.overlap
            FROM {changes} WHERE figures.union_id = r.union_id AND figures.period = r.period AND figures.indicator_id = r.indicator_id;
            INSERT INTO figures.figures (union_id, period, indicator_id, own, own_denominator, below, below_denominator, overlap)
            SELECT r.union_id, r.period, r.indicator_id, r.own, r.own_denominator, r.below, r.below_denominator, r.overlap FROM {changes}
            WHERE NOT EXISTS (SELECT 1 FROM figures.figures f WHERE f.union_id = r.union_id AND f.period = r.period AND f.indicator_id = r.indicator_id);
            SELECT DISTINCT r.period FROM {UnionPeriods} WHERE NOT EXISTS (SELECT 1 FROM figures.periods_in_use p WHERE p.code = r.period)
            """;
    }

    /// <summary>Adds periods that had no figures, with the number of children of every parent, which follows from the tree alone.</summary>
    public IEnumerable<string> UsePeriods() =>
    [
        $"""
        INSERT INTO figures.figures (union_id, period, indicator_id, own, own_denominator, below, below_denominator, overlap)
        SELECT e.ancestor_id, c.code, {numbers.Children}, 0, 0, COUNT(*), 0, 0 FROM {PeriodRows}
        JOIN federation.calendar c ON c.code = r.period JOIN federation.tree_closure e ON {EdgeHolds}
        WHERE NOT EXISTS (SELECT 1 FROM figures.periods_in_use p WHERE p.code = r.period)
            AND NOT EXISTS (
                SELECT 1 FROM figures.figures f
                WHERE f.union_id = e.ancestor_id AND f.period = c.code AND f.indicator_id = {numbers.Children})
        GROUP BY e.ancestor_id, c.code
        """,
        $"""
        INSERT INTO figures.periods_in_use (code)
        SELECT r.period
        FROM {PeriodRows}
        WHERE NOT EXISTS (SELECT 1 FROM figures.periods_in_use p WHERE p.code = r.period)
        """,
    ];

    /// <summary>The own part of a coverage at a level that has just been rolled up, for the levels above to add up.</summary>
    public IEnumerable<string> SetCoverage(CoverageParts coverage) =>
    [
        $"""
        UPDATE {Figures} SET own = 0, own_denominator = 0
        FROM {Targets} t
        WHERE {F}.union_id = t.union_id AND {F}.period = t.period AND {F}.indicator_id = {coverage.Id}
            AND ({F}.own <> 0 OR {F}.own_denominator <> 0)
        """,
        $"""
        UPDATE {Figures} SET own = x.own, own_denominator = x.own_denominator
        FROM ({Covered(coverage)}) x
        WHERE {F}.union_id = x.union_id AND {F}.period = x.period AND {F}.indicator_id = {coverage.Id}
        """,
        $"""
        INSERT INTO {Figures} (union_id, period, indicator_id, own, own_denominator, below, below_denominator, overlap)
        SELECT x.union_id, x.period, {coverage.Id}, x.own, x.own_denominator, 0, 0, 0
        FROM ({Covered(coverage)}) x
        WHERE NOT EXISTS (
            SELECT 1 FROM {Figures} f
            WHERE f.union_id = x.union_id AND f.period = x.period AND f.indicator_id = {coverage.Id})
        """,
    ];

    /// <summary>Whoever counts below the line for itself is one of those to be covered; it is covered where its total above the line is not 0.</summary>
    private string Covered(CoverageParts coverage) =>
        $"""
        SELECT t.union_id, t.period, CASE WHEN COALESCE(a.own + a.below, 0) <> 0 THEN 1 ELSE 0 END AS own, 1 AS own_denominator FROM {Targets} t
            JOIN {Figures} b ON b.union_id = t.union_id AND b.period = t.period AND b.indicator_id = {coverage.Below} AND b.own <> 0
            LEFT JOIN {Figures} a ON a.union_id = t.union_id AND a.period = t.period AND a.indicator_id = {coverage.Above}
        """;

    // -- Incremental: distinct counts -------------------------------------------------------------------------------------------------------

    /// <summary>The hashes that were added or removed in the scope. All else about a distinct count follows from them.</summary>
    public string FindChanged() =>
        $"""
        INSERT INTO {Changed} (indicator_id, hash)
        SELECT DISTINCT x.indicator_id, x.hash FROM (
            SELECT n.union_id, n.month, n.indicator_id, n.hash, 1 AS side FROM {MeasuredHashes} n
            UNION ALL
            SELECT c.union_id, c.month, c.indicator_id, c.hash, 2 AS side FROM {Scope}
            JOIN figures.counted c ON c.union_id = r.union_id AND c.month = r.month
            JOIN figures.indicators i ON i.id = c.indicator_id WHERE i.source = @source
        ) x GROUP BY x.union_id, x.month, x.indicator_id, x.hash HAVING COUNT(*) = 1
        """;

    /// <summary>The effect of the changed hashes on every union that has them itself or below.</summary>
    public string CountChanged() =>
        $"""
        {dialect.With} up (origin, period, union_id, depth) AS (
            SELECT DISTINCT b.union_id, y.code, b.union_id, 0 FROM {Changed} h
            JOIN figures.counted b ON b.hash = h.hash AND b.indicator_id = h.indicator_id
            JOIN federation.calendar y ON b.month BETWEEN y.first_month AND y.last_month
            UNION ALL
            SELECT u.origin, u.period, e.ancestor_id, u.depth + 1 FROM up u
            JOIN federation.calendar c ON c.code = u.period JOIN federation.tree_closure e ON e.descendant_id = u.union_id AND {EdgeCounts}
        )
        SELECT x.union_id, x.period, x.indicator_id, CAST(SUM(x.own) AS {Money}), CAST(SUM(x.below) AS {Money}), CAST(-SUM(x.own * x.below) AS {Money}) FROM (
            SELECT u.union_id, u.period, b.indicator_id, b.hash,
                MAX(CASE WHEN u.depth = 0 THEN 1 ELSE 0 END) AS own, MAX(CASE WHEN u.depth = 0 THEN 0 ELSE 1 END) AS below
            FROM up u
            JOIN federation.calendar y ON y.code = u.period
            JOIN figures.counted b ON b.union_id = u.origin AND b.month BETWEEN y.first_month AND y.last_month
            JOIN {Changed} h ON h.hash = b.hash AND h.indicator_id = b.indicator_id
            GROUP BY u.union_id, u.period, b.indicator_id, b.hash
        ) x GROUP BY x.union_id, x.period, x.indicator_id
        """;

    public IEnumerable<string> ReplaceCounted() =>
    [
        $"""
        DELETE FROM figures.counted
        WHERE EXISTS (SELECT 1 FROM {Scope} WHERE r.union_id = counted.union_id AND r.month = counted.month)
            AND EXISTS (SELECT 1 FROM {Changed} h WHERE h.hash = counted.hash AND h.indicator_id = counted.indicator_id)
            AND NOT EXISTS (
                SELECT 1 FROM {MeasuredHashes} n
                WHERE n.union_id = counted.union_id AND n.month = counted.month AND n.indicator_id = counted.indicator_id AND n.hash = counted.hash)
        """,
        $"""
        INSERT INTO figures.counted (union_id, month, indicator_id, hash)
        SELECT n.union_id, n.month, n.indicator_id, n.hash
        FROM {MeasuredHashes} n
        JOIN {Changed} h ON h.hash = n.hash AND h.indicator_id = n.indicator_id
        WHERE NOT EXISTS (
            SELECT 1 FROM figures.counted c
            WHERE c.union_id = n.union_id AND c.month = n.month AND c.indicator_id = n.indicator_id AND c.hash = n.hash)
        """,
    ];

    // -- Full: own values of a chunk, written where they differ ------------------------------------------------------------------------------

    /// <summary>
    /// The stored figures of the chunk's unions. The statement names their range as well as their list: while a first run fills an empty table there are no
    /// statistics, and with the list alone the planner would scan the whole table for every chunk.
    /// </summary>
    private string StoredOfChunk => $"{Unions} s JOIN {Figures} f ON f.union_id = s.union_id AND f.union_id BETWEEN @from AND @to";

    /// <summary>
    /// Whether the chunk's unions have any row in the run's periods. If not, measuring writes straight into the figures. Counts of children are written before
    /// and have no own value; a row that has one is corrected.
    /// </summary>
    public string ChunkIsNew() =>
        $"""
        SELECT CASE WHEN EXISTS (
            SELECT 1
            FROM {StoredOfChunk}
            JOIN {Periods} p ON p.code = f.period AND (f.indicator_id <> {numbers.Children} OR f.own <> 0 OR f.own_denominator <> 0)
        ) THEN 0 ELSE 1 END
        """;

    /// <summary>Updates the statistics of the figures after many rows were written.</summary>
    public IEnumerable<string> AnalyzeFigures() => new[] { dialect.Analyze(Figures), dialect.Analyze(CountedTable) }.OfType<string>();

    /// <summary>Updates the statistics of the temporary months that years are made from. The stored figures are analysed after many chunks.</summary>
    public IEnumerable<string> AnalyzeMonths() => check ? AnalyzeFigures() : [];

    /// <summary>
    /// The chunk's own values that are not as stored once all of them are measured: changed ones, new ones, and 0 for those that are gone. Unions that
    /// never had any below them are no target of a level; what is stored below them all the same comes from nobody.
    /// </summary>
    public string FindDiffering() =>
        $"""
        INSERT INTO {Differing} (union_id, period, indicator_id, own, own_denominator, from_nobody)
        SELECT COALESCE(m.union_id, k.union_id), COALESCE(m.period, k.period), COALESCE(m.indicator_id, k.indicator_id),
            COALESCE(m.own, 0), COALESCE(m.own_denominator, 0), COALESCE(k.from_nobody, 0)
        FROM {Measured} m FULL JOIN (
            SELECT x.union_id, x.period, x.indicator_id, x.own, x.own_denominator, x.from_nobody FROM (
                SELECT f.union_id, f.period, f.indicator_id, f.own, f.own_denominator,
                    CASE WHEN (f.below <> 0 OR f.below_denominator <> 0 OR f.overlap <> 0)
                        AND NOT EXISTS (SELECT 1 FROM federation.tree_closure e WHERE e.ancestor_id = f.union_id AND e.depth > 0)
                        THEN 1 ELSE 0 END AS from_nobody
                FROM {StoredOfChunk} JOIN {Periods} p ON p.code = f.period
                WHERE f.indicator_id NOT IN (SELECT i.id FROM figures.indicators i WHERE i.kind = {Coverage})
            ) x WHERE x.own <> 0 OR x.own_denominator <> 0 OR x.from_nobody = 1
        ) k ON k.union_id = m.union_id AND k.period = m.period AND k.indicator_id = m.indicator_id
        WHERE COALESCE(m.own, 0) <> COALESCE(k.own, 0) OR COALESCE(m.own_denominator, 0) <> COALESCE(k.own_denominator, 0) OR k.from_nobody = 1
        """;

    public IEnumerable<string> WriteDiffering() =>
    [
        $"""
        UPDATE {Figures} SET own = d.own, own_denominator = d.own_denominator,
            below = CASE d.from_nobody WHEN 1 THEN 0 ELSE {F}.below END,
            below_denominator = CASE d.from_nobody WHEN 1 THEN 0 ELSE {F}.below_denominator END,
            overlap = CASE d.from_nobody WHEN 1 THEN 0 ELSE {F}.overlap END
        FROM {Differing} d
        WHERE {F}.union_id = d.union_id AND {F}.period = d.period AND {F}.indicator_id = d.indicator_id
            AND {F}.union_id BETWEEN @from AND @to
        """,
        $"""
        INSERT INTO {Figures} (union_id, period, indicator_id, own, own_denominator, below, below_denominator, overlap)
        SELECT d.union_id, d.period, d.indicator_id, d.own, d.own_denominator, 0, 0, 0
        FROM {Differing} d
        WHERE NOT EXISTS (
            SELECT 1 FROM {Figures} f
            WHERE f.union_id = d.union_id AND f.period = d.period AND f.indicator_id = d.indicator_id AND f.union_id BETWEEN @from AND @to)
        """,
    ];

    /// <summary>Inserts measured values where there are no figures yet.</summary>
    public string InsertMeasured() =>
        $"""
        INSERT INTO {Figures} (union_id, period, indicator_id, own, own_denominator, below, below_denominator, overlap)
        SELECT m.union_id, m.period, m.indicator_id, m.own, m.own_denominator, 0, 0, 0
        FROM {Measured} m
        WHERE m.own <> 0 OR m.own_denominator <> 0
        """;

    /// <summary>
    /// The own values of the run's years, from their months: straight from figures to figures, or from the measured months and the stored ones that
    /// the run has not. In the order of the key, which is also the order in which they are quickest added up and written.
    /// </summary>
    public string MeasureYears(bool straight)
    {
        const string months = "f.period >= 194901";
        var stored = $"SELECT f.union_id, f.period, f.indicator_id, f.own, f.own_denominator FROM {StoredOfChunk} WHERE {months}";
        var from = straight ? stored : $"""
            SELECT m.union_id, m.period, m.indicator_id, m.own, m.own_denominator FROM {Measured} m
            UNION ALL
            {stored} AND NOT EXISTS (SELECT 1 FROM {Periods} r WHERE r.code = f.period)
            """;
        return $"""
            INSERT INTO {Into(straight)}
            SELECT x.union_id, x.period, x.indicator_id, x.own, x.own_denominator{(straight ? ", 0, 0, 0" : "")} FROM (
                SELECT k.union_id, p.code AS period, k.indicator_id,
                    SUM(CASE WHEN i.numerator = 0 OR k.period = p.stock_month THEN k.own ELSE 0 END) AS own,
                    SUM(CASE WHEN i.denominator = 0 OR k.period = p.stock_month THEN k.own_denominator ELSE 0 END) AS own_denominator
                FROM ({from}) k
                JOIN {Periods} p ON p.kind <> 0 AND k.period BETWEEN p.first_month AND p.last_month
                JOIN figures.indicators i ON i.id = k.indicator_id
                WHERE i.kind NOT IN ({Distinct}, {Coverage}) AND i.source NOT LIKE 'form:%' AND i.source <> '{CompletenessSource.Name}'
                GROUP BY k.union_id, p.code, k.indicator_id
            ) x WHERE x.own <> 0 OR x.own_denominator <> 0
            ORDER BY x.union_id, x.period, x.indicator_id
            """;
    }

    /// <summary>Writes the hashes of the chunk where they differ.</summary>
    public IEnumerable<string> SetCounted() =>
    [
        $"""
        DELETE FROM {CountedTable}
        WHERE {C}.union_id BETWEEN @from AND @to AND EXISTS (SELECT 1 FROM {Unions} s WHERE s.union_id = {C}.union_id)
            AND EXISTS (SELECT 1 FROM {Periods} p WHERE p.kind = 0 AND p.code = {C}.month)
            AND NOT EXISTS (
                SELECT 1 FROM {MeasuredHashes} n
                WHERE n.union_id = {C}.union_id AND n.month = {C}.month AND n.indicator_id = {C}.indicator_id AND n.hash = {C}.hash)
        """,
        $"""
        INSERT INTO {CountedTable} (union_id, month, indicator_id, hash)
        SELECT n.union_id, n.month, n.indicator_id, n.hash
        FROM {MeasuredHashes} n
        WHERE NOT EXISTS (
            SELECT 1 FROM {CountedTable} c
            WHERE c.union_id = n.union_id AND c.month = n.month AND c.indicator_id = n.indicator_id AND c.hash = n.hash AND c.union_id BETWEEN @from AND @to)
        """,
    ];

    public string InsertCounted() =>
        $"""
        INSERT INTO {CountedTable} (union_id, month, indicator_id, hash)
        SELECT n.union_id, n.month, n.indicator_id, n.hash
        FROM {MeasuredHashes} n
        """;

    /// <summary>How many different ones each union of the chunk counted itself, in each period of the run.</summary>
    public string CountOwn(bool straight) =>
        $"""
        INSERT INTO {Into(straight)}
        SELECT x.union_id, x.period, x.indicator_id, COUNT(*), 0{(straight ? ", 0, 0, 0" : "")} FROM (
            SELECT DISTINCT c.union_id, p.code AS period, c.indicator_id, c.hash FROM {Unions} s
            JOIN {CountedTable} c ON c.union_id = s.union_id AND c.union_id BETWEEN @from AND @to
            JOIN {Periods} p ON c.month BETWEEN p.first_month AND p.last_month
        ) x GROUP BY x.union_id, x.period, x.indicator_id
        """;

    // -- Full and after changes of the tree: what a level has below it -----------------------------------------------------------------------

    // The primary key: without statistics the planner looks up each row in turn.
    public IEnumerable<string> CreateForLevel() =>
    [
        dialect.CreateTemporary("targets", "union_id bigint NOT NULL, period int NOT NULL, PRIMARY KEY (union_id, period)"),
        dialect.CreateTemporary(
            "rolled",
            $"""
            union_id bigint NOT NULL, period int NOT NULL, indicator_id int NOT NULL,
            own {Amount} NOT NULL, below {Amount} NOT NULL, below_denominator {Amount} NOT NULL, overlap {Amount} NOT NULL,
            PRIMARY KEY (union_id, period, indicator_id)
            """),
    ];

    /// <summary>The unions of a level in a run's scope and above it, in each period of the run.</summary>
    public string TargetRun() =>
        $"""
        INSERT INTO {Targets} (union_id, period)
        SELECT u.union_id, p.code FROM (
            SELECT e.descendant_id AS union_id FROM federation.tree_closure e WHERE e.ancestor_id = @root AND e.descendant_level = @level
            UNION
            SELECT e.ancestor_id FROM federation.tree_closure e WHERE e.descendant_id = @root AND e.ancestor_level = @level
        ) u CROSS JOIN {Periods} p WHERE u.union_id BETWEEN @from AND @to
        """;

    /// <summary>The unions of a level in a root's subtree, in each period of the run.</summary>
    public string TargetBelow() =>
        $"""
        INSERT INTO {Targets} (union_id, period)
        SELECT DISTINCT e.descendant_id, p.code
        FROM federation.tree_closure e
        CROSS JOIN {Periods} p
        WHERE e.ancestor_id = @root AND e.descendant_level = @level
        """;

    /// <summary>The unions of a level whose children have changed, and those above them, in every period in use from the change on.</summary>
    public string TargetChanged() =>
        $"""
        INSERT INTO {Targets} (union_id, period)
        SELECT DISTINCT e.ancestor_id, p.code FROM {UnionPeriods}
        JOIN federation.tree_closure e ON e.descendant_id = r.union_id AND e.ancestor_level = @level
        JOIN federation.calendar c ON c.last_month >= r.period JOIN figures.periods_in_use p ON p.code = c.code
        """;

    public string RollValues() =>
        $"""
        INSERT INTO {Rolled} (union_id, period, indicator_id, own, below, below_denominator, overlap)
        SELECT t.union_id, t.period, f.indicator_id, 0, SUM(f.own + f.below), SUM(f.own_denominator + f.below_denominator), 0 FROM {Targets} t
        JOIN federation.calendar c ON c.code = t.period
        JOIN federation.tree_closure e ON e.ancestor_id = t.union_id AND {EdgeCounts}
        JOIN {Figures} f ON f.union_id = e.descendant_id AND f.period = t.period
        WHERE f.indicator_id NOT IN ({string.Join(", ", numbers.Distinct.Concat(numbers.HandedIn.Values.Distinct()).Append(numbers.Children))})
        GROUP BY t.union_id, t.period, f.indicator_id
        """;

    /// <summary>
    /// How many children there are and how many of them have handed in anything for each module, themselves or below. Kept for periods that have figures.
    /// </summary>
    public IEnumerable<string> RollCompleteness() =>
    [
        $"""
        INSERT INTO {Rolled} (union_id, period, indicator_id, own, below, below_denominator, overlap)
        SELECT t.union_id, t.period, {numbers.Children}, 0, COUNT(*), 0, 0 FROM {Targets} t
        JOIN federation.calendar c ON c.code = t.period JOIN figures.periods_in_use p ON p.code = t.period
        JOIN federation.tree_closure e ON e.ancestor_id = t.union_id AND {EdgeHolds}
        GROUP BY t.union_id, t.period
        """,
        $"""
        INSERT INTO {Rolled} (union_id, period, indicator_id, own, below, below_denominator, overlap)
        SELECT x.union_id, x.period, x.indicator_id, 0, COUNT(*), 0, 0 FROM (
            SELECT DISTINCT t.union_id, t.period, h.reported AS indicator_id, f.union_id AS child_id FROM {Targets} t
            JOIN federation.calendar c ON c.code = t.period
            JOIN federation.tree_closure e ON e.ancestor_id = t.union_id AND {EdgeHolds}
            JOIN {Figures} f ON f.union_id = e.descendant_id AND f.period = t.period
                AND f.indicator_id BETWEEN {numbers.HandedIn.Keys.Min()} AND {numbers.HandedIn.Keys.Max()}
            JOIN (VALUES {string.Join(", ", numbers.HandedIn.Select(h => $"({h.Key}, {h.Value})"))}) AS h (handed_in, reported) ON h.handed_in = f.indicator_id
            WHERE f.own + f.below > 0
        ) x GROUP BY x.union_id, x.period, x.indicator_id
        """,
    ];

    /// <summary>Distinct counts of the level from the hashes of the whole subtree, each once.</summary>
    public string RollDistinct() =>
        $"""
        {dialect.With} down (target, period, union_id, depth) AS (
            SELECT t.union_id, t.period, t.union_id, 0 FROM {Targets} t
            UNION ALL
            SELECT d.target, d.period, e.descendant_id, d.depth + 1 FROM down d
            JOIN federation.calendar c ON c.code = d.period JOIN federation.tree_closure e ON e.ancestor_id = d.union_id AND {EdgeCounts}
        )
        INSERT INTO {Rolled} (union_id, period, indicator_id, own, below, below_denominator, overlap)
        SELECT x.target, x.period, x.indicator_id, SUM(x.own), SUM(x.below), 0, -SUM(x.own * x.below) FROM (
            SELECT d.target, d.period, b.indicator_id, b.hash,
                MAX(CASE WHEN d.depth = 0 THEN 1 ELSE 0 END) AS own, MAX(CASE WHEN d.depth = 0 THEN 0 ELSE 1 END) AS below
            FROM down d JOIN federation.calendar c ON c.code = d.period
            JOIN {CountedTable} b ON b.union_id = d.union_id AND b.month BETWEEN c.first_month AND c.last_month
            GROUP BY d.target, d.period, b.indicator_id, b.hash
        ) x GROUP BY x.target, x.period, x.indicator_id
        """;

    public IEnumerable<string> SetBelow() =>
    [
        $"""
        UPDATE {Figures} SET below = r.below, below_denominator = r.below_denominator, overlap = r.overlap
        FROM {Rolled} r
        WHERE {F}.union_id = r.union_id AND {F}.period = r.period AND {F}.indicator_id = r.indicator_id
            AND ({F}.below <> r.below OR {F}.below_denominator <> r.below_denominator OR {F}.overlap <> r.overlap)
        """,
        $"""
        INSERT INTO {Figures} (union_id, period, indicator_id, own, own_denominator, below, below_denominator, overlap)
        SELECT r.union_id, r.period, r.indicator_id, r.own, 0, r.below, r.below_denominator, r.overlap
        FROM {Rolled} r
        WHERE (r.own <> 0 OR r.below <> 0 OR r.below_denominator <> 0)
            AND NOT EXISTS (
                SELECT 1 FROM {Figures} f
                WHERE f.union_id = r.union_id AND f.period = r.period AND f.indicator_id = r.indicator_id)
        """,
        $"""
        UPDATE {Figures} SET below = 0, below_denominator = 0, overlap = 0
        FROM {Targets} t
        WHERE {F}.union_id = t.union_id AND {F}.period = t.period
            AND ({F}.below <> 0 OR {F}.below_denominator <> 0 OR {F}.overlap <> 0)
            AND NOT EXISTS (
                SELECT 1 FROM {Rolled} r
                WHERE r.union_id = {F}.union_id AND r.period = {F}.period AND r.indicator_id = {F}.indicator_id)
        """,
    ];

    /// <summary>The unions of a level that a run rolls up, and how many stand below each.</summary>
    public string LevelSizes() =>
        """
        SELECT u.union_id, (SELECT COUNT(*) FROM federation.tree_closure e WHERE e.ancestor_id = u.union_id AND e.depth = 1) FROM (
            SELECT e.descendant_id AS union_id FROM federation.tree_closure e WHERE e.ancestor_id = @root AND e.descendant_level = @level
            UNION
            SELECT e.ancestor_id FROM federation.tree_closure e WHERE e.descendant_id = @root AND e.ancestor_level = @level
        ) u ORDER BY u.union_id
        """;

    /// <summary>Every parent of a run's scope.</summary>
    public string ScopeParents() =>
        "SELECT DISTINCT e.descendant_id FROM federation.tree_closure e WHERE e.ancestor_id = @root AND e.descendant_level < 3";

    // -- Checking ---------------------------------------------------------------------------------------------------------------------------

    /// <summary>Every stored figure of the run's periods that differs from a fresh measurement.</summary>
    public string Differences() =>
        $"""
        SELECT {dialect.Top("@most").Front}x.union_id, x.period, x.indicator_id,
            SUM(x.own), SUM(x.own_denominator), SUM(x.below), SUM(x.below_denominator), SUM(x.overlap),
            SUM(x.expected_own), SUM(x.expected_own_denominator), SUM(x.expected_below), SUM(x.expected_below_denominator), SUM(x.expected_overlap)
        FROM (
            SELECT f.union_id, f.period, f.indicator_id, f.own, f.own_denominator, f.below, f.below_denominator, f.overlap,
                0 AS expected_own, 0 AS expected_own_denominator, 0 AS expected_below, 0 AS expected_below_denominator, 0 AS expected_overlap
            FROM {Unions} s
            CROSS JOIN {Periods} p
            JOIN figures.figures f ON f.union_id = s.union_id AND f.period = p.code
            UNION ALL
            SELECT k.union_id, k.period, k.indicator_id, 0, 0, 0, 0, 0, k.own, k.own_denominator, k.below, k.below_denominator, k.overlap
            FROM {Figures} k JOIN {Unions} s ON s.union_id = k.union_id
        ) x GROUP BY x.union_id, x.period, x.indicator_id
        HAVING SUM(x.own) <> SUM(x.expected_own) OR SUM(x.own_denominator) <> SUM(x.expected_own_denominator) OR SUM(x.below) <> SUM(x.expected_below)
            OR SUM(x.below_denominator) <> SUM(x.expected_below_denominator) OR SUM(x.overlap) <> SUM(x.expected_overlap)
        ORDER BY x.period, x.union_id, x.indicator_id{dialect.Top("@most").Behind}
        """;

    private const int Distinct = (int)Kernel.Figures.IndicatorKind.Distinct;
    private const int Coverage = (int)Kernel.Figures.IndicatorKind.Coverage;

    private string Scope => dialect.RowsFromJson("@scope", ("union_id", "bigint"), ("month", "int"));
    private string UnionPeriods => dialect.RowsFromJson("@rows", ("union_id", "bigint"), ("period", "int"));
    private string PeriodRows => dialect.RowsFromJson("@rows", ("period", "int"));
    private string Keys => dialect.RowsFromJson("@rows", ("union_id", "bigint"), ("period", "int"), ("indicator_id", "int"));

    private string Unpivot(string query, IReadOnlyList<(int Indicator, string Column, string? Denominator)> columns, string more)
    {
        var rows = columns.Select(c => $"({c.Indicator}, {Cast(c.Column)}, {(c.Denominator is null ? $"CAST(0 AS {Money})" : Cast(c.Denominator))})");
        return $"""
            SELECT q.{dialect.Quote("UnionId")}, q.{dialect.Quote("Month")}, v.indicator_id, v.own, v.own_denominator{more}
            FROM ({query}) q {dialect.LateralJoin} (VALUES {string.Join(", ", rows)}) AS v (indicator_id, own, own_denominator)
            WHERE v.own <> 0 OR v.own_denominator <> 0
            """;
    }

    private string Into(bool straight) => straight
        ? $"{Figures} (union_id, period, indicator_id, own, own_denominator, below, below_denominator, overlap)"
        : $"{Measured} (union_id, period, indicator_id, own, own_denominator)";

    private string Money => dialect.Name == "SqlServer" ? "decimal(20,2)" : Amount;

    private string Cast(string column) => $"CAST(COALESCE(q.{dialect.Quote(column)}, 0) AS {Money})";

}

/// <summary>The numbers of a coverage and of what it rests on: whose totals cover, and who is to be covered.</summary>
internal sealed record CoverageParts(int Id, int Above, int Below)
{
    public static List<CoverageParts> Of(Catalogue.IndicatorCatalogue catalogue) =>
        [.. catalogue.All.Where(i => i.Kind == Kernel.Figures.IndicatorKind.Coverage).Select(i => new CoverageParts(catalogue.Ids[i.Code], catalogue.Ids[i.Above!], catalogue.Ids[i.Below!]))];
}
