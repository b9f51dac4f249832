using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Autofac;
using Federation.Figures.Engine;
using Federation.Figures.Rollups;
using Federation.Framework.Ledger;
using Federation.Framework.Tenancy;
using Federation.Kernel;
using Federation.Kernel.Checks;
using Federation.Testing;
using Federation.Unions.Contracts;

namespace Federation.Figures.Tests.Properties;

/// <summary>Does random things to a federation through its API, and the same to the naive one.</summary>
internal sealed class RandomFederation(TestFederation federation, Random random)
{
    private const int FirstYear = 2016;
    private const int LastYear = 2018;
    private const int Granted = 1000;
    private static readonly DateOnly Founded = new(2010, 1, 1);

    private readonly Dictionary<(string Union, string Campaign), string> campaigns = [];
    private readonly Dictionary<long, (string Path, object Body, int Version)> records = [];
    private readonly Dictionary<string, HttpClient> clerks = [];
    private readonly HashSet<(string Person, int Year)> granted = [];
    private int counter;

    public NaiveFederation Naive { get; } = new();

    public async Task PlantAsync(int unions)
    {
        await FoundAsync("R", UnionLevel.Province, null, Founded);
        for (var i = 0; i < unions; i++) await FoundSomewhereAsync(Founded);
    }

    /// <summary>A clerk of the union; one of the root types and reads for all.</summary>
    public async Task<HttpClient> ClerkAsync(string union) =>
        clerks.TryGetValue(union, out var known) ? known : clerks[union] = await federation.ClientAsync(union, Role.Clerk);

    public async Task StepAsync()
    {
        switch (random.Next(24))
        {
            case 0: await FoundSomewhereAsync(Day(2017)); break;
            case 1: await MoveAsync(); break;
            case 2: await (random.Next(2) == 0 ? CloseAsync() : MergeAsync()); break;
            case < 5: await TypeAsync(); break;
            case 5: await ReportNilAsync(); break;
            case < 8 when records.Count > 0: await ChangeAsync(); break;
            case < 10 when records.Count > 0: await RemoveAsync(); break;
            default: await RecordAsync(); break;
        }
    }

    /// <summary>Some records written by several clerks at once, while the roll-up runs.</summary>
    public async Task WriteTogetherAsync()
    {
        var jobs = Enumerable.Range(0, 6).Select(_ => PrepareRecord()).ToList();
        foreach (var job in jobs) await job.Campaign();
        await Task.WhenAll([.. jobs.Select(j => j.Write()), RollUpIncrementallyAsync(crash: false)]);
        foreach (var job in jobs) job.Remember();
    }

    /// <summary>One incremental run; with a crash it dies at a random point and leaves whatever it had not committed.</summary>
    public async Task RollUpIncrementallyAsync(bool crash)
    {
        await using var scope = federation.Container.BeginLifetimeScope();
        var engine = scope.Resolve<RollupEngine>();
        if (crash) CrashAt(engine, random.Next(4));
        try
        {
            await engine.ApplyMarksAsync(random.Next(1, 40), CancellationToken.None);
        }
        catch (Crash)
        {
            // What a crash leaves behind is the point of the test.
        }
    }

    /// <summary>A full run whose steps die now and then and are taken up again, as after a host's death.</summary>
    public async Task RollUpFullyAsync(Period period, bool crash)
    {
        var root = (await federation.Container.Resolve<IUnionDirectory>().FindAsync("R", CancellationToken.None))!;
        var periods = RollupExecutor.PeriodsOf(period);
        await using (var scope = federation.Container.BeginLifetimeScope())
        {
            var engine = scope.Resolve<RollupEngine>();
            await engine.UsePeriodsAsync(periods, CancellationToken.None);
            await SideBySideAsync(
                await engine.ChunksAsync(root.Id, 7, CancellationToken.None), (e, from, to) => e.MeasureChunkAsync(root.Id, from, to, periods, () => Task.CompletedTask, CancellationToken.None), crash);
        }
        foreach (var level in RollupEngine.ParentLevels)
        {
            await using var scope = federation.Container.BeginLifetimeScope();
            var unions = (await scope.Resolve<RollupEngine>().LevelAsync(root.Id, level, CancellationToken.None)).Select(u => u.Union).ToList();
            await SideBySideAsync(
                [.. unions.Where((_, i) => i % 2 == 0)], (e, from, to) => e.RollLevelAsync(root.Id, level, from, to, periods, () => Task.CompletedTask, CancellationToken.None), crash);
        }
    }

