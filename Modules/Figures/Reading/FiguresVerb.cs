using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Autofac;
using Federation.Figures.Catalogue;
using Federation.Figures.Rollups;
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
        var period = Verbs.Period();
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
        var caller = scope.Resolve<Caller>();
        caller.ActAsSystem();
        var union = await caller.EnterAsync(code, scope.Resolve<IUnionDirectory>(), cancellation);
        var view = await scope.Resolve<IHandler<GetFigures, FiguresView>>().HandleAsync(new GetFigures(period, indicators, TreeOf.Period), cancellation);
        if (json)
        {
            Console.WriteLine(JsonSerializer.Serialize(view, Json.Options));
            return 0;
        }
        Console.WriteLine(FiguresTable.Of(union.Name, view, scope.Resolve<IndicatorCatalogue>()));
        return 0;
    }
}

/// <summary>A union's figures as lines for a terminal, in Chinese as people read them: 万 and 亿 for large ones.</summary>
internal static class FiguresTable
{
    public static string Of(string name, FiguresView view, IndicatorCatalogue catalogue)
    {
        var lines = view.Figures.Select(f => (Name: catalogue.ByCode[f.Indicator].Zh, Value: f.Total is { } total ? Readable(total, f.Unit) : "—")).ToList();
        var width = lines.Select(l => Width(l.Name)).DefaultIfEmpty(0).Max() + 2;
        return string.Join(Environment.NewLine, [
            $"{name}  {view.Period}  ({BusinessTime(view.AsOf)})",
            .. lines.Select(l => $"  {l.Name}{new string(' ', width - Width(l.Name))}{l.Value}")]);
    }

    public static string Readable(decimal value, string unit)
    {
        var suffix = unit switch { "yuan" => "元", "percent" => "%", _ => "" };
        var (scaled, scale) = unit == "percent" ? (value, "") : Math.Abs(value) switch { >= 100_000_000 => (value / 100_000_000, "亿"), >= 10_000 => (value / 10_000, "万"), _ => (value, "") };
        return scaled.ToString(scale.Length > 0 ? "#,0.####" : "#,0.##", CultureInfo.InvariantCulture) + scale + suffix;
    }

    private static string BusinessTime(DateTimeOffset instant) =>
        TimeZoneInfo.ConvertTime(instant, TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai")).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    // Chinese characters take two columns of a terminal.
    private static int Width(string text) => text.Sum(c => c > 0x2E7F ? 2 : 1);
}
