using System.CommandLine;
using System.Globalization;
using Autofac;
using Federation.Framework.Commands;
using Federation.Framework.Export;
using Federation.Framework.Handlers;
using Federation.Framework.Tenancy;
using Federation.Framework.Web;
using Federation.Kernel;

namespace Federation.Framework.Import;

/// <summary>
/// <c>import KIND FILE --union CODE [--check | --template]</c>: the operator's way to the same use cases as the API's and the page's.
/// </summary>
internal sealed class ImportVerb : ICommandVerb
{
    private const int BadUsage = 2;

    public Command Build(Func<Func<ILifetimeScope, CancellationToken, Task<int>>, CancellationToken, Task<int>> run)
    {
        var kind = new Argument<string>("KIND") { Description = "What the table holds, such as inspections." };
        var file = new Argument<string>("FILE") { Description = "An Excel workbook, or a CSV file in UTF-8 or GB18030." };
        var union = new Option<string>("--union") { Description = "Code of the union whose table it is.", Required = true };
        var check = new Option<bool>("--check") { Description = "Only says what is wrong with it." };
        var template = new Option<bool>("--template") { Description = "Writes an empty table to FILE, .xlsx or .csv, to be filled in." };
        var confirm = new Option<string>("--confirm") { Description = "Codes of questions that are answered with yes, separated by commas." };
        var command = new Command("import", "Takes a union's table of records in, whole or not at all.") { kind, file, union, check, template, confirm };
        command.SetAction((given, cancellation) => run(
            async (application, stop) =>
            {
                await using var unit = application.BeginLifetimeScope();
                var (what, path) = (given.GetRequiredValue(kind), given.GetRequiredValue(file));
                if (!await IsKnownAsync(unit, what)) return BadUsage;
                await unit.EnterAsOperatorAsync(given.GetRequiredValue(union), stop);
                if (given.GetValue(confirm) is { } codes) unit.Resolve<Caller>().Confirm(codes);
                if (given.GetValue(template)) await WriteTemplateAsync(unit, what, path, stop);
                else if (given.GetValue(check)) await CheckAsync(unit, what, path, stop);
                else await ImportAsync(unit, what, path, stop);
                return 0;
            },
            cancellation));
        return command;
    }

    private static async Task<bool> IsKnownAsync(ILifetimeScope unit, string kind)
    {
        var kinds = unit.Resolve<IEnumerable<ITableImport>>().Select(i => i.Kind).Order(StringComparer.Ordinal).ToList();
        if (kinds.Contains(kind)) return true;
        await Console.Error.WriteLineAsync(unit.Resolve<Texts>()["not-one-of", string.Join(", ", kinds)]);
        return false;
    }

    private static async Task ImportAsync(ILifetimeScope unit, string kind, string path, CancellationToken cancellation)
    {
        using var file = await TableFile.OpenAsync(path, cancellation);
        var imported = await unit.Resolve<IHandler<ImportTable, ImportedTable>>().HandleAsync(new ImportTable(kind, file.Fingerprint) { File = file, Progress = Progress() }, cancellation);
        await Console.Out.WriteLineAsync($"{imported.Rows} rows");
    }

    private static async Task CheckAsync(ILifetimeScope unit, string kind, string path, CancellationToken cancellation)
    {
        using var file = await TableFile.OpenAsync(path, cancellation);
        var preview = await unit.Resolve<IHandler<PreviewTable, TablePreview>>().HandleAsync(new PreviewTable(kind) { File = file, Progress = Progress() }, cancellation);
        await Console.Out.WriteLineAsync($"{preview.Rows} rows, {preview.BadRows} with mistakes{(preview.Added is null ? "" : $"; {preview.Added} new, {preview.Changed} changed, {preview.Unchanged} as they are")}");
        foreach (var line in Describe(preview)) await Console.Out.WriteLineAsync(line);
        if (!preview.IsGood) throw new InvalidInput(preview.Told());
        if (preview.Questions.Count > 0) throw new Unconfirmed(preview.Questions);
    }

    /// <summary>What the file is, and for one without mistakes what is in it, to be compared with what was meant.</summary>
    private static IEnumerable<string> Describe(TablePreview preview)
    {
        if (preview.Summary is not { } summary) yield break;
        if (summary.Source.Sheet is { } sheet) yield return $"sheet: {sheet}{(summary.Source.OtherSheets.Count > 0 ? $"; not read: {string.Join(", ", summary.Source.OtherSheets)}" : "")}";
        if (summary.Source.Encoding is { } encoding) yield return $"encoding: {encoding}";
        if (summary.HiddenRows > 0) yield return string.Create(CultureInfo.InvariantCulture, $"hidden rows, read like the others: {summary.HiddenRows}");
        if (!preview.IsGood) yield break;
        foreach (var (column, sum) in summary.Sums.OrderBy(s => s.Key, StringComparer.Ordinal)) yield return string.Create(CultureInfo.InvariantCulture, $"sum of {column}: {sum:0.##}");
        yield return $"first rows: {string.Join(" | ", preview.Headings.Select(h => h ?? ""))}";
        foreach (var row in summary.First) yield return string.Join(" | ", row.Select(c => c ?? ""));
    }

    private static async Task WriteTemplateAsync(ILifetimeScope unit, string kind, string path, CancellationToken cancellation)
    {
        var table = await unit.Resolve<IHandler<DescribeTable, TableDescription>>().HandleAsync(new DescribeTable(kind), cancellation);
        await File.WriteAllBytesAsync(path, new TableTemplate(unit.Resolve<Texts>()).Make(table, Exporter.FormatOf(path)), cancellation);
    }

    private static Action<ImportProgress>? Progress() => Console.IsErrorRedirected
        ? null
        : p => Console.Error.Write(string.Create(CultureInfo.InvariantCulture, $"\r{p.Rows} rows, {p.Share:0 %}{(p.Share < 1 ? "" : "\n")}"));
}
