using Autofac;
using Federation.Framework.Tenancy;
using Federation.Host.Start;
using Federation.Unions.Contracts;
using Npgsql;

namespace Federation.Benchmarks;

/// <summary>
/// The databases that are measured: the real tree of Shaanxi with made-up grassroots unions, and records of one year, 83 a union, in the order in which
/// clerks would have recorded them: day by day over the whole province.
/// </summary>
internal static class Province
{
    public const string Code = "610000";
    public const int Year = 2017;

    /// <summary>No generated record has a higher id; the product's own begin far above.</summary>
    public const long HighestId = 100_000_000_000L * 100;

    /// <summary>Deliveries by day of a summer or winter, inspections, funds and the rest: 83 records a union and year.</summary>
    private const int RecordsOfUnion = 83;

    public static Task<Installation> TreeAsync(Stage stage, int unions) => stage.DatabaseAsync($"tree{unions}", null, (container, connection) => FoundAsync(container, connection, unions));

    /// <summary>A tree with a year's records that are not personal but for a few students.</summary>
    public static async Task<Installation> YearAsync(Stage stage, int unions)
    {
        await using (await TreeAsync(stage, unions)) { }
        return await stage.DatabaseAsync($"year{unions}", $"tree{unions}", async (_, connection) =>
        {
            await PrepareAsync(connection);
            await CampaignsAsync(connection);
            await BulkAsync(connection, async () =>
            {
                foreach (var (table, columns, months, each, values) in Records) await connection.RunAsync(Insert(table, columns, months, each, values));
                await connection.RunAsync(Payments);
            });
            var count = await connection.ScalarAsync($"SELECT {string.Join(" + ", Records.Select(r => $"(SELECT COUNT(*) FROM seasonal.{r.Table})").Append("(SELECT COUNT(*) FROM seasonal.scholarship_payments)"))}");
            stage.Say($"{count} records");
        });
    }

    /// <summary>A tree with winter visits to named people alone: as many recipients as the other has records, a fifth of them visited by others too.</summary>
    public static async Task<Installation> RecipientsAsync(Stage stage, int unions)
    {
        await using (await TreeAsync(stage, unions)) { }
        return await stage.DatabaseAsync($"people{unions}", $"tree{unions}", async (_, connection) =>
        {
            await PrepareAsync(connection);
            await CampaignsAsync(connection);
            await BulkAsync(connection, async () =>
            {
                await connection.RunAsync(Insert("winter_deliveries", "\"group\", named, place, head_count, money, goods_value, portions", "1,2,11,12", 1, "x.h % 5, TRUE, '困难职工家庭', 21, 10500, 0, 0"));
                await connection.RunAsync($"""
                    INSERT INTO seasonal.winter_recipients (id, union_id, delivery_id, month, name, identity_encrypted, person_hash, amount)
                    SELECT {Base(30)} + row_number() OVER (), d.union_id, d.id, d.month, '受访职工', decode(repeat(md5(p.person::text), 3), 'hex')::bytea, decode(md5(p.person::text), 'hex'), 500
                    FROM seasonal.winter_deliveries d JOIN bench_unions u ON u.union_id = d.union_id CROSS JOIN LATERAL (
                        SELECT CASE WHEN r.k % 5 = 0 THEN abs(hashint8extended(d.id, r.k) / 1000) % (SELECT COUNT(*) * {RecordsOfUnion} FROM bench_unions) ELSE u.n * 100 + (d.month % 4) * 25 + r.k END AS person
                        FROM generate_series(1, CASE WHEN d.month % 100 = 1 THEN 20 ELSE 21 END) r(k)
                    ) p
                    """);
            });
            stage.Say($"{await connection.ScalarAsync("SELECT COUNT(*) FROM seasonal.winter_recipients")} recipients");
        });
    }

    private static async Task FoundAsync(IContainer container, NpgsqlConnection connection, int unions)
    {
        await using (var scope = container.BeginLifetimeScope())
        {
            scope.Resolve<Caller>().ActAsSystem();
            await scope.Resolve<IUnionRegistry>().FoundManyAsync(UnionSeed.Read(Path.Combine(Clone.Folder, "seeds"), unions, 1), null, CancellationToken.None);
        }
        // What founding marked is the running month's, which is not what is measured here.
        await connection.RunAsync("DELETE FROM federation.stale_marks");
        await connection.RunAsync("VACUUM ANALYZE");
    }

    private static Task PrepareAsync(NpgsqlConnection connection) => connection.RunAsync(
        $"""
        CREATE TEMPORARY TABLE bench_unions AS SELECT e.descendant_id AS union_id, row_number() OVER (ORDER BY e.descendant_id) AS n
        FROM federation.tree_closure e JOIN unions.versions v ON v.union_id = e.ancestor_id AND v.code = '{Code}'
        WHERE e.valid_to IS NULL AND e.valid_from < DATE '{Year}-01-01';
        ANALYZE bench_unions
        """);

    private static Task CampaignsAsync(NpgsqlConnection connection) => connection.RunAsync(
        $"""
        INSERT INTO seasonal.campaigns (id, union_id, season, year, code, name, starts, ends, budget, state, started_on, month, version)
        SELECT {Base(1)} + s.season * 1000000 + u.n, u.union_id, s.season, {Year}, '{Year}-' || s.word, s.name, DATE '{Year}-01-01', DATE '{Year}-12-31', 20000 + u.n % 1000, 1, DATE '{Year}-01-01', {Year}01, 2
        FROM (VALUES (0, 'spring', '春送岗位'), (1, 'summer', '夏送清凉'), (2, 'autumn', '金秋助学'), (3, 'winter', '冬送温暖')) s(season, word, name) CROSS JOIN bench_unions u ORDER BY s.season, u.n;
        INSERT INTO seasonal.campaign_accounts (campaign_id, union_id, raised, spent) SELECT id, union_id, 1000000, 0 FROM seasonal.campaigns;
        ANALYZE seasonal.campaigns
        """);

