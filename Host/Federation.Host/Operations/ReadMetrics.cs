using System.Diagnostics;
using System.Globalization;
using System.Text;
using Federation.Framework.Databases;
using Federation.Framework.Handlers;
using Federation.Framework.Tenancy;
using Federation.Framework.Web;
using Federation.Kernel;

namespace Federation.Host.Operations;

/// <summary>
/// The state of the roll-ups for monitoring: <c>/metrics</c> in the exposition format of Prometheus. It needs a token of a system administrator of a root of
/// the tree.
/// </summary>
internal sealed record ReadMetrics : IRequest<LedgerHealth>;

internal sealed class ReadMetricsHandler(DatabaseSession session, Caller caller, IUnionDirectory unions) : IHandler<ReadMetrics, LedgerHealth>
{
    public Permission Permission { get; } = new("operations.metrics", Reach.Anywhere, Role.Administrator);

    /// <exception cref="NotAllowed">The caller administers a part of the tree only: the host's condition is everybody's.</exception>
    public async Task<LedgerHealth> HandleAsync(ReadMetrics request, CancellationToken cancellation) => await caller.AdministersARootAsync(unions, cancellation)
        ? await LedgerHealth.ReadAsync(session, cancellation)
        : throw new NotAllowed(Permission.Code);
}

internal static class MetricsEndpoint
{
    private const string Text = "text/plain";

    public static void Map(IEndpointRouteBuilder app) => app.MapGet("/metrics", async (IHandler<ReadMetrics, LedgerHealth> handler, CancellationToken cancellation) =>
        Results.Text(Exposition(await handler.HandleAsync(new ReadMetrics(), cancellation)), $"{Text}; version=0.0.4; charset=utf-8", Encoding.UTF8))
        .Handles<ReadMetrics, LedgerHealth>(text: Text);

    private static string Exposition(LedgerHealth ledger)
    {
        using var process = Process.GetCurrentProcess();
        var text = new StringBuilder();
        Add("federation_marks_waiting", "Stale marks that wait to be processed.", ledger.Marks);
        Add("federation_oldest_mark_age_seconds", "How long the oldest stale mark has waited; 0 without any.", ledger.OldestMark.TotalSeconds);
        Add("federation_ledger_steps_waiting", "Steps of roll-ups that nobody works on.", ledger.Waiting);
        Add("federation_ledger_steps_running", "Steps of roll-ups that a host works on.", ledger.Running);
        Add("federation_ledger_steps_retrying", "Failed steps that wait for a retry.", ledger.Retrying);
        Add("federation_ledger_runs_failed", "Roll-ups that were given up and are not removed yet.", ledger.Failed);
        Add("federation_incremental_rollup_failing", "1 where the last incremental roll-up failed.", ledger.IncrementalErrors.Count);
        Add("process_resident_memory_bytes", "Memory of this host.", process.WorkingSet64);
        Add("process_cpu_seconds_total", "Processor time of this host.", process.TotalProcessorTime.TotalSeconds, "counter");
        Add("process_start_time_seconds", "When this host started, since 1970.", new DateTimeOffset(process.StartTime.ToUniversalTime()).ToUnixTimeSeconds());
        return text.ToString();

        void Add(string name, string help, double value, string type = "gauge") =>
            text.Append(CultureInfo.InvariantCulture, $"# HELP {name} {help}\n# TYPE {name} {type}\n{name} {value}\n");
    }
}
