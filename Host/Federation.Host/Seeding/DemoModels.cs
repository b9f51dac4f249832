using System.Collections.Frozen;
using System.Globalization;
using Federation.Framework.Tenancy;
using Federation.Kernel.Checks;
using Federation.LabourModels.Contracts;
using Federation.Unions.Contracts;

namespace Federation.Host.Seeding;

/// <summary>
/// Turns what two unions published on labour models into records: 南郑区's nominations of 2019, and the innovation studio of 中铁十二局一公司. Days, names and
/// titles are made up; nobody and no patent of that number exists.
/// </summary>
internal sealed class DemoModels(IReadOnlyList<NewUnion> unions, IReadOnlyDictionary<string, long> ids, IReadOnlyDictionary<string, PublishedFigure> published)
{
    private const string Province = "610000", City = "610700", District = "610703";
    private static readonly int[] StudioYears = [2017, 2018, 2019];
    private static readonly string[] Names = ["王建国", "李海燕", "张志强", "刘丽娟", "陈振华", "杨秋雨", "赵春生", "黄晨曦", "周俊杰", "吴欣悦"];
    private int people;

    public IReadOnlyList<SeededNomination> Nominations() =>
    [
        .. Of("p21", Province, HonourLevel.Provincial, HonourKind.LabourMedal, "陕西省五一劳动奖章", "陕西省总工会", new DateOnly(2019, 3, 22)),
        .. Of("p22", Province, HonourLevel.Provincial, HonourKind.LabourCertificate, "陕西省五一劳动奖状", "陕西省总工会", new DateOnly(2019, 3, 22)),
        .. Of("p23", City, HonourLevel.City, HonourKind.LabourModel, "汉中市劳动模范", "汉中市人民政府", new DateOnly(2019, 4, 19)),
        // The level that grants it was not printed; the city's is assumed, since it was named together with the city's models.
        .. Of("p24", City, HonourLevel.City, HonourKind.AdvancedCollective, "汉中市先进集体", "汉中市人民政府", new DateOnly(2019, 4, 19)),
    ];

    public IReadOnlyList<SeededStudio> Studios()
    {
        var (results, patents) = (published["p41"], published["p42"]);
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

    private IEnumerable<SeededNomination> Of(string figure, string keeper, HonourLevel level, HonourKind kind, string honour, string body, DateOnly submitted)
    {
        var person = kind is HonourKind.LabourMedal or HonourKind.LabourModel;
        for (var i = 0; i < published[figure].Value; i++)
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

    /// <summary>The union is not committed yet, so the directory does not know it.</summary>
    private UnionInfo UnionOf(string code)
    {
        var union = unions.Single(u => u.Code == code);
        return new UnionInfo(ids[code], union.Code, union.Name, union.Level, union.Kind, union.Parent, [union.Code], FrozenSet<long>.Empty, FrozenSet<long>.Empty, true);
    }
}