    /// <summary>The parts of a step all at once, each on a connection of its own, together with an incremental run.</summary>
    private async Task SideBySideAsync(IReadOnlyList<long> starts, Func<RollupEngine, long, long, Task> part, bool crash)
    {
        var points = starts.Select(_ => crash && random.Next(3) == 0 ? random.Next(3) : (int?)null).ToList();
        await Task.WhenAll([.. starts.Select((from, i) => TriedAgainAsync(from, i + 1 < starts.Count ? starts[i + 1] - 1 : long.MaxValue, points[i])), RollUpIncrementallyAsync(crash: false)]);

        async Task TriedAgainAsync(long from, long to, int? point)
        {
            for (var done = false; !done; point = null)
            {
                await using var scope = federation.Container.BeginLifetimeScope();
                var engine = scope.Resolve<RollupEngine>();
                if (point is { } at) CrashAt(engine, at);
                try
                {
                    await part(engine, from, to);
                    done = true;
                }
                catch (Crash)
                {
                    // The next try takes the part up again.
                }
            }
        }
    }

    private static void CrashAt(RollupEngine engine, int point)
    {
        var passed = 0;
        engine.Checkpoint = _ => passed++ == point ? throw new Crash() : Task.CompletedTask;
    }

    private async Task FoundSomewhereAsync(DateOnly on)
    {
        // Uneven: most unions are grassroots, and some of those hang straight under a city or the province.
        var level = random.Next(10) switch { 0 => UnionLevel.City, < 4 => UnionLevel.District, _ => UnionLevel.Grassroots };
        var parents = Naive.Unions.Values.Where(u => u.Level < level && u.Closed is null && u.Founded <= on && u.Last.From <= on).ToList();
        await FoundAsync($"U{++counter:000}", level, Pick(parents).Code, on);
    }

    private async Task FoundAsync(string code, UnionLevel level, string? parent, DateOnly on)
    {
        await using var scope = federation.Container.BeginLifetimeScope();
        scope.Resolve<Caller>().ActAsSystem();
        await scope.Resolve<IUnionRegistry>().FoundAsync(new NewUnion(code, $"{code}工会", level, UnionKind.Territorial, parent, on), CancellationToken.None);
        Naive.Add(new NaiveFederation.Union(code, level, parent, on));
    }

    private async Task MoveAsync()
    {
        var union = Pick(Naive.Unions.Values.Where(u => u.Level != UnionLevel.Province && u.Closed is null).ToList());
        var on = After(union.Last.From);
        var parents = Naive.Unions.Values.Where(u => u.Level < union.Level && u.Closed is null && u.Founded <= on && u.Code != union.Last.Parent).ToList();
        if (on is not { } day || parents.Count == 0) return;
        var parent = Pick(parents);
        await ChangeTreeAsync(async (tree, ids) => await tree.MoveAsync(ids(union.Code), ids(parent.Code), day, CancellationToken.None));
        union.Last.To = day;
        union.Places.Add(new NaiveFederation.Place(parent.Code, day));
    }

    /// <summary>What stands at a union that is closed goes to any other.</summary>
    private async Task CloseAsync()
    {
        var union = Pick(Naive.Unions.Values.Where(u => u.Level == UnionLevel.Grassroots && u.Closed is null).ToList());
        if (After(union.Last.From) is not { } day) return;
        var into = Pick(Naive.Unions.Values.Where(u => u.Closed is null && u.Founded <= day && u.Code != union.Code).ToList());
        await ChangeTreeAsync(async (tree, ids) => await tree.CloseAsync(ids(union.Code), day, CancellationToken.None, ids(into.Code)));
        union.Closed = union.Last.To = day;
        HandOver(union.Code, into.Code, day);
    }

    /// <summary>
    /// The campaigns of the day's year and later go on with the other union. What was recorded stays where it was and cannot be changed any more; the campaign and the
    /// money that is passed on count as handed in, and add nothing.
    /// </summary>
    private void HandOver(string union, string into, DateOnly day)
    {
        var nothing = new Dictionary<string, decimal>();
        foreach (var year in campaigns.Keys.Where(c => c.Union == union).Select(c => int.Parse(c.Campaign[..4], CultureInfo.InvariantCulture)).Where(y => y >= day.Year))
        {
            var first = new DateOnly(year, 1, 1);
            foreach (var handedIn in new[] { first, day > first ? day : first }) Naive.Entries[-++counter] = new NaiveFederation.Entry(into, handedIn, nothing, Nothing, null);
        }
        foreach (var (id, _) in records.Where(r => Naive.Entries[r.Key] is var e && e.Union == union && e.Date.Year >= day.Year).ToList()) records.Remove(id);
    }

