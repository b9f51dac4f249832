using System.CommandLine;
using System.Globalization;
using Autofac;
using Federation.Framework.Audit;
using Federation.Framework.Commands;
using Federation.Framework.Databases;
using Federation.Framework.Ledger;
using Federation.Host.Operations;
using Federation.Host.Start;

namespace Federation.Host.Verbs;

/// <summary><c>doctor</c>: what runs and what is wrong, a line each; exit 1 where something is.</summary>
internal sealed class DoctorVerb : ICommandVerb
{
    private static readonly TimeSpan MaxClockDifference = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan OldestMark = TimeSpan.FromMinutes(10);
    private const long MinFreeDisk = 1L << 30;

    private sealed record Finding(string What, string Found, bool IsHealthy = true);

    public bool NeedsUnions => false;

    public Command Build(Func<Func<ILifetimeScope, CancellationToken, Task<int>>, CancellationToken, Task<int>> run)
    {
        var verb = new Command("doctor", "Check database, migrations, keys, clock, disk and roll-ups.");
        verb.SetAction((_, cancellation) => run(
            async (root, token) =>
            {
                var well = true;
                await foreach (var finding in ExamineAsync(root, token))
                {
                    well &= finding.IsHealthy;
                    Console.WriteLine($"{(finding.IsHealthy ? "ok  " : "BAD ")} {finding.What}: {finding.Found}");
                }
                return well ? 0 : 1;
            },
            cancellation));
        return verb;
    }

    private static async IAsyncEnumerable<Finding> ExamineAsync(ILifetimeScope root, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        var installation = root.Resolve<Installation>();
        yield return new Finding("engine", Engines.Choose(installation.Configuration).Description);
        yield return new Finding("recurring", string.Join(", ", RecurringJob.Read(root.Resolve<IEnumerable<IRecurringWork>>(), installation.Configuration)
            .Where(j => j.Work.IsOptional).Select(j => $"{j.Name} {(j.IsEnabled ? j.Schedule.Description : "off")}")));
        yield return new Finding("resolver", Resolvers.Choose(installation.Configuration).Description);
        await using var scope = root.BeginLifetimeScope();
        var session = scope.Resolve<DatabaseSession>();
        var asked = TimeProvider.System.GetUtcNow();
        var theirs = await session.ScalarAsync($"SELECT {session.Dialect.Now}", cancellation);
        var clock = theirs is DateTimeOffset instant ? instant : new DateTimeOffset(DateTime.SpecifyKind((DateTime)theirs!, DateTimeKind.Utc));
        var apart = (clock - asked).Duration();
        yield return new Finding("database", $"{session.Dialect.Name}{(installation.IsEmbedded ? ", embedded" : "")}, answers");
        yield return new Finding("clock", $"{apart.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture)} s apart from the database's", apart < MaxClockDifference);
        var pending = await scope.Resolve<Migrator>().PendingAsync(cancellation);
        yield return new Finding("migrations", pending.Count == 0 ? "up to date" : $"waiting: {string.Join(", ", pending)}", pending.Count == 0);
        yield return new Finding("keys", "readable");
        var free = new DriveInfo(installation.Root).AvailableFreeSpace;
        yield return new Finding("disk", $"{free >> 20} MB free", free >= MinFreeDisk);

        var ledger = await LedgerHealth.ReadAsync(session, cancellation);
        yield return new Finding("marks", ledger.Marks == 0 ? "none waits" : $"{ledger.Marks} wait, the oldest {(int)ledger.OldestMark.TotalSeconds} s", ledger.OldestMark < OldestMark);
        foreach (var error in ledger.IncrementalErrors) yield return new Finding("incremental roll-up", $"failed last: {error}", false);
        yield return new Finding("steps", $"{ledger.Running} at work, {ledger.Waiting} waiting, {ledger.Retrying} of them after a failure", ledger.Retrying == 0);
        yield return new Finding("roll-ups", ledger.Failed == 0 ? "none failed" : $"{ledger.Failed} failed; see their errors under /api/v1/rollups", ledger.Failed == 0);
        var chain = await scope.Resolve<AuditChain>().CheckAsync(cancellation);
        yield return new Finding("audit log", $"{chain.Length} entries sealed, the last seal {chain.Head[..16]}");
        foreach (var (kind, entry) in chain.Broken)
            yield return new Finding("audit log", kind == "gap" ? $"seal {entry} is missing" : $"entry {entry} was {kind}", false);
    }
}
