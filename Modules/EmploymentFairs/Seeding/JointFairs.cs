using System.Globalization;
using Federation.EmploymentFairs.Inputs;
using Federation.Framework.Demo;
using Federation.Framework.Tenancy;
using Federation.Kernel;
using Federation.Kernel.Checks;

namespace Federation.EmploymentFairs.Seeding;

/// <summary>
/// Turns what Shaanxi published on the joint fairs of its eleven cities, 2013 to 24 August 2018, into fairs: each spring one of the province and one of every city, each
/// held together with the others, whose employers and placements add up to the last one. And a few fairs that are still to come, seen from the day of the seed.
/// </summary>
internal sealed class JointFairs(DemoData demo)
{
    private const string Shaanxi = "610000";
    private const int Employers = 2_400, ProvinceWeight = 3;
    private static readonly int[] Years = [2013, 2014, 2015, 2016, 2017, 2018];
    private static readonly double[] YearWeights = [0.14, 0.15, 0.16, 0.18, 0.20, 0.17];

    private static readonly (Sector Sector, string Word, Trade Trade, string Title, int Wage)[] Work =
    [
        (Sector.Manufacturing, "机械", Trade.Machining, "数控操作工", 4200), (Sector.Manufacturing, "装备", Trade.Welding, "焊工", 4500), (Sector.Energy, "电力", Trade.Electrical, "维修电工", 4300),
        (Sector.Construction, "建筑", Trade.Construction, "钢筋工", 4800), (Sector.Mining, "矿业", Trade.Mining, "掘进工", 6000), (Sector.Transport, "运输", Trade.Driving, "货车司机", 5000),
        (Sector.Transport, "物流", Trade.Logistics, "仓储员", 3500), (Sector.Catering, "餐饮", Trade.Catering, "面点师", 3800), (Sector.Services, "家政", Trade.Housekeeping, "家政服务员", 3600),
        (Sector.Trade, "商贸", Trade.Sales, "营业员", 3200), (Sector.Information, "软件", Trade.Computing, "软件测试员", 5500), (Sector.Health, "医养", Trade.Medical, "护理员", 3700),
        (Sector.Services, "保安", Trade.Security, "保安员", 3000), (Sector.Services, "环卫", Trade.Sanitation, "保洁员", 2600), (Sector.Manufacturing, "纺织", Trade.Textile, "细纱挡车工", 3400), (Sector.Agriculture, "农业", Trade.Farming, "果园技工", 2900),
    ];

    private readonly IReadOnlyList<DemoUnion> cities =
    [
        .. demo.Unions.Where(u => u.Level == UnionLevel.City && u.Parent == Shaanxi).OrderBy(u => u.Code, StringComparer.Ordinal)
    ];

    /// <summary>The fairs of each host, by its code.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<SeededFair>> Build()
    {
        List<DemoUnion> hosts = [demo.Unions.Single(u => u.Code == Shaanxi), .. cities];
        var fairs = hosts.ToDictionary(h => h.Code, _ => new List<SeededFair>(), StringComparer.Ordinal);
        var (attendances, placed) = (Shares.Split(demo.Published["p07"].Value, YearWeights), Shares.Split(demo.Published["p08"].Value, YearWeights));
        for (var y = 0; y < Years.Length; y++)
        {
            var random = new SeededRandom(demo.Random, $"fairs {Years[y]}");
            var weights = hosts.Select(h => (h.Code == Shaanxi ? ProvinceWeight : 1) * (0.7 + (random.Next() * 0.6))).ToList();
            var stands = Shares.Split(attendances[y], weights);
            var people = Shares.Split(placed[y], stands.Select(s => (double)s).ToList());
            for (var h = 0; h < hosts.Count; h++) fairs[hosts[h].Code].Add(HeldFair(random, hosts[h], Years[y], h, (int)stands[h], people[h]));
        }
        Coming(fairs);
        return fairs.ToDictionary(f => f.Key, f => (IReadOnlyList<SeededFair>)f.Value, StringComparer.Ordinal);
    }

    private SeededFair HeldFair(SeededRandom random, DemoUnion host, int year, int h, int stands, long hardship)
    {
        var starts = new DateOnly(year, 2, 20).AddDays((h * 3) + random.Next(0, 3));
        var ends = starts.AddDays(1);
        var ofStand = Shares.Split(hardship, Enumerable.Range(0, stands).Select(_ => 0.5 + random.Next()).ToList());
        var first = random.Next(0, Employers);
        return new SeededFair
        {
            Fair = Terms(host, $"{year}年十一市联合招聘会·{Place(host)}专场", starts, ends), CoHosts = Others(host), AnnouncedOn = starts.AddDays(-20), Held = true,
            Stands = [.. Enumerable.Range(0, stands).Select(s => Attended(random, host, starts, first + s, (int)ofStand[s]))],
            Visitors = [new VisitorsInput { Date = starts, People = (stands * 25) + random.Next(0, 200) }, new VisitorsInput { Date = ends, People = (stands * 12) + random.Next(1, 120) }],
        };
    }