    /// <summary>A union goes into another of its level, which takes over whoever stands below it.</summary>
    private async Task MergeAsync()
    {
        var union = Pick(Naive.Unions.Values.Where(u => u.Level is UnionLevel.Grassroots or UnionLevel.District && u.Closed is null).ToList());
        if (After(union.Last.From) is not { } day) return;
        // Those below it on the day or later; one that left it since then has changed after the day, and the merger is refused.
        var children = Naive.Unions.Values.Where(u => u.Places.Exists(p => p.Parent == union.Code && (p.To is null || p.To > day))).ToList();
        var others = Naive.Unions.Values.Where(u => u.Level == union.Level && u.Closed is null && u.Founded <= day && u.Last.From <= day && u.Code != union.Code).ToList();
        if (others.Count == 0 || children.Exists(c => c.Closed is not null || c.Last.From >= day)) return;
        var into = Pick(others);
        await ChangeTreeAsync(async (tree, ids) => await tree.MergeAsync(ids(union.Code), ids(into.Code), day, CancellationToken.None));
        foreach (var child in children)
        {
            child.Last.To = day;
            child.Places.Add(new NaiveFederation.Place(into.Code, day));
        }
        union.Closed = union.Last.To = day;
        HandOver(union.Code, into.Code, day);
    }

    private async Task ChangeTreeAsync(Func<IUnionRegistry, Func<string, long>, Task> change)
    {
        await using var scope = federation.Container.BeginLifetimeScope();
        scope.Resolve<Caller>().ActAsSystem();
        var directory = scope.Resolve<IUnionDirectory>();
        var ids = new Dictionary<string, long>();
        foreach (var code in Naive.Unions.Keys) ids[code] = (await directory.FindAsync(code, CancellationToken.None))!.Id;
        await change(scope.Resolve<IUnionRegistry>(), code => ids[code]);
    }

    private async Task TypeAsync()
    {
        var union = Pick(Naive.Unions.Values.ToList());
        var year = random.Next(FirstYear, LastYear + 1);
        if (!union.ActiveIn(Period.Year(year))) return;
        var indicator = random.Next(2) == 0 ? "unions.members" : "unions.employees";
        object body = random.Next(5) switch { 0 => new { nil = true }, 1 => new Dictionary<string, int?> { ["value"] = null }, _ => new { value = random.Next(1, 500) } };
        var answer = await (await ClerkAsync("R")).PutAsJsonAsync($"/api/v1/unions/{union.Code}/figures/{indicator}?period={year}&confirm=share-above-whole", body).JsonAsync();
        var key = (union.Code, year, indicator);
        if (answer.GetProperty("value").ValueKind == JsonValueKind.Null) Naive.Typed.Remove(key);
        else Naive.Typed[key] = answer.GetProperty("value").GetDecimal();
    }

    private async Task ReportNilAsync()
    {
        var union = Pick(Naive.Unions.Values.ToList());
        var module = random.Next(3) == 0 ? "Unions" : "SeasonalSupport";
        var year = random.Next(FirstYear, LastYear + 1);
        var period = random.Next(5) switch { 0 => Period.Year(year), 1 => Period.Parse($"S{year}"), _ => Period.MonthOf(new DateOnly(year, random.Next(6, 10), 1)) };
        if (!union.ActiveIn(period)) return;
        var nil = random.Next(4) > 0;
        await (await ClerkAsync("R")).PutAsJsonAsync($"/api/v1/unions/{union.Code}/reports/{module}?period={period}", new { nil }).JsonAsync();
        if (nil) Naive.Nil.Add((union.Code, module, period));
        else Naive.Nil.Remove((union.Code, module, period));
    }

    private async Task RecordAsync()
    {
        var (campaign, write, remember) = PrepareRecord();
        await campaign();
        await write();
        remember();
    }

