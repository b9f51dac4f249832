using System.CommandLine;
using Autofac;
using Federation.Figures.Contracts;
using Federation.Framework.Commands;
using Federation.Framework.Databases;
using Federation.Framework.Tenancy;
using Federation.Kernel;

namespace Federation.Figures.Rollups;

/// <summary><c>rollup --period P [--scope CODE] [--full|--onward]</c>: rolls up and waits until it is done.</summary>
internal sealed class RollupVerb : ICommandVerb
{
    public Command Build(Func<Func<ILifetimeScope, CancellationToken, Task<int>>, CancellationToken, Task<int>> run)
    {
        var period = PeriodOption.Required();
        var scope = new Option<string?>("--scope") { Description = "Code of the union whose subtree is rolled up; every root by default." };
        var full = new Option<bool>("--full") { Description = "Measure every record anew, not only what is marked." };
        var onward = new Option<bool>("--onward") { Description = "The same of the period and everything since, as after history has come in." };
        var verb = new Command("rollup", "Roll figures up the tree.") { period, scope, full, onward };
        verb.SetAction((parsed, cancellation) => run(
            (root, token) => RollUpAsync(root, parsed.GetValue(period), parsed.GetValue(scope), parsed.GetValue(full), parsed.GetValue(onward), token), cancellation));
        return verb;
    }

    private static async Task<int> RollUpAsync(ILifetimeScope root, Period period, string? code, bool full, bool onward, CancellationToken cancellation)
    {
        var rollups = root.Resolve<IRollups>();
        var (succeeded, lines) = onward ? await rollups.RollUpOnwardAsync(period, code, cancellation) : await rollups.RollUpAsync(period, code, full, cancellation);
        foreach (var line in lines) Console.WriteLine(line);
        return succeeded ? 0 : 1;
    }
}

/// <summary><c>verify --period P</c>: exit 0 where every stored figure is what measuring anew gives.</summary>
internal sealed class VerifyVerb : ICommandVerb
{
    public Command Build(Func<Func<ILifetimeScope, CancellationToken, Task<int>>, CancellationToken, Task<int>> run)
    {
        var period = PeriodOption.Required();
        var scope = new Option<string?>("--scope") { Description = "Code of the union whose subtree is compared; every root by default." };
        var verb = new Command("verify", "Compare the stored figures with measuring anew.") { period, scope };
        verb.SetAction((parsed, cancellation) => run((root, token) => VerifyAsync(root, parsed.GetValue(period), parsed.GetValue(scope), token), cancellation));
        return verb;
    }

    private static async Task<int> VerifyAsync(ILifetimeScope root, Period period, string? code, CancellationToken cancellation)
    {
        var roots = await Verbs.RootsAsync(root, code, cancellation);
        await using var scope = root.BeginLifetimeScope();
        var differences = await scope.Resolve<Verification>().VerifyAsync([.. roots.Select(r => r.Id)], period, cancellation);
        if (differences.Count == 0)
        {
            Console.WriteLine($"{period}: figures equal");
            return 0;
        }
        var names = await scope.Resolve<IUnionDirectory>().NamesAsync([.. differences.Select(d => d.UnionId).Distinct()], period.Last, cancellation);
        foreach (var d in differences.Take(Verification.MaxDifferences))
            Console.WriteLine($"{(names.TryGetValue(d.UnionId, out var union) ? union.Code : d.UnionId)} {d.Period} {d.Indicator}: stored {d.Stored}, expected {d.Expected}");
        if (differences.Count > Verification.MaxDifferences) Console.WriteLine("…");
        await Console.Error.WriteLineAsync($"{period}: {differences.Count} figures differ; ./run rollup --period {period} --full makes them good.");
        return 1;
    }
}

internal static class Verbs
{
    /// <summary>The union with that code, or every root of the tree.</summary>
    public static async Task<IReadOnlyList<UnionInfo>> RootsAsync(ILifetimeScope root, string? code, CancellationToken cancellation)
    {
        var unions = root.Resolve<IUnionDirectory>();
        if (code is not null) return [await unions.FindAsync(code, cancellation) ?? throw new NotFound(code)];
        await using var scope = root.BeginLifetimeScope();
        return await Roots.OfAsync(scope.Resolve<FrameworkContext>(), unions, cancellation);
    }

    /// <summary>Progress on standard error, on one line, where that is a terminal; null ends the line.</summary>
    public static void Progress(string? text)
    {
        if (Console.IsErrorRedirected) return;
        Console.Error.Write(text is null ? "\n" : $"\r{text}\u001b[K");
    }
}
