using System.Globalization;
using Federation.Framework.Demo;
using Federation.Framework.Tenancy;
using Federation.Kernel.Checks;
using Federation.LabourModels.Inputs;

namespace Federation.LabourModels.Seeding;

/// <summary>
/// Turns what two unions published on labour models into records: 南郑区's nominations of 2019, and the innovation studio of 中铁十二局一公司. Days, names and
/// titles are made up; nobody and no patent of that number exists.
/// </summary>
internal sealed class PublishedModels(DemoData demo)
{
    private const string Province = "610000", City = "610700", District = "610703";
    private static readonly int[] StudioYears = [2017, 2018, 2019];
    private static readonly string[] Names = ["王建国", "李海燕", "张志强", "刘丽娟", "陈振华", "杨秋雨", "赵春生", "黄晨曦", "周俊杰", "吴欣悦"];
    private int people;

    public SeededLabour All() => new(Nominations(), Studios(), OnRecord(), Rules(), Talks());

    private IReadOnlyList<SeededNomination> Nominations() =>
    [
        .. Of("p21", Province, HonourLevel.Provincial, HonourKind.LabourMedal, "陕西省五一劳动奖章", "陕西省总工会", new DateOnly(2019, 3, 22)),
        .. Of("p22", Province, HonourLevel.Provincial, HonourKind.LabourCertificate, "陕西省五一劳动奖状", "陕西省总工会", new DateOnly(2019, 3, 22)),
        .. Of("p23", City, HonourLevel.City, HonourKind.LabourModel, "汉中市劳动模范", "汉中市人民政府", new DateOnly(2019, 4, 19)),
        // The level that grants it was not printed; the city's is assumed, since it was named together with the city's models.
        .. Of("p24", City, HonourLevel.City, HonourKind.AdvancedCollective, "汉中市先进集体", "汉中市人民政府", new DateOnly(2019, 4, 19)),
    ];

    private IReadOnlyList<SeededStudio> Studios()
    {
        var (results, patents) = (demo.Published["p41"], demo.Published["p42"]);
        // Both are counted up to the end of 2019 from a beginning that is not printed: they are spread over three years.
        var weights = StudioYears.Select(y => (double)y - StudioYears[0] + 2).ToList();
        return
        [
            new SeededStudio(
                UnionOf(results.UnionCode), new StudioInput { Name = "项目创新工作室", Leader = Names[0], Field = "隧道与轨道施工", Opened = new DateOnly(StudioYears[0], 3, 1) },
                [.. Days(Shares.Split(results.Value, weights)).Select((day, i) => new ResultInput { Name = $"施工工艺创新成果{Number(i + 1)}", Date = day, Prize = "获奖" })],
                [.. Days(Shares.Split(patents.Value, weights)).Select((day, i) => new PatentInput { Name = $"施工装置{Number(i + 1)}", Kind = PatentKind.UtilityModel, Date = day })]),
        ];
    }

    /// <summary>Nothing of this was published: it lies with the unions whose people the demo signs in, so that each page has something on it.</summary>
    private IReadOnlyList<SeededModel> OnRecord()
    {
        var keeper = UnionOf("610400");
        return [.. new[] { "610428", "610428", "610428-M01", "610428-M01", "610428-M01" }.Select(UnionOf).Select((union, i) =>
        {
            var decided = new DateOnly(2018 + (i % 2), 4, 28);
            return new SeededModel(
                union, keeper, new HonourInput { Name = "咸阳市劳动模范", Level = HonourLevel.City, Kind = HonourKind.LabourModel, Recipient = Recipient.Person, Granting = GrantingBody.Government, Body = "咸阳市人民政府", EveryYears = 3 },
                new ModelInput
                {
                    Name = Names[i + 1], IdentityNumber = NextIdentityNumber(), Gender = (Gender)(i % 2), Since = decided, Workplace = union.Level == UnionLevel.District ? "长武县某企业" : "孟村矿综采一队", Post = "班组长",
                    Service = i == 0 ? ServiceState.Retired : ServiceState.InService, RetiredOn = i == 0 ? new DateOnly(2019, 12, 1) : null, MonthlyIncome = 1_500 + (i * 700),
                },
                new AwardInput { Name = Names[i + 1], Granting = GrantingBody.Government, Body = "咸阳市人民政府", Number = $"咸政发〔{Number(decided.Year)}〕演示{Number(i + 1)}号", Date = decided },
                i == 2 ? [new HardshipInput { From = new DateOnly(2019, 9, 1), Cause = HardshipCause.SeriousIllness }] : [],
                [new BenefitInput { Date = new DateOnly(2019, 6, 10), Kind = BenefitKind.CheckUp, Amount = 600 }, new BenefitInput { Date = new DateOnly(2019, 8, 20), Kind = BenefitKind.Recuperation, Amount = 3_000, Note = "五天" }]);
        })];
    }