    private (Func<Task> Campaign, Func<Task> Write, Action Remember) PrepareRecord()
    {
        var year = random.Next(FirstYear, LastYear + 1);
        var summer = random.Next(3) > 0;
        var date = summer ? new DateOnly(year, 6, 1).AddDays(random.Next(120)) : new DateOnly(year, 8, 1).AddDays(random.Next(120));
        var union = Pick(Naive.Unions.Values.Where(u => u.Closed is null && u.Founded <= date).ToList()).Code;
        // A student has one grant a year: where all have theirs, something else is recorded.
        var student = summer ? null : Student(year);
        if (student is null) summer = true;
        var (kind, body, entry) = summer ? random.Next(2) == 0 ? Delivery(union, date) : Inspection(union, date) : Grant(union, date, student!);
        var second = kind == "grants" && random.Next(2) == 0 ? date.AddDays(random.Next(40)) : (DateOnly?)null;
        if (second?.Year > year) second = null;
        long id = 0;
        string path = "";
        var version = 0;
        HttpClient clerk = null!;
        return (
            async () =>
            {
                clerk = await ClerkAsync(union);
                path = $"{await CampaignAsync(union, year, summer ? "summer" : "autumn")}/{kind}";
            },
            async () =>
            {
                using var response = await clerk.PostAsJsonAsync(path, body);
                Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
                id = long.Parse((await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString()!, CultureInfo.InvariantCulture);
                version = int.Parse(response.Headers.ETag!.Tag.Trim('"'), CultureInfo.InvariantCulture);
                if (kind != "grants") return;
                // A grant is paid in one part or in two, which may lie in different months.
                await PayAsync(date, second is null ? Granted : Granted / 2);
                if (second is { } later) await PayAsync(later, Granted / 2);

                Task PayAsync(DateOnly on, int amount) =>
                    clerk.PostAsJsonAsync($"{path}/{id}/payments", new { date = on.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), amount }).JsonAsync(201);
            },
            () =>
            {
                Naive.Entries[id] = second is null ? entry : entry with { Sums = new Dictionary<string, decimal>(entry.Sums) { ["seasonal.scholarship.paid"] = Granted / 2 } };
                if (second is { } later)
                    Naive.Entries[-++counter] = new NaiveFederation.Entry(union, later, new Dictionary<string, decimal> { ["seasonal.scholarship.paid"] = Granted / 2 }, Nothing, entry.Counted);
                if (kind != "grants") records[id] = ($"{path}/{id}", body, version);
            });
    }

    private async Task ChangeAsync()
    {
        var (id, (path, _, version)) = records.ElementAt(random.Next(records.Count));
        var before = Naive.Entries[id];
        var date = new DateOnly(before.Date.Year, 6, 1).AddDays(random.Next(120));
        if (!Naive.Unions[before.Union].ActiveOn(date)) return;
        var (_, body, entry) = path.Contains("/deliveries/", StringComparison.Ordinal) ? Delivery(before.Union, date) : Inspection(before.Union, date);
        using var request = new HttpRequestMessage(HttpMethod.Put, path) { Content = JsonContent.Create(body) };
        request.Headers.TryAddWithoutValidation("If-Match", $"\"{version}\"");
        using var response = await (await ClerkAsync(before.Union)).SendAsync(request);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
        records[id] = (path, body, int.Parse(response.Headers.ETag!.Tag.Trim('"'), CultureInfo.InvariantCulture));
        Naive.Entries[id] = entry;
    }

    private async Task RemoveAsync()
    {
        var (id, (path, _, version)) = records.ElementAt(random.Next(records.Count));
        using var request = new HttpRequestMessage(HttpMethod.Delete, path);
        request.Headers.TryAddWithoutValidation("If-Match", $"\"{version}\"");
        using var response = await (await ClerkAsync(Naive.Entries[id].Union)).SendAsync(request);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
        records.Remove(id);
        Naive.Entries.Remove(id);
    }

