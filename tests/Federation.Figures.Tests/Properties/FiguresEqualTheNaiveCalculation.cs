using System.Text.Json;
using Autofac;
using Federation.Figures.Engine;
using Federation.Figures.Rollups;
using Federation.Framework.Tenancy;
using Federation.Kernel;
using Federation.Testing;

namespace Federation.Figures.Tests.Properties;

public sealed class FiguresEqualTheNaiveCalculation
{
    private static readonly string[] Sums =
        ["seasonal.cooling.funds", "seasonal.cooling.people", "seasonal.cooling.goods", "seasonal.cooling.visits", "seasonal.cooling.inspections", "seasonal.cooling.hazards", "seasonal.scholarship.paid", "seasonal.scholarship.applications"];

    private static readonly string[] Periods = ["2016", "2017", "2018", "S2017", "S2018", "2016-06", "2017-07", "2017-08", "2018-09", "2018-10"];

    [Theory]
    [OnPostgreSqlSeeds(share: 2, all: 12)]
    [OnSqlServer(1)]
    [OnSqlServer(2)]
    public async Task Whatever_happens_in_whatever_order_the_figures_are_those_of_a_naive_reckoning(Provider on, int seed)
    {
        var random = new Random(seed);
        await using var federation = await TestFederation.StartAsync(on: on);
        var world = new RandomFederation(federation, random);
        await world.PlantAsync(14);
        var program = await world.ClerkAsync("R");
        for (var round = 0; round < 8; round++)
        {
            for (var i = 0; i < 8; i++) await world.StepAsync();
            switch (random.Next(4))
            {
                case 0: await world.WriteTogetherAsync(); break;
                case 1: await world.RollUpFullyAsync(Period.Year(random.Next(2016, 2019)), crash: true); break;
                default: await world.RollUpIncrementallyAsync(crash: random.Next(2) == 0); break;
            }
        }
        await DrainAsync(federation);
        await AssertEqualAsync(world, program, seed);

        foreach (var year in new[] { 2016, 2017, 2018 })
        {
            await using var scope = federation.Container.BeginLifetimeScope();
            var root = (await scope.Resolve<IUnionDirectory>().FindAsync("R", CancellationToken.None))!;
            Assert.Empty(await scope.Resolve<Verification>().VerifyAsync([root.Id], Period.Year(year), CancellationToken.None));
        }

        // Running again changes nothing, and neither does measuring everything anew.
        await world.RollUpFullyAsync(Period.Year(2017), crash: false);
        await DrainAsync(federation);
        await AssertEqualAsync(world, program, seed);
    }

    private static async Task DrainAsync(TestFederation federation) => await federation.Container.DrainMarksAsync(CancellationToken.None);

    private static async Task AssertEqualAsync(RandomFederation world, HttpClient program, int seed)
    {
        var naive = world.Naive;
        var today = TimeProvider.System.Today();
        var wrong = new List<string>();
        foreach (var period in Periods.Select(Period.Parse))
        {
            foreach (var union in naive.Unions.Values.Where(u => u.ActiveIn(period)))
            {
                var answer = await program.GetAsync($"/api/v1/unions/{union.Code}/figures?period={period}").JsonAsync();
                var figures = answer.GetProperty("figures").EnumerateArray().ToDictionary(f => f.GetProperty("indicator").GetString()!);
                void Check(string indicator, string part, decimal? expected)
                {
                    var value = figures[indicator].GetProperty(part);
                    var actual = value.ValueKind == JsonValueKind.Null ? (decimal?)null : value.GetDecimal();
                    if (actual != expected) wrong.Add($"{union.Code} {period} {indicator}.{part}: {actual?.ToString() ?? "null"}, expected {expected?.ToString() ?? "null"}");
                }
                foreach (var sum in Sums)
                {
                    Check(sum, "total", naive.Total(union.Code, sum, "SeasonalSupport", period, today));
                    Check(sum, "own", naive.OwnShown(union.Code, sum, "SeasonalSupport", period, today));
                    // Whatever any union counts, founded later or closed before, the province counts once.
                    if (union.Code == "R" && naive.Everywhere(sum, period) is var all && all != 0) Check(sum, "total", all);
                }
                foreach (var typed in new[] { "unions.members", "unions.employees", "unions.grassroots", "unions.districts" }) Check(typed, "total", naive.Total(union.Code, typed, "Unions", period, today));
                Check("seasonal.cooling.hazards-fixed", "total", naive.Ratio(union.Code, "seasonal.cooling.hazards-fixed", period));
                Check("unions.member-rate", "total", naive.TypedRatio(union.Code, "unions.members", "unions.employees", period));
                Check("seasonal.scholarship.students", "total", naive.Distinct(union.Code, "seasonal.scholarship.students", period));

                var children = naive.Children(union.Code, period).ToList();
                foreach (var (indicator, module) in new[] { ("seasonal.cooling.people", "SeasonalSupport"), ("unions.members", "Unions") })
                {
                    var shown = figures[indicator].GetProperty("children");
                    if (shown.GetProperty("expected").GetInt32() != children.Count) wrong.Add($"{union.Code} {period} {indicator}: expected {shown}, {children.Count} children");
                    var reported = children.Count(c => naive.HasReported(c.Code, module, period));
                    if (shown.GetProperty("reported").GetInt32() != reported) wrong.Add($"{union.Code} {period} {indicator}: {shown}, {reported} reported");
                }
            }
        }
        Assert.True(wrong.Count == 0, $"seed {seed}: {wrong.Count} wrong\n{string.Join('\n', wrong.Take(30))}");
    }
}