    private IReadOnlyList<(UnionInfo, AllowanceInput)> Rules()
    {
        AllowanceInput Rule(AllowanceKind kind) => new() { Kind = kind, ValidFrom = new DateOnly(2018, 1, 1), Paper = "演示标准〔2018〕1号" };
        var (living, hardship, festival) = (Rule(AllowanceKind.LivingAllowance), Rule(AllowanceKind.SpecialHardship), Rule(AllowanceKind.Festival));
        (living.Line, living.Cap, hardship.Cap, festival.Each, festival.Times) = (2_200, 12_000, 20_000, 1_000, 2);
        return [.. new[] { living, hardship, festival }.Select(r => (UnionOf(Province), r))];
    }

    private IReadOnlyList<(UnionInfo, TalkInput)> Talks() =>
    [
        .. new[] { "610428", "610428-M01", "610428-M01" }.Select((union, i) =>
            (UnionOf(union), new TalkInput { Date = new DateOnly(2019, 5 + (i * 2), 8), Speaker = Names[i + 1], Topic = "劳模精神、劳动精神、工匠精神", Place = "职工之家", Audience = 80 + (i * 25) })),
    ];

    private IEnumerable<SeededNomination> Of(string figure, string keeper, HonourLevel level, HonourKind kind, string honour, string body, DateOnly submitted)
    {
        var person = kind is HonourKind.LabourMedal or HonourKind.LabourModel;
        for (var i = 0; i < demo.Published[figure].Value; i++)
        {
            var terms = new NominationTerms
            {
                Name = person ? Names[people % Names.Length] : kind == HonourKind.LabourCertificate ? "南郑区某制造企业" : "南郑区某生产班组", Gender = person ? (Gender)(people % 2) : null, IdentityNumber = person ? NextIdentityNumber() : null,
                Workplace = "南郑区某单位", Post = person ? "一线岗位" : null, Frontline = person, Deeds = "在本职岗位上做出突出成绩。",
            };
            yield return new SeededNomination(
                [.. new[] { District, City, Province }.TakeWhile(u => u != (keeper == City ? Province : "")).Select(UnionOf)],
                new HonourInput { Name = honour, Level = level, Kind = kind, Recipient = person ? Recipient.Person : Recipient.Collective, Granting = level == HonourLevel.City ? GrantingBody.Government : GrantingBody.UnionFederation, Body = body },
                new SelectionInput { Name = $"2019年{honour}", Year = 2019, Opens = new DateOnly(2019, 1, 1), Closes = new DateOnly(2019, 12, 31) },
                terms, submitted);
        }
    }

    /// <summary>A number of nobody, valid by its form.</summary>
    private string NextIdentityNumber()
    {
        var digits = string.Create(CultureInfo.InvariantCulture, $"{District}{new DateOnly(1975, 1, 1):yyyyMMdd}{100 + people++:000}");
        return digits + IdentityNumber.CheckDigit(digits);
    }

    private static IEnumerable<DateOnly> Days(long[] ofYears) =>
        StudioYears.SelectMany((year, y) => Enumerable.Range(0, (int)ofYears[y]).Select(i => new DateOnly(year, 4 + (i % 9), 15)));

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private UnionInfo UnionOf(string code) => demo.Unions.Single(u => u.Code == code).Info;
}