    private static SeededStand Attended(SeededRandom random, DemoUnion host, DateOnly starts, int employer, int hardship)
    {
        var (stand, work) = StandOf(host, employer, Attendance.Present);
        var others = random.Next(0, 12);
        var people = hardship + others;
        var post = Post(random, host, work, people + random.Next(1, 10));
        if (people == 0) return new SeededStand(stand, new SeededPost(post, [], []));
        var placedOn = starts.AddDays(random.Next(3, 60));
        var after30 = people - random.Next(0, 1 + (people / 8));
        var after90 = after30 - random.Next(0, 1 + (people / 10));
        return new SeededStand(stand,
            new SeededPost(post, [new OfferInput { People = people + random.Next(0, 6), Date = starts }],
            [
                new SeededPlacement(new PlacementInput { People = people, OfHardship = hardship, Date = placedOn },
                    new FollowUpInput { After = 30, Date = placedOn.AddDays(30 + random.Next(0, 6)), Reached = people, Employed = after30 },
                    new FollowUpInput { After = 90, Date = placedOn.AddDays(90 + random.Next(0, 10)), Reached = people, Employed = after90 }),
            ]),
            new SeededPost(Post(random, host, Work[(employer + 5) % Work.Length], random.Next(2, 20)), [], []));
    }

    /// <summary>Fairs that anyone can read of: one of the province, one of its capital, one online.</summary>
    private void Coming(Dictionary<string, List<SeededFair>> fairs)
    {
        var random = new SeededRandom(demo.Random, "coming fairs");
        foreach (var (code, n) in new[] { Shaanxi, "610100", "610400" }.Select((code, n) => (code, n)))
        {
            var host = demo.Unions.Single(u => u.Code == code);
            var starts = demo.Today.AddDays(14 + (n * 9));
            var terms = Terms(host, $"{Place(host)}春送岗位招聘会", starts, starts.AddDays(n == 2 ? 20 : 1));
            if (n == 2) (terms.Mode, terms.Venue, terms.Link) = (FairMode.Online, null, "https://jobs.example.cn/fair");
            var first = random.Next(0, Employers);
            fairs[code].Add(new SeededFair
            {
                Fair = terms, CoHosts = n == 0 ? Others(host) : [], AnnouncedOn = demo.Today,
                Stands = [.. Enumerable.Range(first, 24).Select(e => StandOf(host, e, Attendance.Expected)).Select(s => new SeededStand(s.Stand, new SeededPost(Post(random, host, s.Work, random.Next(2, 20)), [], [])))],
            });
        }
    }

    private static FairInput Terms(DemoUnion host, string title, DateOnly starts, DateOnly ends) => new()
    {
        Title = title, Mode = FairMode.Venue, Starts = starts, Ends = ends, Venue = $"{Place(host)}工人文化宫广场", Division = host.Code == Shaanxi ? "610100" : host.Code,
    };

    /// <summary>The province and the eleven cities but the host.</summary>
    private List<long> Others(DemoUnion host) =>
        [.. cities.Prepend(demo.Unions.Single(u => u.Code == Shaanxi)).Where(c => c.Code != host.Code).Select(c => c.Info.Id)];

    private static (StandInput Stand, (Sector Sector, string Word, Trade Trade, string Title, int Wage) Work) StandOf(DemoUnion host, int employer, Attendance attendance)
    {
        var n = employer % Employers;
        var work = Work[n % Work.Length];
        return (new StandInput { Employer = string.Create(CultureInfo.InvariantCulture, $"演示{work.Word}企业{n + 1:0000}"), EmployerCode = CodeOf(n), Sector = work.Sector, Attendance = attendance }, work);
    }

    private static PostInput Post(SeededRandom random, DemoUnion host, (Sector Sector, string Word, Trade Trade, string Title, int Wage) work, int openings)
    {
        var wage = work.Wage + (random.Next(-5, 8) * 100);
        return new PostInput
        {
            Title = work.Title, Trade = work.Trade, Openings = openings, WageFrom = wage, WageTo = wage + (random.Next(3, 12) * 100), Division = host.Code == Shaanxi ? "610100" : host.Code, Place = Place(host),
        };
    }

    /// <summary>A code of nobody, valid by its form: an enterprise in Xi'an, a running number, the check character.</summary>
    private static string CodeOf(int employer)
    {
        var digits = string.Create(CultureInfo.InvariantCulture, $"91610100MA{employer:0000000}");
        return digits + SocialCreditCode.CheckCharacter(digits);
    }

    private static string Place(DemoUnion host) => host.Name.Replace("总工会", "", StringComparison.Ordinal);
}
