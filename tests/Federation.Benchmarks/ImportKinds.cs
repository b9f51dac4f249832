using System.Globalization;
using Federation.Kernel.Checks;
using Npgsql;

namespace Federation.Benchmarks;

/// <summary>
/// Tables of the lines of work whose rows find their records, each against a bulk copy of the rows that it becomes into tables of the same columns and indexes. Handed in
/// again every row finds its record and changes nothing.
/// </summary>
internal static class ImportKinds
{
    private const string Unguarded = "SET session_replication_role = replica;", Guarded = "SET session_replication_role = DEFAULT";
    private const string Fair = "春风行动招聘会", Starts = "2018-03-10", Honour = "先进个人";

    private static readonly string[] Filled =
        ["fairs.fairs", "fairs.stands", "fairs.posts", "fairs.seekers", "stations.sites", "stations.served", "models.honours", "models.files", "models.awards", "models.benefits", "federation.claims", "federation.csv_imports"];

    /// <summary>Each after those that it rests on.</summary>
    private static readonly (string Kind, string Headings, Func<int, string> Row, string[] Tables)[] Kinds =
    [
        ("fair-stands", "fair,employer,employerCode,sector,stall,attendance", i => $"{Fair},某某机械制造有限公司{i},{Employer(i)},manufacturing,A{i},present", ["fairs.stands"]),
        ("fair-posts", "fair,employerCode,title,place,trade,openings,wageFrom,wageTo,division", i => $"{Fair},{Employer(i)},焊工,某区某路{i % 900}号,welding,{1 + (i % 20)},3800,4600,610102", ["fairs.posts"]),
        ("fair-seekers", "fair,phone,name,identityNumber,trade,division,wage,arrivedOn", i => $"{Fair},{13900000000 + i},张三,{Identity(i)},welding,610102,4500,{Starts}", ["fairs.seekers"]),
        ("stations", "code,kind,name,address,latitude,longitude,builtBy,openingHours,state,since", i =>
            string.Create(CultureInfo.InvariantCulture, $"Z{i},station,第{i}爱心驿站,某区某路{i}号,{34 + (i % 1000 / 1000m)},{108 + (i / 1000 / 1000m)},own,周一至周五 08:00-18:00,in-service,2017-12-01"),
            ["stations.sites", "stations.opening_hours", "stations.states", "stations.published_sites", "stations.published_hours"]),
        ("stations-served", "station,date,group,people", i => $"Z{i % 1000},{new DateOnly(2018, 1, 1).AddDays(i / 1000):yyyy-MM-dd},couriers,{1 + (i % 90)}", ["stations.served"]),
        ("models", "name,identityNumber,honour,number,date,workplace,retiredOn", i => $"张三,{Identity(i)},{Honour},工发{i / 1000}号,1989-05-01,某某机修厂,2015-01-01", ["models.files", "models.awards", "federation.claims"]),
        ("models-benefits", "identityNumber,name,date,kind,amount", i => $"{Identity(i)},张三,2018-04-10,recuperation,3000", ["models.benefits"]),
    ];

    public static async Task<IReadOnlyList<Row>> MeasureAsync(Stage stage)
    {
        await using (await Province.TreeAsync(stage, stage.FewUnions)) { }
        await using var installation = await stage.DatabaseAsync($"kinds{stage.FewUnions}", $"tree{stage.FewUnions}", (_, _) => Task.CompletedTask);
        await using var connection = new NpgsqlConnection(stage.Superuser(installation));
        await connection.OpenAsync();
        // Kept databases have those of the last time.
        await connection.RunAsync($"{Unguarded} TRUNCATE {string.Join(", ", Filled)} CASCADE; {Guarded}");
        var (union, id) = (await connection.ListAsync("SELECT v.code, v.union_id FROM unions.versions v JOIN federation.tree_closure c ON c.descendant_id = v.union_id AND c.depth = 0 AND c.descendant_level = 3 WHERE v.valid_to IS NULL ORDER BY v.union_id LIMIT 1", r => (r.GetString(0), r.GetInt64(1)))).Single();
        await connection.RunAsync($"INSERT INTO models.honours (id, union_id, holder_id, version, name, kind, level, recipient, granting, body) VALUES (1, {id}, 0, 1, '{Honour}', 0, 2, 0, 2, '某区总工会')");
        await using var container = installation.Build();
        await ImportAsync("fairs", "title,mode,starts,ends,venue,state", 1, _ => $"{Fair},venue,{Starts},2018-03-11,工人文化宫,announced");
        var few = stage.Of(20, 1_000, 1_000);
        var many = stage.Of(50, 5_000, 100_000);
        var found = new List<Row>();
        foreach (var (kind, headings, row, tables) in Kinds)
        {
            // As with the other tables, what is measured is not the first of its kind: its code is compiled.
            await ImportAsync(kind, headings, few, i => row(many + i));
            var first = await ImportAsync(kind, headings, many, row);
            var again = await ImportAsync(kind, headings, many, row);
            var copies = new List<Took>();
            for (var time = 0; time < 2 * stage.Times; time++) copies.Add(await CopyAsync(stage, connection, tables));
            var copy = Took.Median(copies);
            stage.Say($"{kind} {first}, again {again}, against {copy}");
            found.Add(new Row($"import of {many} rows of {kind}", $"{first}", $"{copy}", first / copy, first.WorkOver(copy), "≤ 5", $"bulk copy of {string.Join(", ", tables)}"));
            found.Add(new Row("the same handed in again, nothing changed", $"{again}", $"{copy}", again / copy, again.WorkOver(copy), ""));
        }
        return found;

        async Task<Took> ImportAsync(string kind, string headings, int rows, Func<int, string> row)
        {
            var file = Path.GetTempFileName();
            try
            {
                await File.WriteAllLinesAsync(file, Enumerable.Range(0, rows).Select(row).Prepend(headings));
                return await stage.TimeAsync(() => ImportRows.ImportAsync(container, kind, union, file));
            }
            finally
            {
                File.Delete(file);
            }
        }
    }

    private static string Employer(int number)
    {
        var code = string.Create(CultureInfo.InvariantCulture, $"91610100{number:000000000}");
        return code + SocialCreditCode.CheckCharacter(code);
    }

    private static string Identity(int number)
    {
        var digits = string.Create(CultureInfo.InvariantCulture, $"610102{new DateOnly(1950, 1, 1).AddDays(number / 900):yyyyMMdd}{100 + (number % 900):000}");
        return digits + IdentityNumber.CheckDigit(digits);
    }

    /// <summary>The tables' rows, as the database hands them out, taken out of them and written back in one transaction.</summary>
    private static async Task<Took> CopyAsync(Stage stage, NpgsqlConnection connection, string[] tables)
    {
        var rows = new List<(string Table, MemoryStream Rows)>();
        foreach (var table in tables)
        {
            var read = new MemoryStream();
            await using (var from = await connection.BeginRawBinaryCopyAsync($"COPY {table} TO STDOUT (FORMAT BINARY)")) await from.CopyToAsync(read);
            read.Position = 0;
            rows.Add((table, read));
        }
        await connection.RunAsync($"{Unguarded} TRUNCATE {string.Join(", ", tables)} CASCADE; {Guarded}");
        return await stage.TimeAsync(async () =>
        {
            await using var transaction = await connection.BeginTransactionAsync();
            foreach (var (table, read) in rows)
            {
                await using var into = await connection.BeginRawBinaryCopyAsync($"COPY {table} FROM STDIN (FORMAT BINARY)");
                await read.CopyToAsync(into);
            }
            await transaction.CommitAsync();
        });
    }
}
