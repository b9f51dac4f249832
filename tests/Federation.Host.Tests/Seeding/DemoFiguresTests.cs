using System.Globalization;
using Federation.Framework.Demo;
using Federation.Host.Seeding;
using Federation.Host.Tests.Web;

namespace Federation.Host.Tests.Seeding;

/// <summary>The demo, read over HTTP as a program reads it: what was published comes back to the yuan and the person.</summary>
public sealed class DemoFiguresTests(Demo demo) : IClassFixture<Demo>
{
    private const string Province = "610000";
    private static readonly string[] FiveYears = ["2013", "2014", "2015", "2016", "2017"];

    /// <summary>Unions of every level, in all provinces of the demo.</summary>
    private static readonly string[] Unions = [Province, "610100", "610300", "610400", "610700", "610800", "610102", "610703", "610428", "610428-M01", "610100-E02", "130000", "320000", "370000"];

    [Theory]
    [InlineData("p01", "seasonal.cooling.funds", 440_000_000)]
    [InlineData("p02", "seasonal.cooling.visits", 40_000)]
    [InlineData("p03", "seasonal.cooling.inspections", 40_000)]
    [InlineData("p04", "seasonal.cooling.hazards", 20_000)]
    [InlineData("p05", "seasonal.warmth.funds", 661_400_000)]
    [InlineData("p06", "seasonal.warmth.visits", 1_425_500)]
    [InlineData("p09", "seasonal.scholarship.funds", 120_000_000)]
    [InlineData("p10", "seasonal.scholarship.students", 65_100)]
    public async Task Five_years_of_the_province_add_up_to_what_it_published(string published, string indicator, decimal value)
    {
        Assert.Equal(value, PublishedValue(published, Province));
        var total = 0m;
        foreach (var year in FiveYears)
        {
            var figure = (await demo.FiguresAsync(Province, year))[indicator];
            Assert.True(figure.Number("total") > 0, $"{indicator} {year}: nothing");
            total += figure.Number("total")!.Value;
        }
        Assert.Equal(value, total);
    }

    [Theory]
    [InlineData("p07", "fairs.attendances", 6_022)]
    [InlineData("p08", "fairs.placed-hardship", 215_000)]
    public async Task The_fairs_of_2013_to_2018_add_up_to_what_the_province_published(string published, string indicator, decimal value)
    {
        Assert.Equal(value, PublishedValue(published, Province));
        var total = 0m;
        foreach (var year in FiveYears.Append("2018"))
        {
            var figure = (await demo.FiguresAsync(Province, year))[indicator];
            Assert.True(figure.Number("own") > 0 && figure.Number("fromBelow") > 0, $"{indicator} {year}: nothing");
            total += figure.Number("total")!.Value;
        }
        Assert.Equal(value, total);
        // Nothing of it lies after the day that the figures go up to.
        for (var month = 9; month <= 12; month++) Assert.True((await demo.FiguresAsync(Province, $"2018-{month:00}"))[indicator].Number("total") is null or 0);
    }

    [Fact]
    public async Task Joint_fairs_are_held_once_and_co_hosted_by_the_others()
    {
        var province = await demo.FiguresAsync(Province, "2017");
        Assert.Equal((1m, 11m, 12m), (province["fairs.held"].Number("own"), province["fairs.held"].Number("fromBelow"), province["fairs.held"].Number("total")));
        // Twelve fairs, at each of them the eleven others.
        Assert.Equal((11m, 132m), (province["fairs.co-hosted"].Number("own"), province["fairs.co-hosted"].Number("total")));
        Assert.True(province["fairs.employers"].Number("total") < province["fairs.attendances"].Number("total"));
        Assert.InRange(province["fairs.retained"].Number("total")!.Value, 80, 100);
        Assert.True(province["fairs.placed-hardship"].Number("total") < province["fairs.placed"].Number("total"));
    }

    [Theory]
    [InlineData("p49", "610100-E02", "2019", "seasonal.goods.portions", 2_390)]
    [InlineData("p54", "610428-M01", "2024", "seasonal.scholarship.paid", 40_000)]
    public async Task A_grassroots_union_shows_what_it_published_and_its_parents_count_it(string published, string union, string year, string indicator, decimal value)
    {
        Assert.Equal(value, PublishedValue(published, union));
        var figure = (await demo.FiguresAsync(union, year))[indicator];
        Assert.Equal((value, value), (figure.Number("total"), figure.Number("own")));
        Assert.Equal(value, (await demo.FiguresAsync(Province, year))[indicator].Number("total"));
    }

