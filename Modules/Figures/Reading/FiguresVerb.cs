using System.CommandLine;
using System.Text.Json;
using Autofac;
using Federation.Figures.Catalogue;
using Federation.Figures.Contracts;
using Federation.Figures.Engine;
using Federation.Framework.Commands;
using Federation.Framework.Handlers;
using Federation.Framework.Tenancy;
using Federation.Framework.Web;
using Federation.Kernel;

namespace Federation.Figures.Reading;

/// <summary><c>figures CODE --period P [--indicator I] [--json]</c>: a union's figures as a table, or as the API answers them.</summary>
internal sealed class FiguresVerb : ICommandVerb
{
    public Command Build(Func<Func<ILifetimeScope, CancellationToken, Task<int>>, CancellationToken, Task<int>> run)
    {
        var code = new Argument<string>("CODE") { Description = "Code of the union." };
        var period = PeriodOption.Required();
        var indicators = new Option<string[]>("--indicator") { Description = "Only these indicators." };
        var json = new Option<bool>("--json") { Description = "Print what the API answers." };
        var verb = new Command("figures", "Print a union's figures.") { code, period, indicators, json };
        verb.SetAction((parsed, cancellation) => run(
            (root, token) => PrintAsync(root, parsed.GetValue(code)!, parsed.GetValue(period), parsed.GetValue(indicators) ?? [], parsed.GetValue(json), token), cancellation));
        return verb;
    }

    private static async Task<int> PrintAsync(ILifetimeScope root, string code, Period period, string[] indicators, bool json, CancellationToken cancellation)
    {
        await root.DrainMarksAsync(cancellation);
        await using var scope = root.BeginLifetimeScope();
        var union = await scope.EnterAsOperatorAsync(code, cancellation);
        var view = await scope.Resolve<IHandler<GetFigures, FiguresView>>().HandleAsync(new GetFigures(period, indicators, TreeOf.Period), cancellation);
        if (json)
        {
            Console.WriteLine(JsonSerializer.Serialize(view, Json.Options));
            return 0;
        }
        Console.WriteLine(FiguresTable.Of(union.Name, [view], scope.Resolve<IndicatorCatalogue>()));
        return 0;
    }
}
