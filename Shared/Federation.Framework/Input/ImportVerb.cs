using System.CommandLine;
using Autofac;
using Federation.Framework.Commands;
using Federation.Framework.Handlers;
using Federation.Framework.Tenancy;
using Federation.Framework.Web;
using Federation.Kernel;

namespace Federation.Framework.Input;

/// <summary><c>import KIND FILE --union CODE</c>: the operator's way to the same use case as the API's.</summary>
internal sealed class ImportVerb : ICommandVerb
{
    private const int BadUsage = 2;

    public Command Build(Func<Func<ILifetimeScope, CancellationToken, Task<int>>, CancellationToken, Task<int>> run)
    {
        var kind = new Argument<string>("KIND") { Description = "What the table holds, such as inspections." };
        var file = new Argument<string>("FILE") { Description = "A CSV file, UTF-8 or GB18030." };
        var union = new Option<string>("--union") { Description = "Code of the union whose table it is.", Required = true };
        var command = new Command("import", "Takes a union's table of records in, whole or not at all.") { kind, file, union };
        command.SetAction((given, cancellation) => run(
            (application, ct) => ImportAsync(application, given.GetRequiredValue(kind), given.GetRequiredValue(file), given.GetRequiredValue(union), ct), cancellation));
        return command;
    }

    private static async Task<int> ImportAsync(ILifetimeScope application, string kind, string path, string union, CancellationToken cancellation)
    {
        await using var unit = application.BeginLifetimeScope();
        var kinds = unit.Resolve<IEnumerable<ICsvImport>>().Select(i => i.Kind).Order(StringComparer.Ordinal).ToList();
        if (!kinds.Contains(kind))
        {
            await Console.Error.WriteLineAsync(unit.Resolve<Texts>()["not-one-of", string.Join(", ", kinds)]);
            return BadUsage;
        }
        var caller = unit.Resolve<Caller>();
        caller.ActAsSystem();
        await caller.EnterAsync(union, unit.Resolve<IUnionDirectory>(), cancellation);
        using var csv = await CsvFile.OpenAsync(path, cancellation);
        var imported = await unit.Resolve<IHandler<ImportCsv, ImportedCsv>>().HandleAsync(new ImportCsv(kind, csv.Fingerprint) { File = csv }, cancellation);
        await Console.Out.WriteLineAsync($"{imported.Rows} rows");
        return 0;
    }
}
