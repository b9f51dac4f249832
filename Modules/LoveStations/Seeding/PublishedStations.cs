using System.Globalization;
using Federation.Framework.Demo;
using Federation.Framework.Tenancy;
using Federation.Kernel;
using Federation.LoveStations.Inputs;

namespace Federation.LoveStations.Seeding;

/// <summary>What a union of the demo keeps of service sites, and what it pays for those of others.</summary>
internal sealed class PlannedKeeper
{
    public List<SeededSite> Sites { get; } = [];
    public List<SeededSubsidy> Subsidies { get; } = [];
    public List<KitInput> Kit { get; } = [];
}

/// <summary>
/// Shaanxi's stations as they were published of 24 August 2018, kept by the districts; who of them opened and was under construction when is made up, as are names
/// and places, which lie around their city. The same seed gives the same everywhere.
/// </summary>
internal sealed class PublishedStations
{
    private const string Shaanxi = "610000", Xian = "610100", Xianyang = "610400", Yanan = "610600", Hanzhong = "610700", Nanzheng = "610703";
    private static readonly DateOnly Published = new(2018, 8, 24), First = new(2017, 11, 1);

    /// <summary>Where a city lies, in degrees, and what share it has of what was published of the province but of no city.</summary>
    private static readonly (string City, double Latitude, double Longitude, double InService, double Building)[] Cities =
    [
        (Xian, 34.26, 108.94, 0, 40), ("610200", 34.90, 108.95, 2, 5), ("610300", 34.36, 107.24, 16, 22), (Xianyang, 34.33, 108.71, 0, 2), ("610500", 34.50, 109.51, 12, 22), (Yanan, 36.60, 109.49, 0, 3),
        (Hanzhong, 33.07, 107.02, 13, 20), ("610800", 38.29, 109.73, 9, 18), ("610900", 32.68, 109.03, 5, 12), ("611000", 33.87, 109.94, 3, 9), ("611100", 34.27, 108.08, 1, 1),
    ];

    private static readonly Facility[] Kit = [Facility.AirConditioning, Facility.Toilet, Facility.DrinkingWater, Facility.Microwave, Facility.FirstAidBox, Facility.Newspapers];
    private static readonly Facility[] More = [Facility.Sign, Facility.Seating, Facility.Charging, Facility.Wifi, Facility.Rules, Facility.Refrigerator];
    private static readonly string[] Streets = ["人民路", "解放路", "建设路", "北大街", "东关街", "西环路", "站前路", "文化路", "滨河路", "和平路"];
    private static readonly string[] Hosts = ["环卫所", "便民服务中心", "银行网点", "社区", "供电营业厅", "邮政支局", "加油站", "公园"];

    private readonly IReadOnlyDictionary<string, PublishedFigure> published;
    private readonly Dictionary<string, List<DemoUnion>> districts;
    private readonly Dictionary<string, PlannedKeeper> keepers = new(StringComparer.Ordinal);
    private readonly SeededRandom random;
    private readonly List<(string Union, SeededSite Site, DateOnly Opened)> opened = [];

    public PublishedStations(IEnumerable<DemoUnion> all, IReadOnlyDictionary<string, PublishedFigure> published, int seed)
    {
        this.published = published;
        districts = all.Where(u => u.Level == UnionLevel.District && u.Parent is not null && u.FoundedOn < First).GroupBy(u => u.Parent!).ToDictionary(g => g.Key, g => g.ToList());
        random = new SeededRandom(seed, "stations");
    }

    /// <summary>What each union keeps, by its code; the province, which pays, comes last.</summary>
    public IReadOnlyDictionary<string, PlannedKeeper> Build()
    {
        var (all, building) = ((int)published["p12"].Value, (int)published["p13"].Value);
        var known = new Dictionary<string, int> { [Xian] = (int)published["p15"].Value, [Xianyang] = (int)published["p17"].Value, [Yanan] = (int)published["p18"].Value };
        var inService = Shares.Split(all - known.Values.Sum(), [.. Cities.Select(c => c.InService)]);
        var underConstruction = Shares.Split(building, [.. Cities.Select(c => c.Building)]);
        for (var i = 0; i < Cities.Length; i++) City(Cities[i], known.GetValueOrDefault(Cities[i].City, (int)inService[i]), (int)underConstruction[i]);
        ServedInXian();
        Others();
        Province();
        return keepers;
    }

