using System.Globalization;
using Autofac;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Federation.Framework.Export;
using Federation.Framework.Handlers;
using Federation.Framework.Import;
using Federation.Framework.Tenancy;
using Federation.Framework.Web;
using Federation.Host.Start;
using Npgsql;
using NpgsqlTypes;

namespace Federation.Benchmarks;

/// <summary>
/// A table of summer deliveries, as CSV and as a workbook, checked row by row, against a bulk copy of the rows that it becomes, and the workbook against reading
/// its sheet.
/// </summary>
internal static class ImportRows
{
    private const string Kind = "deliveries-summer";

    public static async Task<IReadOnlyList<Row>> MeasureAsync(Stage stage)
    {
        await using var installation = await Province.YearAsync(stage, stage.FewUnions);
        await using var connection = await stage.ConnectAsync(installation);
        // A union of its own for every import and every copy, in kept databases too: the same file twice would be refused, and only imported rows have items.
        var unions = new Queue<(string Code, long Id, long Campaign)>(await connection.ListAsync(
            "SELECT v.code, v.union_id, c.id FROM seasonal.campaigns c JOIN unions.versions v ON v.union_id = c.union_id AND v.valid_to IS NULL WHERE c.season = 1 AND NOT EXISTS (SELECT 1 FROM seasonal.summer_delivery_items i WHERE i.union_id = c.union_id) ORDER BY c.id DESC",
            r => (r.GetString(0), r.GetInt64(1), r.GetInt64(2))));
        var (many, few) = stage.Of((50, 20), (5_000, 1_000), (100_000, 10_000));
        var (most, sizes) = (2 * many, new Dictionary<string, HostProcess>());
        var (manyFile, fewFile, mostFile) = (await WriteAsync(many), await WriteAsync(few), await WriteAsync(most));
        var (manyBook, mostBook) = (await WriteBookAsync(many), await WriteBookAsync(most));
        try
        {
            await using var container = installation.Build();
            await ImportAsync(container, Kind, unions.Dequeue().Code, fewFile);
            var (ours, theirs) = (new List<Took>(), new List<Took>());
            var (books, sheets, cells) = (new List<Took>(), new List<Took>(), new List<Took>());
            for (var time = 0; time < 2 * stage.Times; time++)
            {
                var place = unions.Dequeue();
                ours.Add(await stage.TimeAsync(() => ImportAsync(container, Kind, place.Code, manyFile)));
                var other = unions.Dequeue();
                var (deliveries, items) = await RowsAsync(connection, place.Id, other);
                theirs.Add(await stage.TimeAsync(() => CopyAsync(connection, deliveries, items)));
                books.Add(await stage.TimeAsync(() => ImportAsync(container, Kind, unions.Dequeue().Code, manyBook)));
                sheets.Add(await stage.TimeAsync(() => Task.FromResult(ReadSheet(manyBook))));
                cells.Add(await stage.TimeAsync(() => ReadCellsAsync(manyBook)));
                stage.Say($"import {ours[^1]} against {theirs[^1]}; of Excel {books[^1]}, its sheet read by Open XML {sheets[^1]}, by ours {cells[^1]}");
            }
            var (median, baseline) = (Took.Median(ours), Took.Median(theirs));
            foreach (var file in new[] { fewFile, manyFile, mostFile, manyBook, mostBook })
                await (sizes[file] = new HostProcess(stage, installation)).RunAsync("import", Kind, file, "--union", unions.Dequeue().Code);
            var (book, sheet, own) = (Took.Median(books), Took.Median(sheets), Took.Median(cells));
            return
            [
                new Row($"import of {many} rows of CSV, checked row by row", $"{median}", $"{baseline}", median / baseline, median.WorkOver(baseline), "≤ 5", "bulk copy of the same deliveries and items from memory"),
                new Row($"its memory with {many} rows against {few}", Peak(manyFile), Peak(fewFile), Ratio(manyFile, fewFile), "", "flat", "peak working set of the host's program"),
                new Row($"its memory with {most} rows against {many}", Peak(mostFile), Peak(manyFile), Ratio(mostFile, manyFile), "", "flat"),
                new Row($"import of {many} rows of Excel, against the same bulk copy", $"{book}", $"{baseline}", book / baseline, book.WorkOver(baseline), ""),
                new Row("the same against reading the sheet", $"{book}", $"{sheet}", book / sheet, book.WorkOver(sheet), "≤ 3", "every cell's text with Open XML's streaming reader"),
                new Row("the same against reading the sheet as the import does", $"{book}", $"{own}", book / own, book.WorkOver(own), ""),
                new Row($"its memory with {most} rows against {many}", Peak(mostBook), Peak(manyBook), Ratio(mostBook, manyBook), "", "flat"),
            ];

            string Peak(string file) => $"{sizes[file].PeakMegabytes:0} MB";
            string Ratio(string file, string against) => $"{sizes[file].PeakMegabytes / sizes[against].PeakMegabytes:0.00}";
        }
        finally
        {
            foreach (var file in new[] { manyFile, fewFile, mostFile, manyBook, mostBook }) File.Delete(file);
        }
    }

