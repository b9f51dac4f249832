using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Federation.Host.Tests.Start;
using Federation.Host.Tests.Web;
using Npgsql;

namespace Federation.Host.Tests.Hosts;

/// <summary>
/// Two hosts on one database, a third one that takes the place of one that has ended, a clerk of a mine, and the province's roll-up of 2017 under way as
/// often as it is asked for.
/// </summary>
public sealed class TwoHosts : IAsyncLifetime
{
    public const string Mine = "610428-M01", Province = "610000", Raised = "seasonal.scholarship.funds";

    /// <summary>The figures of every union but the mine and those above it.</summary>
    private const string Others = $"FROM figures.figures f WHERE f.union_id NOT IN (SELECT e.ancestor_id FROM federation.tree_closure e JOIN unions.versions v ON v.union_id = e.descendant_id WHERE v.code = '{Mine}')";

    private readonly SmallDemo demo = new();
    private readonly HostProcess?[] hosts = new HostProcess?[2];
    private readonly HttpClient?[] clients = new HttpClient?[2];
    private Task<HostProcess>? next;
    private string clerk = "", operators = "", campaigns = "", campaign = "";
    private decimal before, given;

    public async Task InitializeAsync()
    {
        await demo.InitializeAsync();
        (clerk, operators) = (await TokenAsync(Mine, "clerk"), await TokenAsync(Province, "reviewer"));
        await StartAsync(0);
        await StartAsync(1);
        campaigns = $"/api/v1/unions/{Mine}/campaigns";
        campaign = (await SendAsync(0, HttpMethod.Post, campaigns, clerk, new { season = "autumn", year = 2017, name = "两台主机", starts = "2017-08-01", ends = "2017-11-30", budget = 0 }).JsonAsync(201)).Text("id")!;
        await SendAsync(0, HttpMethod.Post, $"{campaigns}/{campaign}/start", clerk).JsonAsync();
        await RecordAsync(0);
        await OverAsync(0, 0);
        (before, given) = ((await TotalAsync(0))!.Value, 0);
        await demo.Probe.AskAsync($"CREATE TABLE public.before AS SELECT f.* {Others}");
    }

    public async Task DisposeAsync()
    {
        foreach (var client in clients) client?.Dispose();
        foreach (var host in hosts) host?.Dispose();
        if (next is not null) (await next).Dispose();
        await demo.DisposeAsync();
    }

    /// <summary>Ends every connection to the database but one's own; not those of a host that is only starting, for it would give up.</summary>
    public async Task CutConnectionsAsync()
    {
        if (next is not null) await next;
        await demo.Probe.AskAsync("SELECT COUNT(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = current_database() AND backend_type = 'client backend' AND pid <> pg_backend_pid()");
        // Those that this process keeps for verbs are gone too.
        await using (var pooled = new NpgsqlConnection(demo.ConnectionString)) NpgsqlConnection.ClearPool(pooled);
        // As its retry would find it when the delay is over.
        await demo.Probe.AskAsync("UPDATE federation.ledger_steps SET not_before = NULL WHERE state = 0");
    }

    internal HostProcess this[int host] => hosts[host]!;

    /// <summary>Has a host roll up the whole year, everything that is stored of it being wrong before, until it is at a step, or through; the run's id. Both hosts live then.</summary>
    public async Task<long> BeginAsync(int host)
    {
        for (var each = 0; each < hosts.Length; each++)
        {
            if (hosts[each] is not { HasEnded: false }) await StartAsync(each);
        }
        await demo.Probe.AskAsync($"""
            UPDATE figures.figures SET own = own + 1, below = below + 1 WHERE (period = 2017 OR period BETWEEN 201701 AND 201712)
            AND union_id IN (SELECT e.descendant_id FROM federation.tree_closure e JOIN unions.versions v ON v.union_id = e.ancestor_id WHERE v.code = '{Province}')
            """);
        var asked = await SendAsync(host, HttpMethod.Post, "/api/v1/rollups", operators, new { period = "2017", scope = Province, mode = "full" }).JsonAsync(202);
        var run = long.Parse(asked.Text("id")!, CultureInfo.InvariantCulture);
        await this[host].UntilAsync(async () => await IsAtWorkAsync(run) || !await IsLiveAsync(run));
        return run;
    }

    /// <summary>The clerk records 7 yuan more, which wakes that host.</summary>
    public async Task RecordAsync(int host)
    {
        await SendAsync(host, HttpMethod.Post, $"{campaigns}/{campaign}/funds", clerk, new { date = "2017-09-01", source = "donation", amount = 7, fromParent = false }).JsonAsync(201);
        given += 7;
    }

