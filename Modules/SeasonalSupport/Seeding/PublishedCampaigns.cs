using System.Globalization;
using Federation.Framework.Demo;
using Federation.Framework.Tenancy;
using Federation.Kernel;
using Federation.Kernel.Checks;
using Federation.SeasonalSupport.Inputs;

namespace Federation.SeasonalSupport.Seeding;

/// <summary>
/// Turns Shaanxi's published totals of 2013 to 2017 into records: each total is spread over the years, and each year over the province, its cities,
/// districts and grassroots unions, to the last yuan and person. The same seed gives the same records everywhere.
/// </summary>
internal sealed class PublishedCampaigns
{
    private const string Shaanxi = "610000";
    private static readonly int[] Years = [2013, 2014, 2015, 2016, 2017];
    private static readonly double[] YearWeights = [0.17, 0.19, 0.20, 0.21, 0.23];
    private static readonly string[] Places = ["项目部", "井口", "生产一线", "施工现场", "环卫站", "快递网点", "公交场站", "供电抢修点"];
    private static readonly (string Name, string Unit, bool Portions)[] SummerGoods = [("饮料", "箱", false), ("西瓜", "公斤", false), ("防暑药品", "份", false), ("毛巾风油精", "份", false)];
    private static readonly string[] Surnames = ["王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "徐", "孙", "马", "朱", "胡", "郭", "何", "高", "林", "罗"];
    private static readonly string[] Given = ["子涵", "雨桐", "浩然", "思远", "佳怡", "晓彤", "文博", "志强", "欣悦", "俊杰", "梦瑶", "一鸣", "晨曦", "丽娟", "建国", "海燕", "振华", "秋雨", "春生", "小满"];
    private static readonly string[] ReadyMeals = ["牛肉面", "臊子面", "羊肉泡馍", "肉夹馍", "扯面", "饺子", "米饭套餐", "稀饭花卷", "酸汤水饺"];

    private readonly int seed;
    private readonly IReadOnlyDictionary<string, PublishedFigure> published;
    private readonly List<DemoUnion> unions;
    private readonly Dictionary<string, List<SeededCampaign>> campaigns = new(StringComparer.Ordinal);
    private int students;

    public PublishedCampaigns(IEnumerable<DemoUnion> all, IReadOnlyDictionary<string, PublishedFigure> published, int seed)
    {
        this.seed = seed;
        this.published = published;
        // Everything below Shaanxi that is in the territorial tree and was there before the five years.
        var parents = all.ToDictionary(u => u.Code, u => u.Parent, StringComparer.Ordinal);
        unions = [.. all.Where(u => u.Level is not null && u.FoundedOn.Year < Years[0] && Root(u.Code, parents) == Shaanxi)];
    }

    /// <summary>The campaigns of each union, by its code.</summary>
    public IReadOnlyDictionary<string, List<SeededCampaign>> Build()
    {
        foreach (var (year, y) in Years.Select((year, y) => (year, y)))
        {
            Summer(year, Part("p01", y), Part("p02", y), Part("p03", y), Part("p04", y));
            Winter(year, Part("p05", y), Part("p06", y));
            Autumn(year, Part("p09", y), Part("p10", y));
        }
        ReadyMealsOf2019();
        ScholarshipsOf2024();
        return campaigns;
    }

    private long Part(string figure, int year) => Shares.Split(published[figure].Value, YearWeights)[year];

    private void Summer(int year, long funds, long visits, long inspections, long hazards)
    {
        var random = new SeededRandom(seed, $"summer {year}");
        var weights = Weights(random, province: 6, city: 8, district: 6, grassroots: 1);
        var (money, visited, inspected, found) = (Shares.Split(funds, weights), Shares.Split(visits, weights), Shares.Split(inspections, weights), Shares.Split(hazards, weights));
        var (starts, ends) = (new DateOnly(year, 6, 10), new DateOnly(year, 9, 15));
        for (var i = 0; i < unions.Count; i++)
        {
            if (money[i] == 0) continue;
            var spent = Shares.Split(money[i] * 9 / 10, Even(random, (int)visited[i]));
            // Hazards found without an inspection would belong to nobody: they go with the inspections that there are.
            var hazardsOf = Shares.Split(inspected[i] == 0 ? 0 : found[i], Even(random, (int)inspected[i]));
            Add(i, new SeededCampaign
            {
                Campaign = Terms(Season.Summer, year, "夏送清凉", starts, ends, money[i], ("seasonal.cooling.funds", money[i]), ("seasonal.cooling.visits", visited[i]), ("seasonal.cooling.inspections", inspected[i])),
                Closed = true, Funds = FundsOf(random, starts, money[i]),
                SummerDeliveries = [.. Enumerable.Range(0, (int)visited[i]).Select(d => SummerDelivery(random, starts, ends, spent[d]))],
                Inspections = [.. Enumerable.Range(0, (int)inspected[i]).Select(n => new InspectionInput
                {
                    Date = Day(random, starts, ends), Place = random.Pick(Places), HazardsFound = (int)hazardsOf[n], HazardsFixed = (int)(hazardsOf[n] - (hazardsOf[n] > 0 && random.Next() < 0.05 ? 1 : 0)),
                })],
            });
        }
        MoveLostHazards(year, inspected, found);
    }

    /// <summary>Gives the hazards of unions that inspected nothing to the first union that did, so that the year's total stays whole.</summary>
    private void MoveLostHazards(int year, long[] inspected, long[] found)
    {
        var lost = unions.Select((_, i) => inspected[i] == 0 ? found[i] : 0).Sum();
        if (lost == 0) return;
        var taker = Array.FindIndex(inspected, n => n > 0);
        var inspection = campaigns[unions[taker].Code].Single(c => c.Campaign.Year == year && c.Campaign.Season == Season.Summer).Inspections[0];
        inspection.HazardsFound += (int)lost;
        inspection.HazardsFixed += (int)lost;
    }

    private static SummerDeliveryInput SummerDelivery(SeededRandom random, DateOnly starts, DateOnly ends, long yuan)
    {
        var (name, unit, portions) = random.Pick(SummerGoods);
        return new SummerDeliveryInput
        {
            Date = Day(random, starts, ends), Place = random.Pick(Places), Group = random.Pick(Enum.GetValues<SummerGroup>()), Site = random.Next() < 0.6 ? SiteKind.Enterprise : SiteKind.Site,
            HeadCount = random.Next(20, 120), Items = yuan == 0 ? null : [new ItemInput { Name = name, Unit = unit, Quantity = random.Next(10, 200), Value = yuan, InPortions = portions }],
        };
    }

    private void Winter(int year, long funds, long people)
    {
        var random = new SeededRandom(seed, $"winter {year}");
        var weights = Weights(random, province: 10, city: 8, district: 6, grassroots: 1);
        var (money, visited) = (Shares.Split(funds, weights), Shares.Split(people, weights));
        // The round of the two festivals begins before New Year and belongs to the year of its Spring Festival.
        var (starts, ends) = (new DateOnly(year - 1, 12, 15), new DateOnly(year, 3, 5));
        for (var i = 0; i < unions.Count; i++)
        {
            if (money[i] == 0) continue;
            var rounds = unions[i].Level == UnionLevel.Grassroots ? 2 : 5;
            var heads = Shares.Split(visited[i], Even(random, rounds));
            var paid = Shares.Split(money[i] * 92 / 100, heads.Select(h => (double)h).ToList());
            Add(i, new SeededCampaign
            {
                Campaign = Terms(Season.Winter, year, "冬送温暖", starts, ends, money[i], ("seasonal.warmth.funds", money[i]), ("seasonal.warmth.visits", visited[i])),
                Closed = true, Funds = FundsOf(random, starts, money[i]),
                WinterDeliveries = [.. Enumerable.Range(0, rounds).Where(d => heads[d] > 0).Select(d => new WinterDeliveryInput
                {
                    Date = Day(random, starts, ends), Place = random.Pick(Places), Group = Enum.GetValues<WinterGroup>()[d], HeadCount = (int)heads[d], Money = paid[d],
                })],
            });
        }
    }

    private void Autumn(int year, long funds, long students)
    {
        var random = new SeededRandom(seed, $"autumn {year}");
        var weights = Weights(random, province: 3, city: 4, district: 8, grassroots: 0.6);
        var aided = Shares.Split(students, weights);
        var money = Shares.Split(funds, aided.Select(a => (double)a).ToList());
        var (starts, ends) = (new DateOnly(year, 7, 15), new DateOnly(year, 11, 30));
        for (var i = 0; i < unions.Count; i++)
        {
            if (aided[i] == 0) continue;
            var amounts = Shares.Split(money[i], Enumerable.Repeat(1.0, (int)aided[i]).ToList());
            Add(i, new SeededCampaign
            {
                Campaign = Terms(Season.Autumn, year, "金秋助学", starts, ends, money[i], ("seasonal.scholarship.funds", money[i]), ("seasonal.scholarship.students", aided[i])),
                // The last ones have not been closed yet, so that there is something to go on with.
                Closed = year < Years[^1], Funds = FundsOf(random, starts, money[i]),
                Grants = [.. amounts.Select(amount => Grant(random, unions[i].Code, starts, ends, amount))],
            });
        }
    }

    /// <summary>中车西安公司工会: nine kinds of ready meals for the production line in the first week of December 2019.</summary>
    private void ReadyMealsOf2019()
    {
        var figure = published["p49"];
        var portions = Shares.Split(figure.Value, Enumerable.Repeat(1.0, ReadyMeals.Length).ToList());
        const decimal yuanEach = 12;
        Add(figure.UnionCode, new SeededCampaign
        {
            Campaign = Terms(Season.Winter, 2019, "冬送温暖", figure.From!.Value, new DateOnly(2019, 12, 31), figure.Value * yuanEach),
            Funds = [new FundsInput { Date = figure.From.Value, Source = MoneySource.UnionFunds, Amount = figure.Value * yuanEach }],
            WinterDeliveries =
            [
                new WinterDeliveryInput
                {
                    Date = figure.To!.Value, Place = "生产一线", Group = WinterGroup.Frontline, HeadCount = (int)figure.Value,
                    Items = [.. ReadyMeals.Select((meal, m) => new ItemInput { Name = meal, Unit = "份", Quantity = portions[m], Value = portions[m] * yuanEach, InPortions = true })],
                },
            ],
            Closed = true,
        });
    }

    /// <summary>孟村矿工会: scholarship money of 2024.</summary>
    private void ScholarshipsOf2024()
    {
        var figure = published["p54"];
        const long each = 5_000;
        var random = new SeededRandom(seed, "autumn 2024");
        var (starts, ends) = (new DateOnly(2024, 7, 15), new DateOnly(2024, 11, 30));
        Add(figure.UnionCode, new SeededCampaign
        {
            Campaign = Terms(Season.Autumn, 2024, "金秋助学", starts, ends, figure.Value),
            Funds = [new FundsInput { Date = starts, Source = MoneySource.UnionFunds, Amount = figure.Value }],
            Grants = [.. Enumerable.Range(0, (int)(figure.Value / each)).Select(_ => Grant(random, figure.UnionCode, starts, ends, each))],
            Closed = true,
        });
    }

    private SeededGrant Grant(SeededRandom random, string union, DateOnly starts, DateOnly ends, long amount)
    {
        var applied = Day(random, starts, starts.AddDays(30));
        return new SeededGrant(
            new ScholarshipGrantInput
            {
                Date = applied, Student = random.Pick(Surnames) + random.Pick(Given), IdentityNumber = NextIdentityNumber(union), School = "第" + random.Next(1, 9).ToString(CultureInfo.InvariantCulture) + "中学",
                Stage = random.Pick([SchoolStage.SeniorHigh, SchoolStage.Vocational, SchoolStage.University]), Amount = amount, State = GrantState.Approved,
            },
            new PaymentInput { Date = Day(random, applied.AddDays(20), ends), Amount = amount });
    }

    /// <summary>A number of nobody, valid by its form: the union's division, a running birthday and order, the check digit.</summary>
    private string NextIdentityNumber(string union)
    {
        var birthday = new DateOnly(1994, 1, 1).AddDays(students / 900);
        var digits = string.Create(CultureInfo.InvariantCulture, $"{union[..6]}{birthday:yyyyMMdd}{100 + students % 900:000}");
        students++;
        return digits + IdentityNumber.CheckDigit(digits);
    }

    /// <param name="reached">What the campaign came to. It had been planned with a round number a little above or below.</param>
    private static CampaignInput Terms(Season season, int year, string name, DateOnly starts, DateOnly ends, decimal budget, params (string Indicator, long Value)[] reached) => new()
    {
        Season = season, Year = year, Code = $"{year}-{season.ToString().ToLowerInvariant()}", Name = $"{year}年{name}", Starts = starts, Ends = ends, Budget = budget,
        Plan = [.. reached.Where(r => r.Value > 0).Select(r => new TargetInput { Indicator = r.Indicator, Value = Round(r.Value) })],
    };

    /// <summary>To a number that begins with 2 to 19 and goes on with noughts.</summary>
    private static decimal Round(long value)
    {
        var step = 1L;
        while (value / step >= 20) step *= 10;
        return Math.Max(1, (decimal)Math.Round((double)value / step)) * step;
    }

    private static List<FundsInput> FundsOf(SeededRandom random, DateOnly starts, long amount)
    {
        var sources = Enum.GetValues<MoneySource>();
        var parts = Shares.Split(amount, amount < 2_000 ? [1, 0, 0, 0] : [0.55, 0.2, 0.15 + (random.Next() / 10), 0.05]);
        return [.. sources.Select((source, s) => new FundsInput { Date = starts.AddDays(s), Source = source, Amount = parts[s] }).Where(f => f.Amount > 0)];
    }

    private List<double> Weights(SeededRandom random, double province, double city, double district, double grassroots) =>
        [.. unions.Select(u => (u.Level switch { UnionLevel.Province => province, UnionLevel.City => city, UnionLevel.District => district, _ => grassroots }) * (0.5 + random.Next()))];

    private static List<double> Even(SeededRandom random, int count) => [.. Enumerable.Range(0, count).Select(_ => 0.6 + (random.Next() * 0.8))];

    private static DateOnly Day(SeededRandom random, DateOnly from, DateOnly to) => from.AddDays(random.Next(0, to.DayNumber - from.DayNumber + 1));

    private void Add(int union, SeededCampaign campaign) => Add(unions[union].Code, campaign);

    private void Add(string union, SeededCampaign campaign)
    {
        if (!campaigns.TryGetValue(union, out var list)) campaigns[union] = list = [];
        list.Add(campaign);
    }

    private static string Root(string code, Dictionary<string, string?> parents)
    {
        while (parents[code] is { } parent) code = parent;
        return code;
    }
}
