using System.CommandLine;
using Autofac;
using Federation.Framework.Commands;
using Federation.Framework.Web;

namespace Federation.Framework.Export;

/// <summary><c>export KIND FILE --union CODE [--period P]</c>: a table of a union as CSV or Excel, by the file's ending.</summary>
internal sealed class ExportVerb : ICommandVerb
{
    private const int BadUsage = 2;

    public Command Build(Func<Func<ILifetimeScope, CancellationToken, Task<int>>, CancellationToken, Task<int>> run)
    {
        var kind = new Argument<string>("KIND") { Description = "What the table holds, such as figures." };
        var file = new Argument<string>("FILE") { Description = "Where to; .xlsx or .csv." };
        var union = new Option<string>("--union") { Description = "Code of the union.", Required = true };
        var period = PeriodOption.Optional();
        var verb = new Command("export", "Writes a table of a union to a file.") { kind, file, union, period };
        verb.SetAction((parsed, cancellation) => run(
            async (root, stop) =>
            {
                await using var scope = root.BeginLifetimeScope();
                var exports = scope.Resolve<IEnumerable<IExport>>().ToList();
                if (exports.Find(e => e.Kind == parsed.GetRequiredValue(kind)) is not { } export)
                {
                    await Console.Error.WriteLineAsync(scope.Resolve<Texts>()["not-one-of", string.Join(", ", exports.Select(e => e.Kind).Order(StringComparer.Ordinal))]);
                    return BadUsage;
                }
                await scope.EnterAsOperatorAsync(parsed.GetRequiredValue(union), stop);
                await scope.Resolve<Exporter>().WriteFileAsync(await export.TableAsync(parsed.GetValue(period), stop), export.Kind, parsed.GetRequiredValue(file), stop);
                return 0;
            },
            cancellation));
        return verb;
    }
}