    [Theory]
    [InlineData("p12", Province, "2018-08", "stations.in-service", 255)]
    [InlineData("p13", Province, "2018-08", "stations.under-construction", 154)]
    [InlineData("p15", "610100", "2018-08", "stations.in-service", 105)]
    [InlineData("p17", "610400", "2018-05", "stations.in-service", 40)]
    [InlineData("p18", "610600", "2018-08", "stations.in-service", 49)]
    [InlineData("p25", "610703", "2019-12", "stations.in-service", 9)]
    [InlineData("p66", "610400", "2018-05", "stations.covered-districts", 100)]
    public async Task Stations_are_those_that_were_published(string published, string union, string period, string indicator, decimal value)
    {
        Assert.Equal(value, PublishedValue(published, union));
        Assert.Equal(value, (await demo.FiguresAsync(union, period))[indicator].Number("total"));
    }

    [Theory]
    [InlineData("p14", Province, "stations.subsidy", 2017, 11, 2018, 5, 3_000_000)]
    [InlineData("p16", "610100", "stations.served", 2017, 11, 2018, 8, 30_000)]
    public async Task What_stations_were_given_and_gave_adds_up_over_the_published_months(string published, string union, string indicator, int fromYear, int fromMonth, int toYear, int toMonth, decimal value)
    {
        Assert.Equal(value, PublishedValue(published, union));
        var total = 0m;
        for (var month = new DateOnly(fromYear, fromMonth, 1); month <= new DateOnly(toYear, toMonth, 1); month = month.AddMonths(1))
            total += (await demo.FiguresAsync(union, month.ToString("yyyy-MM", CultureInfo.InvariantCulture)))[indicator].Number("total") ?? 0;
        Assert.Equal(value, total);
    }

    [Theory]
    [InlineData("p21", "models.nominated.medals-provincial", 1)]
    [InlineData("p22", "models.nominated.certificates-provincial", 1)]
    [InlineData("p23", "models.nominated.models-city", 9)]
    [InlineData("p24", "models.nominated.collectives", 1)]
    public async Task A_districts_nominations_of_a_year_by_honour(string published, string indicator, decimal value)
    {
        Assert.Equal(value, PublishedValue(published, "610703"));
        var figures = await demo.FiguresAsync("610703", "2019");
        Assert.Equal((value, value), (figures[indicator].Number("total"), figures[indicator].Number("own")));
        Assert.Equal(12, figures["models.nominated"].Number("total"));
        // Counted where they began, however many levels they pass: the city has none of its own.
        Assert.Equal(((decimal?)null, (decimal?)12m), ((await demo.FiguresAsync("610700", "2019"))["models.nominated"].Number("own"), (await demo.FiguresAsync(Province, "2019"))["models.nominated"].Number("total")));
    }

    [Theory]
    [InlineData("p41", "models.results", 17)]
    [InlineData("p42", "models.patents", 5)]
    public async Task What_a_studio_came_to_by_the_end_of_2019_adds_up_over_its_years(string published, string indicator, decimal value)
    {
        Assert.Equal(value, PublishedValue(published, "610100-E01"));
        var total = 0m;
        foreach (var year in new[] { "2017", "2018", "2019" }) total += (await demo.FiguresAsync("610100-E01", year))[indicator].Number("total")!.Value;
        Assert.Equal(value, total);
        Assert.Equal(1, (await demo.FiguresAsync("610100-E01", "2019"))["models.studios"].Number("total"));
    }