    public async Task<bool> IsAtWorkAsync(long run) => await demo.Probe.CountAsync($"SELECT COUNT(*) FROM federation.ledger_steps WHERE run_id = {run} AND state = 1") > 0;

    private async Task<bool> IsLiveAsync(long run) => await demo.Probe.CountAsync($"SELECT COUNT(*) FROM federation.ledger_runs WHERE id = {run} AND state IN (0, 1)") > 0;

    public Task SomewhereAsync(int most) => demo.Probe.SomewhereAsync(most);

    /// <summary>A dead or silent worker's lease runs out by the database's clock; this is what the clock would do twenty seconds later.</summary>
    public Task LeaseRunsOutAsync() => demo.Probe.AskAsync("UPDATE federation.ledger_steps SET lease_until = clock_timestamp() WHERE state = 1");

    public async Task KillAsync(int host)
    {
        await this[host].KillAsync();
        this[host].Dispose();
        hosts[host] = null;
        // What the database had been asked to do it still does, taking a lease perhaps.
        await this[1 - host].UntilAsync(async () => await demo.Probe.CountAsync("SELECT COUNT(*) FROM pg_stat_activity WHERE datname = current_database() AND backend_type = 'client backend' AND state <> 'idle' AND pid <> pg_backend_pid()") == 0);
    }

    /// <summary>Starts one in that place, and begins to start the one that will follow it.</summary>
    public async Task StartAsync(int host)
    {
        hosts[host]?.Dispose();
        hosts[host] = await (next ?? LaunchAsync());
        next = LaunchAsync();
        clients[host]?.Dispose();
        clients[host] = new HttpClient { BaseAddress = new Uri(this[host].Output.Trim()) };
    }

    private async Task<HostProcess> LaunchAsync()
    {
        return (await demo.ServeAsync()).Host;
    }

    /// <summary>Waits for the run's end, asking a living host, and looks whether all is right then.</summary>
    public async Task EndsRightAsync(long run, int living)
    {
        await OverAsync(run, living);
        var wrong = await WrongAsync(run, living);
        Assert.True(wrong is null, wrong);
    }

    /// <summary>Until the run is over and nothing is marked, asking a living host.</summary>
    private async Task OverAsync(long run, int living)
    {
        await this[living].UntilAsync(async () => !await IsLiveAsync(run));
        await this[living].UntilAsync(async () => await demo.Probe.CountAsync("SELECT COUNT(*) FROM federation.stale_marks") == 0);
    }

    /// <summary>What is wrong after a run; null where every step is done, the clerk's money is in the province's total once, and every other figure is as it was.</summary>
    private async Task<string?> WrongAsync(long run, int living)
    {
        var steps = await demo.Probe.CountAsync($"SELECT COUNT(*) FROM federation.ledger_steps WHERE run_id = {run} AND state = 2 AND done = total AND finished_at IS NOT NULL");
        if (await demo.Probe.CountAsync($"SELECT state FROM federation.ledger_runs WHERE id = {run}") != 2 || steps != 4)
            return $"{steps} of 4 steps done; {await demo.Probe.AskAsync($"SELECT string_agg(concat_ws(' ', name, state, attempts, done, total, error), '; ' ORDER BY ordinal) FROM federation.ledger_steps WHERE run_id = {run}")}";
        if (await TotalAsync(living) is var total && total != before + given) return $"the province has {total}, not {before} + {given}";
        var changed = await demo.Probe.AskAsync($"SELECT string_agg(x::text, '; ') FROM (SELECT * FROM (SELECT f.* {Others} EXCEPT SELECT * FROM public.before) y LIMIT 5) x");
        return changed is DBNull or null ? null : $"other unions' figures have changed: {changed}";
    }

    internal Task<ProgramResult> VerifyAsync() => demo.RunAsync("verify", "--period", "2017");

    private async Task<decimal?> TotalAsync(int host)
    {
        var view = await SendAsync(host, HttpMethod.Get, $"/api/v1/unions/{Province}/figures?period=2017&indicator={Raised}", operators).JsonAsync();
        return view.GetProperty("figures")[0].Number("total");
    }

    private async Task<string> TokenAsync(string union, string role) => (await demo.RunAsync("token", "create", "--union", union, "--role", role, "--name", $"pair {role}")).Out.Trim();

    /// <summary>Asks once more where the host asks for that, because a connection to the database that it had kept was lost.</summary>
    private async Task<HttpResponseMessage> SendAsync(int host, HttpMethod method, string path, string token, object? body = null)
    {
        for (var tries = 1; ; tries++)
        {
            using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            var answer = await clients[host]!.SendAsync(request);
            if (answer.StatusCode != HttpStatusCode.ServiceUnavailable || tries == 3) return answer;
            answer.Dispose();
        }
    }
}