    private void City((string City, double Latitude, double Longitude, double InService, double Building) city, int inService, int building)
    {
        var (code, below) = (city.City, districts[city.City]);
        // Each district of Xianyang had one at the end of May; what Nanzheng had in 2019 are some of these and some that were still being built.
        var least = code == Xianyang ? 1 : 0;
        var (ready, coming) = (Spread(inService - least * below.Count, below.Count, 0.2), Spread(building, below.Count, 0.5));
        if (code == Hanzhong)
        {
            var (there, total) = (below.FindIndex(d => d.Code == Nanzheng), (int)published["p25"].Value);
            (ready, coming) = (Fixed(ready, there, 4), Fixed(coming, there, total - 4));
        }
        for (var d = 0; d < below.Count; d++)
        {
            var (latitude, longitude) = (city.Latitude + (random.Next() - 0.5) * 0.3, city.Longitude + (random.Next() - 0.5) * 0.3);
            for (var n = 0; n < ready[d] + least; n++) Station(below[d], latitude, longitude, Day(First, code == Xianyang ? new DateOnly(2018, 5, 25) : new DateOnly(2018, 8, 20)));
            for (var n = 0; n < coming[d]; n++) Coming(below[d], latitude, longitude, opens: below[d].Code == Nanzheng || n % 5 != 4);
        }
    }

    private int[] Spread(int total, int parts, double least) => [.. Shares.Split(total, [.. Enumerable.Range(0, parts).Select(_ => least + random.Next())]).Select(n => (int)n)];

    /// <summary>The same in all, with so many at one place; the difference is the largest other's.</summary>
    private static int[] Fixed(int[] parts, int place, int wanted)
    {
        var fixedParts = (int[])parts.Clone();
        var over = parts[place] - wanted;
        fixedParts[place] = wanted;
        while (over != 0)
        {
            var other = Enumerable.Range(0, parts.Length).Where(p => p != place).MaxBy(p => fixedParts[p]);
            var step = over > 0 ? over : -Math.Min(-over, fixedParts[other]);
            fixedParts[other] += step;
            over -= step;
        }
        return fixedParts;
    }

    private void Station(DemoUnion keeper, double latitude, double longitude, DateOnly opens)
    {
        var began = opens.AddDays(-random.Next(30, 120));
        var complete = random.Next() < 0.8;
        var there = Kit.Where(_ => complete || random.Next() < 0.75).Concat(More.Where(_ => random.Next() < 0.5)).ToList();
        // The lists say which were shown to others; the day is made up.
        var shown = new DateOnly(2018, 4, 2);
        var site = new SeededSite
        {
            Site = Entry(keeper, ServiceKind.Station, SiteState.UnderConstruction, began, latitude, longitude),
            States = [new StateInput { State = SiteState.InService, On = opens }],
            Facilities = new FacilitiesInput { On = opens, Facilities = [.. there.Select(f => new FacilityInput { Facility = f })] },
            Demonstration = opens < shown && random.Next() < 0.2 ? new DemonstrationInput { On = shown, GrantedBy = "陕西省总工会" } : null,
            Inspections = opens < new DateOnly(2018, 7, 1) && random.Next() < 0.25 ? [Inspection()] : [],
        };
        opened.Add((keeper.Code, site, opens));
        Keeper(keeper.Code).Sites.Add(site);
    }

    private void Coming(DemoUnion keeper, double latitude, double longitude, bool opens)
    {
        var began = Day(new DateOnly(2018, 3, 1), new DateOnly(2018, 8, 15));
        var opening = Day(new DateOnly(2018, 9, 10), new DateOnly(2019, 11, 20));
        Keeper(keeper.Code).Sites.Add(new SeededSite
        {
            Site = Entry(keeper, ServiceKind.Station, SiteState.UnderConstruction, began, latitude, longitude),
            States = opens ? [new StateInput { State = SiteState.InService, On = opening }] : [],
            Facilities = opens ? new FacilitiesInput { On = opening, Facilities = [.. Kit.Where(_ => random.Next() < 0.9).Select(f => new FacilityInput { Facility = f })] } : null,
        });
    }

    private SiteInspectionInput Inspection()
    {
        var day = Day(new DateOnly(2018, 7, 2), new DateOnly(2018, 8, 17));
        return new SiteInspectionInput
        {
            Date = day, Inspector = "市总工会检查组",
            Findings = random.Next() < 0.5 ? null :
            [
                new FindingInput { Text = "急救药品已过期", Facility = Facility.FirstAidBox, DueOn = day.AddDays(15), RepairedOn = random.Next() < 0.8 ? day.AddDays(random.Next(1, 15)) : null },
            ],
        };
    }