    private static async Task<string> WriteAsync(int rows)
    {
        var file = Path.GetTempFileName();
        await using var csv = new StreamWriter(file);
        await csv.WriteLineAsync("campaign,date,group,place,site,headCount,money,item,quantity,unit,value,inPortions");
        string[] groups = ["miners", "site-workers", "couriers", "drivers"];
        for (var i = 0; i < rows; i++)
        {
            await csv.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"{Province.Year}-summer,{Province.Year}-{6 + (i % 3):00}-{1 + (i % 28):00},{groups[i % 4]},{i % 900}号工地避暑点,{(i % 3 == 0 ? "enterprise" : "site")},{5 + (i % 200)},1.50,绿豆汤,{10 + (i % 50)},份,{i % 7}.25,true"));
        }
        return file;
    }

    /// <summary>The same rows as a workbook: texts, days and numbers as Excel has them.</summary>
    private static async Task<string> WriteBookAsync(int rows)
    {
        var path = Path.GetTempFileName();
        string[] columns = ["campaign", "date", "group", "place", "site", "headCount", "money", "item", "quantity", "unit", "value", "inPortions"], groups = ["miners", "site-workers", "couriers", "drivers"];
        var table = new ExportTable("rows", [.. columns.Select(c => new ExportColumn(c))], Enumerable.Range(0, rows).Select(i => (IReadOnlyList<object?>)new object?[]
        {
            $"{Province.Year}-summer", new DateOnly(Province.Year, 6 + (i % 3), 1 + (i % 28)), groups[i % 4], $"{i % 900}号工地避暑点", i % 3 == 0 ? "enterprise" : "site", 5m + (i % 200), 1.50m, "绿豆汤",
            10m + (i % 50), "份", (i % 7) + 0.25m, "true",
        }).ToAsyncEnumerable());
        await using var file = new FileStream(path, FileMode.Create, FileAccess.ReadWrite);
        await XlsxTable.WriteAsync(table, file, CancellationToken.None);
        return path;
    }

    /// <summary>What anybody would write to read a sheet without holding it in memory.</summary>
    private static long ReadSheet(string path)
    {
        using var document = SpreadsheetDocument.Open(path, isEditable: false);
        using var reader = OpenXmlReader.Create(document.WorkbookPart!.WorksheetParts.Single());
        var characters = 0L;
        while (reader.Read())
            if (reader.ElementType == typeof(Cell) && reader.IsStartElement) characters += ((Cell)reader.LoadCurrentElement()!).InnerText.Length;
        return characters;
    }

    private static async Task<long> ReadCellsAsync(string path)
    {
        using var file = await TableFile.OpenAsync(path, CancellationToken.None);
        using var rows = file.Read((line, problem) => throw new InvalidOperationException($"{line} {problem.Code}"));
        var headings = await rows.ReadHeadingsAsync(h => (h.Count, true), CancellationToken.None);
        var characters = 0L;
        while (await rows.ReadAsync(CancellationToken.None))
            for (var i = 0; i < headings.Count; i++) characters += rows[i]?.Length ?? 0;
        return characters;
    }

    internal static async Task ImportAsync(IContainer container, string kind, string union, string path)
    {
        await using var scope = container.BeginLifetimeScope();
        var caller = scope.Resolve<Caller>();
        caller.ActAsSystem();
        await caller.EnterAsync(union, scope.Resolve<IUnionResolver>(), CancellationToken.None);
        using var file = await TableFile.OpenAsync(path, CancellationToken.None);
        await scope.Resolve<IHandler<ImportTable, ImportedTable>>().HandleAsync(new ImportTable(kind, file.Fingerprint) { File = file }, CancellationToken.None);
    }

    /// <summary>The rows that an import has made, as another union's.</summary>
    private static async Task<(List<object[]> Deliveries, List<object[]> Items)> RowsAsync(NpgsqlConnection connection, long union, (string Code, long Id, long Campaign) other)
    {
        const long shift = 1L << 61;
        var deliveries = await connection.ListAsync(
            $"SELECT id - {shift}, \"group\", site, {other.Id}::bigint, {other.Campaign}::bigint, date, month, version, place, head_count, money, goods_value, portions FROM seasonal.summer_deliveries WHERE union_id = {union} AND id > {Province.HighestId}", Values);
        var items = await connection.ListAsync(
            $"SELECT id - {shift}, {other.Id}::bigint, delivery_id - {shift}, name, quantity, unit, value, in_portions FROM seasonal.summer_delivery_items WHERE union_id = {union}", Values);
        return (deliveries, items);

        static object[] Values(NpgsqlDataReader reader)
        {
            var values = new object[reader.FieldCount];
            reader.GetValues(values);
            return values;
        }
    }

    private static async Task CopyAsync(NpgsqlConnection connection, List<object[]> deliveries, List<object[]> items)
    {
        await using var transaction = await connection.BeginTransactionAsync();
        await WriteAsync("summer_deliveries (id, \"group\", site, union_id, campaign_id, date, month, version, place, head_count, money, goods_value, portions)", deliveries,
            NpgsqlDbType.Bigint, NpgsqlDbType.Smallint, NpgsqlDbType.Smallint, NpgsqlDbType.Bigint, NpgsqlDbType.Bigint, NpgsqlDbType.Date, NpgsqlDbType.Integer, NpgsqlDbType.Integer,
            NpgsqlDbType.Varchar, NpgsqlDbType.Integer, NpgsqlDbType.Numeric, NpgsqlDbType.Numeric, NpgsqlDbType.Bigint);
        await WriteAsync("summer_delivery_items (id, union_id, delivery_id, name, quantity, unit, value, in_portions)", items,
            NpgsqlDbType.Bigint, NpgsqlDbType.Bigint, NpgsqlDbType.Bigint, NpgsqlDbType.Varchar, NpgsqlDbType.Numeric, NpgsqlDbType.Varchar, NpgsqlDbType.Numeric, NpgsqlDbType.Boolean);
        await transaction.CommitAsync();

        async Task WriteAsync(string table, List<object[]> rows, params NpgsqlDbType[] types)
        {
            await using var writer = await connection.BeginBinaryImportAsync($"COPY seasonal.{table} FROM STDIN (FORMAT BINARY)");
            foreach (var row in rows)
            {
                await writer.StartRowAsync();
                for (var i = 0; i < types.Length; i++) await writer.WriteAsync(row[i], types[i]);
            }
            await writer.CompleteAsync();
        }
    }
}