    [Fact]
    public async Task Own_and_from_below_add_up_to_the_total_everywhere()
    {
        var wrong = new List<string>();
        foreach (var union in Unions)
            foreach (var period in new[] { "2013", "2017", "2017-07", "S2017" })
                foreach (var (indicator, figure) in await demo.FiguresAsync(union, period))
                {
                    var (own, below, total, numerator, denominator) =
                        (figure.Number("own"), figure.Number("fromBelow"), figure.Number("total"), figure.Number("numerator"), figure.Number("denominator"));
                    var holds = figure.Text("kind") switch
                    {
                        "ratio" or "coverage" => total == (denominator is null or 0 ? null : Math.Round(numerator!.Value / denominator.Value * 100, 2, MidpointRounding.AwayFromZero)),
                        // The same person may be counted here and below.
                        "distinct" => (total is null) == (own is null && below is null) && (total ?? 0) <= (own ?? 0) + (below ?? 0) && (total ?? 0) >= Math.Max(own ?? 0, below ?? 0) && numerator is null,
                        _ => total == (own is null && below is null ? null : (own ?? 0) + (below ?? 0)) && numerator is null && denominator is null,
                    };
                    if (!holds) wrong.Add($"{union} {period} {indicator}: {figure}");
                }
        Assert.True(wrong.Count == 0, string.Join('\n', wrong.Take(20)));
    }

    [Fact]
    public async Task The_lines_of_a_breakdown_add_up_to_the_total_however_it_is_paged()
    {
        foreach (var union in new[] { Province, "610100", "610428" })
            foreach (var (indicator, figure) in await demo.FiguresAsync(union, "2017"))
            {
                var path = $"/api/v1/unions/{union}/figures/{indicator}/breakdown?period=2017";
                var whole = await demo.Province.GetAsync(path + "&limit=200").JsonAsync();
                Assert.Equal((figure.Number("own"), figure.Number("total")), (whole.Number("own"), whole.Number("total")));
                Assert.Null(whole.Text("next"));
                if (figure.Text("kind") is not ("ratio" or "coverage"))
                    Assert.Equal(figure.Number("total") ?? 0, (whole.Number("own") ?? 0) + whole.Number("overlap") + whole.Items().Sum(i => i.Number("total") ?? 0));
                var items = whole.Items().Select(i => i.GetRawText()).ToList();
                Assert.Equal(items, (await demo.Province.AllAsync(path, 4)).Select(i => i.GetRawText()));
                var codes = whole.Items().Select(i => i.Text("union")!).ToList();
                Assert.Equal(codes.Order(StringComparer.Ordinal), codes);
                Assert.Equal(figure.GetProperty("children").Number("reported"), whole.Items().Count(i => i.GetProperty("reported").GetBoolean()));
                Assert.Equal(figure.GetProperty("children").Number("expected"), codes.Count);
            }
    }

    [Fact]
    public async Task A_childs_line_of_the_breakdown_is_what_the_child_itself_shows()
    {
        foreach (var indicator in new[] { "seasonal.cooling.funds", "seasonal.scholarship.students", "seasonal.cooling.hazards-fixed", "unions.grassroots" })
            foreach (var line in await demo.Province.AllAsync($"/api/v1/unions/{Province}/figures/{indicator}/breakdown?period=2017", 200))
                Assert.Equal((await demo.FiguresAsync(line.Text("union")!, "2017"))[indicator].Number("total"), line.Number("total"));
    }

    [Fact]
    public async Task A_series_shows_the_figures_of_its_years()
    {
        foreach (var union in new[] { Province, "610700", "610428-M01" })
            foreach (var indicator in (await demo.FiguresAsync(union, "2017")).Keys)
            {
                var points = (await demo.Province.GetAsync($"/api/v1/unions/{union}/figures/{indicator}/series?from=2013&to=2017").JsonAsync()).Items("points").ToList();
                Assert.Equal(FiveYears, points.Select(p => p.Text("period")));
                foreach (var point in points) Assert.Equal((await demo.FiguresAsync(union, point.Text("period")!))[indicator].Number("total"), point.Number("total"));
            }
    }

    [Theory]
    [InlineData("2017", "2016")]
    [InlineData("S2017", "S2016")]
    [InlineData("2017-07", "2016-07")]
    public async Task Previous_is_the_total_of_the_same_period_a_year_earlier(string period, string yearEarlier)
    {
        foreach (var union in new[] { Province, "610100", "610703" })
        {
            var before = await demo.FiguresAsync(union, yearEarlier);
            foreach (var (indicator, figure) in await demo.FiguresAsync(union, period)) Assert.Equal(before[indicator].Number("total"), figure.Number("previous"));
        }
    }

