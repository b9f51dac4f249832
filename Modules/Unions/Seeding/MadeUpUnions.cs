using System.Globalization;
using Federation.Framework.Tenancy;
using Federation.Kernel;
using Federation.Unions.Contracts;

namespace Federation.Unions.Seeding;

/// <summary>
/// Grassroots unions for the demo: real places, invented organisations, no people. Most hang under a district, some straight under a city or the
/// province. The first ones are the same however many are made.
/// </summary>
internal static class MadeUpUnions
{
    private const int EveryCity = 25;
    private const int EveryProvince = 100;

    private static readonly string[] First = ["华", "秦", "恒", "永", "兴", "瑞", "鑫", "泰", "宏", "安", "长", "金", "盛", "天", "新", "东", "西", "北", "南", "光", "祥", "嘉", "德", "信", "和", "远", "明", "康", "益", "嵘"];
    private static readonly string[] Second = ["岳", "达", "源", "隆", "丰", "汇", "通", "利", "诚", "茂", "旺", "顺", "佳", "博", "凯", "腾", "润", "宁", "昌", "禾", "原", "川", "峰", "林", "海", "岭", "桥", "塬", "泉", "坪"];
    private static readonly string[] Trades = ["机械制造", "纺织", "食品", "建材", "物流", "化工", "电子", "医药", "能源", "农业科技", "客运", "环卫服务", "供热", "印务"];
    private static readonly string[] Works = ["安置房", "污水处理厂", "产业园", "快速路", "水库", "综合管廊", "体育馆", "输变电"];
    private static readonly string[] Offices = ["教育局", "卫生健康局", "交通运输局", "水利局", "住房和城乡建设局", "市场监督管理局", "农业农村局", "林业局", "民政局", "财政局", "文化和旅游局", "应急管理局"];

    private static readonly (string Kind, double Share)[] Kinds =
    [
        (UnionKind.Enterprise, 0.42), (UnionKind.Mine, 0.10), (UnionKind.Township, 0.14), (UnionKind.Project, 0.10), (UnionKind.School, 0.10), (UnionKind.Hospital, 0.07), (UnionKind.Office, 0.07),
    ];

    public static IEnumerable<NewUnion> Below(string root, IReadOnlyList<NewUnion> real, int count, int seed)
    {
        var territorial = real.Where(u => u.Level is not null).ToDictionary(u => u.Code, StringComparer.Ordinal);
        var province = territorial[root];
        var cities = territorial.Values.Where(u => u.Parent == root && u.Level == UnionLevel.City).OrderBy(u => u.Code, StringComparer.Ordinal).ToList();
        var districts = territorial.Values.Where(u => u.Level == UnionLevel.District && cities.Any(c => c.Code == u.Parent)).OrderBy(u => u.Code, StringComparer.Ordinal).ToList();
        var dice = new SeededRandom(seed);
        var made = new Dictionary<string, int>(StringComparer.Ordinal);
        var names = real.Select(u => u.Name).ToHashSet(StringComparer.Ordinal);
        for (var i = 1; i <= count; i++)
        {
            var parent = i % EveryProvince == 0 ? province : i % EveryCity == 0 ? dice.Pick(cities) : dice.Pick(districts);
            var place = parent.Name[..^SeedFiles.Federation.Length];
            string kind, name;
            do
            {
                kind = KindFor(dice.Next());
                name = place + NameOf(kind, dice);
            }
            while (!names.Add(name));
            var number = made[parent.Code] = made.GetValueOrDefault(parent.Code) + 1;
            var founded = new DateOnly(1980 + (int)(dice.Next() * 33), 1 + (int)(dice.Next() * 12), 1);
            yield return new NewUnion(string.Create(CultureInfo.InvariantCulture, $"{parent.Code}-G{number:000}"), name, UnionLevel.Grassroots, kind, parent.Code, founded)
            {
                Industries = SeedFiles.IndustriesOf(kind),
            };
        }
    }

    private static string KindFor(double share)
    {
        foreach (var (kind, part) in Kinds)
        {
            if (share < part) return kind;
            share -= part;
        }
        return UnionKind.Enterprise;
    }

    private static string NameOf(string kind, SeededRandom random)
    {
        var word = random.Pick(First) + random.Pick(Second);
        return kind switch
        {
            UnionKind.Mine => $"{word}煤矿工会",
            UnionKind.Township => $"{word}{(random.Next() < 0.6 ? "镇" : "街道")}工会",
            UnionKind.Project => $"{word}{random.Pick(Works)}项目部工会",
            UnionKind.School => random.Next() < 0.5 ? $"第{random.Pick(["一", "二", "三", "四", "五"])}中学工会" : $"{word}小学工会",
            UnionKind.Hospital => random.Next() < 0.3 ? "人民医院工会" : $"{word}医院工会",
            UnionKind.Office => random.Next() < 0.7 ? $"{random.Pick(Offices)}机关工会" : $"{word}服务中心工会",
            _ => $"{word}{random.Pick(Trades)}有限公司工会",
        };
    }
}