    private static readonly (string Table, string Columns, string Months, int Each, string Values)[] Records =
    [
        ("funds", "source, amount, from_parent, season", "1,6,8,12", 1, "x.h % 4, 1000 + x.h % 9000, x.h % 7 = 0, CASE x.m WHEN 6 THEN 1 WHEN 8 THEN 2 ELSE 3 END"),
        ("summer_deliveries", "\"group\", site, place, head_count, money, goods_value, portions", "5,6,7,8,9", 6, "x.h % 7, x.h % 3, '二号井口避暑点', 5 + x.h % 200, x.h % 500, (x.h % 100000) / 100.0, 5 + x.h % 300"),
        ("inspections", "place, hazards_found, hazards_fixed, finding", "6,7,8", 5, "'选煤厂', x.h % 4, (x.h % 4) / 2, NULL"),
        ("winter_deliveries", "\"group\", named, place, head_count, money, goods_value, portions", "1,2,11,12", 5, "x.h % 5, FALSE, '困难职工家庭', 1 + x.h % 40, x.h % 3000, (x.h % 80000) / 100.0, 1 + x.h % 60"),
        ("posts_offered", "employer, title, count, place", "2,3,4,5,6", 1, "'神木煤业', '机电工', 1 + x.h % 50, '神木'"),
        ("trainings", "topic, places_taken", "3,4,5", 1, "'电工', 5 + x.h % 40"),
        ("placements", "employer, people", "3,4,5", 1, "'神木煤业', 1 + x.h % 9"),
        ("scholarship_grants", "student, identity_encrypted, person_hash, school, stage, amount, state", "7", 1, "'受助学生', decode(repeat(md5(x.n::text), 3), 'hex'), decode(md5(x.n::text), 'hex'), '西安交通大学', 4, 5000, 1"),
    ];

    private static readonly string Payments = $"""
        INSERT INTO seasonal.scholarship_payments (id, union_id, campaign_id, date, month, version, grant_id, amount, person_hash)
        SELECT {Base(20)} + row_number() OVER (ORDER BY p.m, g.id), g.union_id, g.campaign_id, make_date({Year}, p.m, 15), {Year}00 + p.m, 1, g.id, 2000 + g.id % 500, g.person_hash
        FROM seasonal.scholarship_grants g CROSS JOIN (VALUES (8), (9)) p(m) ORDER BY p.m, g.id
        """;

    private static string Insert(string table, string columns, string months, int each, string values)
    {
        var season = table switch { "posts_offered" or "trainings" or "placements" => "0", "summer_deliveries" or "inspections" => "1", "scholarship_grants" => "2", "winter_deliveries" => "3", _ => "CASE x.m WHEN 6 THEN 1 WHEN 8 THEN 2 ELSE 3 END" };
        var place = Array.FindIndex(Records, r => r.Table == table) + 2;
        return $"""
            INSERT INTO seasonal.{table} (id, union_id, campaign_id, date, month, version, {columns})
            SELECT {Base(place)} + row_number() OVER (ORDER BY x.date, x.h), x.union_id, {Base(1)} + ({season}) * 1000000 + x.n, x.date, {Year}00 + x.m, 1, {values}
            FROM (
                SELECT u.union_id, u.n, m.m, make_date({Year}, m.m, 1 + (k.h % 28)::int) AS date, k.h / 28 AS h FROM bench_unions u, unnest(ARRAY[{months}]) m(m),
                    LATERAL (SELECT abs(hashint8extended(u.union_id, m.m * 100 + g.k) / 1000) AS h FROM generate_series(1, {each}) g(k)) k
            ) x ORDER BY x.date, x.h
            """;
    }

    /// <summary>Ids of a table's records; later tables' are higher.</summary>
    private static string Base(int table) => $"{100_000_000_000L * table}";

    /// <summary>Fills with the indexes taken away and the foreign keys not looked up, and leaves the tables as long use would: vacuumed and analysed.</summary>
    private static async Task BulkAsync(NpgsqlConnection connection, Func<Task> fill)
    {
        var indexes = await connection.ListAsync(
            "SELECT i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid) FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = 'seasonal' AND NOT i.indisprimary AND c.relname NOT LIKE 'campaign%'",
            r => (Name: r.GetString(0), Definition: r.GetString(1)));
        await connection.RunAsync("SET session_replication_role = replica; SET maintenance_work_mem = '512MB'; SET work_mem = '256MB'; SET synchronous_commit = off");
        foreach (var index in indexes) await connection.RunAsync($"DROP INDEX {index.Name}");
        await fill();
        foreach (var index in indexes) await connection.RunAsync(index.Definition);
        await connection.RunAsync("VACUUM ANALYZE");
    }
}

internal static class Clone
{
    /// <summary>The folder of the clone that this was built in.</summary>
    public static string Folder { get; } = Find(AppContext.BaseDirectory);

    private static string Find(string folder) => File.Exists(Path.Combine(folder, "Federation.sln"))
        ? folder
        : Find(Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("Start the benchmarks from their clone."));
}