    [Fact]
    public async Task Months_add_up_to_the_calendar_year_and_to_the_statistical_year()
    {
        var sums = (await demo.FiguresAsync(Province, "2017")).Where(f => f.Value.Text("kind") == "sum").Select(f => f.Key).ToList();
        Assert.Contains("seasonal.cooling.funds", sums);
        foreach (var (year, months) in new[] { ("2017", Months(2017, 1)), ("S2017", Months(2016, 10)) })
            foreach (var indicator in sums)
            {
                var total = 0m;
                foreach (var month in months) total += (await demo.FiguresAsync(Province, month))[indicator].Number("total") ?? 0;
                Assert.Equal((await demo.FiguresAsync(Province, year))[indicator].Number("total") ?? 0, total);
            }
        Assert.NotEqual((await demo.FiguresAsync(Province, "2017"))["seasonal.scholarship.paid"].Number("total"), (await demo.FiguresAsync(Province, "S2017"))["seasonal.scholarship.paid"].Number("total"));
    }

    [Fact]
    public async Task A_past_year_can_be_read_along_todays_tree()
    {
        var answer = await demo.Province.GetAsync($"/api/v1/unions/{Province}/figures?period=2017&tree=today").JsonAsync();
        Assert.Equal("today", answer.Text("tree"));
        // Nobody has left the province since, so its sums are the same along either tree.
        var then = await demo.FiguresAsync(Province, "2017");
        foreach (var figure in answer.Items("figures").Where(f => f.Text("kind") is "sum" or "distinct"))
            Assert.Equal(then[figure.Text("indicator")!].Number("total"), figure.Number("total"));
    }

    [Fact]
    public async Task Verifying_finds_no_difference()
    {
        foreach (var period in new[] { "2017", "S2017", "2018", "2024" }) Assert.Equal(0, await Demo.RunAsync(demo.Federation, "verify", "--period", period));
    }

    [Fact]
    public Task Seeding_a_second_time_changes_nothing() =>
        demo.Federation.NothingIsWrittenAsync(async () => Assert.False(await Demo.SeedAsync(demo.Federation, SeedSize.Demo)));

    /// <summary>A tiny demo seeded again against the one that the test bed keeps; the whole demo in a long run.</summary>
    [Fact]
    public async Task The_same_seed_gives_the_same_unions_and_figures_in_another_database()
    {
        var root = Repetition.IsLong ? DemoFolder.New() : await DemoFolder.NewTinyAsync();
        await using var kept = Repetition.IsLong ? await TestFederation.StartDemoAsync() : await TestFederation.StartTinyDemoAsync();
        await using var other = await TestFederation.StartAsync(root: root);
        Assert.True(await Demo.SeedAsync(other, Repetition.IsLong ? SeedSize.Demo : SeedSize.Demo with { Grassroots = DemoFolder.TinyUnions }));
        Directory.Delete(root, recursive: true);
        using var here = await Demo.AtEveryRootAsync(kept);
        using var there = await Demo.AtEveryRootAsync(other);
        var unions = await here.AllAsync("/api/v1/unions", 200);
        Assert.True(unions.Count > 100, $"{unions.Count} unions");
        Assert.Equal(unions.Select(u => u.GetRawText()), (await there.AllAsync("/api/v1/unions", 200)).Select(u => u.GetRawText()));
        // Every union that adds up others, and every tenth of those that record.
        foreach (var union in unions.Where((u, n) => u.Text("level") != "grassroots" || n % 10 == 0).Select(u => u.Text("code")!))
        {
            var first = await here.FiguresAsync(union, "2017");
            foreach (var (indicator, figure) in await there.FiguresAsync(union, "2017")) Assert.Equal(first[indicator].GetRawText(), figure.GetRawText());
        }
    }

    private static string[] Months(int year, int month) =>
        [.. Enumerable.Range(0, 12).Select(m => new DateOnly(year, month, 1).AddMonths(m).ToString("yyyy-MM", CultureInfo.InvariantCulture))];

    /// <summary>The value in the research's own table, so that a slip in this file shows.</summary>
    private static decimal PublishedValue(string id, string union)
    {
        var figure = PublishedFigures.Read(Clone.Seeds)[id];
        Assert.Equal(union, figure.UnionCode);
        return figure.Value;
    }
}
