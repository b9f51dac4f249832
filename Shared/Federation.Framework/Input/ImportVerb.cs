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
    private const int Failed = 1, BadUsage = 2;

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
        var texts = unit.Resolve<Texts>();
        var kinds = unit.Resolve<IEnumerable<ICsvImport>>().Select(i => i.Kind).Order(StringComparer.Ordinal).ToList();
        if (!kinds.Contains(kind)) return await FailAsync(BadUsage, texts["not-one-of", string.Join(", ", kinds)]);
        try
        {
            var caller = unit.Resolve<Caller>();
            caller.ActAsSystem();
            await caller.EnterAsync(union, unit.Resolve<IUnionResolver>(), cancellation);
            using var csv = await CsvFile.OpenAsync(path, cancellation);
            var imported = await unit.Resolve<IHandler<ImportCsv, ImportedCsv>>().HandleAsync(new ImportCsv(kind, csv.Fingerprint) { File = csv }, cancellation);
            await Console.Out.WriteLineAsync($"{imported.Rows} rows");
            return 0;
        }
        catch (InvalidInput invalid)
        {
            foreach (var (where, what) in invalid.Problems)
                foreach (var problem in what)
                    await Console.Error.WriteLineAsync($"{where}: {texts[problem.Code, problem.Arguments]}");
            return Failed;
        }
        catch (RuleViolation rule)
        {
            return await FailAsync(Failed, texts[rule.Code, rule.Arguments]);
        }
        catch (NotFound unknown)
        {
            return await FailAsync(Failed, $"{unknown.Message}: {texts["not-found"]}");
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return await FailAsync(Failed, unreadable.Message);
        }
    }

    private static async Task<int> FailAsync(int code, string why)
    {
        await Console.Error.WriteLineAsync(why);
        return code;
    }
}