    private async Task<string> CampaignAsync(string union, int year, string season)
    {
        var code = $"{year}-{season}";
        if (campaigns.TryGetValue((union, code), out var path)) return path;
        var all = $"/api/v1/unions/{union}/campaigns";
        var program = await ClerkAsync(union);
        var made = await program.PostAsJsonAsync(all, new { season, year, name = code, starts = $"{year}-01-01", ends = $"{year}-12-31", budget = 0 }).JsonAsync(201);
        path = $"{all}/{made.GetProperty("id").GetString()}";
        var founded = Naive.Unions[union].Founded;
        var raised = founded > new DateOnly(year, 1, 1) ? founded : new DateOnly(year, 1, 1);
        await program.PostAsJsonAsync(path + "/funds", new { date = raised.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), source = "union-funds", amount = 10_000_000 }).JsonAsync(201);
        await StartAsync(program, path);
        // A campaign and its money are records too: they count as handed in.
        if (raised.Month > 1) Naive.Entries[-++counter] = new NaiveFederation.Entry(union, new DateOnly(year, 1, 1), new Dictionary<string, decimal>(), Nothing, null);
        Naive.Entries[-++counter] = new NaiveFederation.Entry(union, raised, new Dictionary<string, decimal> { [season == "summer" ? "seasonal.cooling.funds" : "seasonal.scholarship.funds"] = 10_000_000 }, Nothing, null);
        return campaigns[(union, code)] = path;
    }

    private static async Task StartAsync(HttpClient program, string campaign)
    {
        using var read = await program.GetAsync(campaign);
        using var request = new HttpRequestMessage(HttpMethod.Post, campaign + "/start");
        request.Headers.TryAddWithoutValidation("If-Match", read.Headers.ETag!.Tag);
        await program.SendAsync(request).JsonAsync();
    }

    private static readonly IReadOnlyDictionary<string, (decimal, decimal)> Nothing = new Dictionary<string, (decimal, decimal)>();

    private (string Kind, object Body, NaiveFederation.Entry Entry) Delivery(string union, DateOnly date)
    {
        var (people, value, enterprise) = (random.Next(0, 50), random.Next(0, 300), random.Next(2) == 0);
        return (
            "deliveries",
            new
            {
                date = date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), place = "井口", group = "miners", site = enterprise ? "enterprise" : "other", headCount = people,
                items = new[] { new { name = "西瓜", quantity = 1, unit = "车", value } },
            },
            new NaiveFederation.Entry(
                union, date, new Dictionary<string, decimal> { ["seasonal.cooling.people"] = people, ["seasonal.cooling.goods"] = value, ["seasonal.cooling.visits"] = enterprise ? 1 : 0 }, Nothing, null));
    }

    private (string Kind, object Body, NaiveFederation.Entry Entry) Inspection(string union, DateOnly date)
    {
        var found = random.Next(0, 9);
        var put = random.Next(0, found + 1);
        return (
            "inspections",
            new { date = date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), place = "工地", hazardsFound = found, hazardsFixed = put },
            new NaiveFederation.Entry(
                union, date, new Dictionary<string, decimal> { ["seasonal.cooling.inspections"] = 1, ["seasonal.cooling.hazards"] = found },
                new Dictionary<string, (decimal, decimal)> { ["seasonal.cooling.hazards-fixed"] = (put, found) }, null));
    }

    /// <summary>Few people: the same student is aided by several unions, in one year after the other. Null where all have their grant of the year.</summary>
    private string? Student(int year)
    {
        var free = Enumerable.Range(10, 6).SelectMany(day => Enumerable.Range(100, 4).Select(n => $"610102200001{day}{n}")).Where(d => !granted.Contains((d, year))).ToList();
        if (free.Count == 0) return null;
        var digits = Pick(free);
        granted.Add((digits, year));
        return digits + IdentityNumber.CheckDigit(digits);
    }

    private static (string Kind, object Body, NaiveFederation.Entry Entry) Grant(string union, DateOnly date, string number)
    {
        return (
            "grants",
            new { date = date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), student = "某学生", identityNumber = number, school = "中学", stage = "senior-high", amount = Granted, state = "approved" },
            new NaiveFederation.Entry(
                union, date, new Dictionary<string, decimal> { ["seasonal.scholarship.paid"] = Granted, ["seasonal.scholarship.applications"] = 1 }, Nothing, ("seasonal.scholarship.students", number)));
    }

    private DateOnly Day(int year) => new DateOnly(year, 1, 1).AddDays(random.Next(365));

    private DateOnly? After(DateOnly day)
    {
        var first = day > new DateOnly(FirstYear, 1, 1) ? day.AddDays(1) : new DateOnly(FirstYear, 1, 1);
        var last = new DateOnly(LastYear, 12, 1);
        return first >= last ? null : first.AddDays(random.Next(last.DayNumber - first.DayNumber));
    }

    private T Pick<T>(IReadOnlyList<T> of) => of[random.Next(of.Count)];

    private sealed class Crash : Exception;
}