    /// <summary>西安: outdoor workers served from November 2017 to August 2018, by stations and months.</summary>
    private void ServedInXian()
    {
        var below = districts[Xian].Select(d => d.Code).ToHashSet(StringComparer.Ordinal);
        var months = opened.Where(s => below.Contains(s.Union))
            .SelectMany(s => Months(Period.MonthOf(s.Opened), Period.MonthOf(Published)).Select(m => (s.Union, s.Site, Day: s.Opened > m.First ? s.Opened : m.First))).ToList();
        var people = Shares.Split(published["p16"].Value, [.. months.Select(_ => 0.5 + random.Next())]);
        var counts = months.Select((m, i) => (m.Site, Count: new ServedInput { Date = m.Day, WholeMonth = true, Group = random.Pick(Enum.GetValues<ServedGroup>()), People = (int)people[i] })).Where(c => c.Count.People > 0);
        foreach (var site in counts.GroupBy(c => c.Site))
        {
            var keeper = keepers.Values.First(k => k.Sites.Contains(site.Key));
            var served = site.Key;
            keeper.Sites[keeper.Sites.IndexOf(served)] = new SeededSite
            {
                Site = served.Site, States = served.States, Facilities = served.Facilities, Demonstration = served.Demonstration, Inspections = served.Inspections, Served = [.. site.Select(c => c.Count)],
            };
        }
    }

    /// <summary>One of each other kind, so that there is something to look at.</summary>
    private void Others()
    {
        var keeper = districts[Xianyang].Single(d => d.Code == "610428");
        foreach (var kind in Enum.GetValues<ServiceKind>().Where(k => k != ServiceKind.Station))
            Keeper(keeper.Code).Sites.Add(new SeededSite { Site = Entry(keeper, kind, SiteState.InService, new DateOnly(2017, 5, 2), 35.2, 107.8) });
    }

    /// <summary>The list of 2017, and the one-off subsidies of the winter of 2017, fifty thousand yuan a station.</summary>
    private void Province()
    {
        var province = Keeper(Shaanxi);
        province.Kit.Add(new KitInput { From = new DateOnly(2017, 1, 1), Items = [.. Kit.Select(f => new KitItemInput { Facility = f })] });
        const int each = 50_000;
        var figure = published["p14"];
        foreach (var (union, site, _) in opened.OrderBy(o => o.Opened).ThenBy(o => o.Union, StringComparer.Ordinal).Take((int)(figure.Value / each)))
            province.Subsidies.Add(new SeededSubsidy(
                union, site.Site.Code, new SubsidyInput { GrantedOn = figure.From!.Value, Amount = each }, new SubsidyPaymentInput { Date = Day(figure.From.Value, figure.To!.Value), Amount = each, Payee = "建设单位" }));
    }

    private SiteInput Entry(DemoUnion keeper, ServiceKind kind, SiteState state, DateOnly since, double latitude, double longitude)
    {
        var number = Keeper(keeper.Code).Sites.Count + 1;
        var (street, host) = (random.Pick(Streets), random.Pick(Hosts));
        var roundTheClock = random.Next() < 0.2;
        return new SiteInput
        {
            Kind = kind, Code = string.Create(CultureInfo.InvariantCulture, $"Z{number:000}"), State = state, Since = since, BuiltBy = random.Pick(Enum.GetValues<BuiltBy>()),
            Name = $"{street}{host}{(kind == ServiceKind.Station ? "爱心驿站" : "服务点")}", Address = $"{keeper.Name.Replace("总工会", "", StringComparison.Ordinal)}{street}{random.Next(1, 200)}号",
            Latitude = Degrees(latitude + (random.Next() - 0.5) * 0.06), Longitude = Degrees(longitude + (random.Next() - 0.5) * 0.06),
            RoundTheClock = roundTheClock,
            Hours = roundTheClock ? null : [.. Enum.GetValues<DayOfWeek>().Where(d => number % 3 != 0 || d is not (DayOfWeek.Saturday or DayOfWeek.Sunday)).Select(d => new HoursInput { Weekday = d, Opens = "08:00", Closes = "18:00" })],
        };
    }

    private PlannedKeeper Keeper(string union)
    {
        if (!keepers.TryGetValue(union, out var keeper)) keepers[union] = keeper = new PlannedKeeper();
        return keeper;
    }

    private DateOnly Day(DateOnly from, DateOnly to) => from.AddDays(random.Next(0, to.DayNumber - from.DayNumber + 1));

    private static IEnumerable<Period> Months(Period from, Period to)
    {
        for (var month = from; month.Code <= to.Code; month = month.Next()!.Value) yield return month;
    }

    private static decimal Degrees(double degrees) => decimal.Round((decimal)degrees, 6);
}
