using System.Globalization;
using CsvHelper;
using Federation.Framework.Tenancy;
using Federation.Unions.Contracts;

namespace Federation.Unions.Seeding;

/// <summary>The real unions of the seed files.</summary>
internal static class SeedFiles
{
    /// <summary>How a territorial federation is called after its division.</summary>
    public const string Federation = "总工会";

    /// <summary>"Before 2013" where nothing better is known.</summary>
    private static readonly DateOnly Founded = new(1950, 1, 1);

    private const string CoalGroup = "610000-I01";
    private const string CoalGroupMine = "610428-M01";

    public static List<NewUnion> Read(string folder)
    {
        var former = Renamed(Path.Combine(folder, "renamed-divisions.csv"));
        List<NewUnion> unions =
        [
            .. Unions(Path.Combine(folder, "unions-shaanxi.csv")),
            .. Divisions(Path.Combine(folder, "divisions.csv")),
            .. Unions(Path.Combine(folder, "unions-other-provinces.csv")),
        ];
        return
        [
            .. unions.Select(u => u with
            {
                Former = former.TryGetValue(u.Code, out var before) ? [before] : [],
                Industries = u.Code == CoalGroupMine ? [CoalGroup] : [],
            }),
        ];
    }

    public static IReadOnlyList<string> IndustriesOf(string kind) => kind == UnionKind.Mine ? [CoalGroup] : [];

    private static IEnumerable<NewUnion> Unions(string file)
    {
        using var csv = CsvReader.FromFile(file);
        while (csv.Read())
        {
            var (level, parent, founded) = (csv.GetString("level"), csv.GetString("parent"), csv.GetString("founded"));
            yield return new NewUnion(
                csv.GetString("code"), csv.GetString("name"), level.Length == 0 ? null : Enum.Parse<UnionLevel>(level, ignoreCase: true), csv.GetString("kind"),
                parent.Length == 0 ? null : parent, founded.Length == 0 ? Founded : DateOnly.ParseExact(founded, "yyyy-MM-dd", CultureInfo.InvariantCulture));
        }
    }

    private static IEnumerable<NewUnion> Divisions(string file)
    {
        using var csv = CsvReader.FromFile(file);
        while (csv.Read())
        {
            var level = csv.GetString("level") switch { "province" => UnionLevel.Province, "city" => UnionLevel.City, _ => UnionLevel.District };
            var parent = csv.GetString("parent");
            yield return new NewUnion(csv.GetString("code"), csv.GetString("name") + Federation, level, UnionKind.Territorial, parent.Length == 0 ? null : parent, Founded);
        }
    }

    /// <summary>Former names by today's code. The file knows the year of approval; the change is dated in its middle, so that the year itself reads as today's.</summary>
    private static Dictionary<string, FormerName> Renamed(string file)
    {
        var former = new Dictionary<string, FormerName>(StringComparer.Ordinal);
        using var csv = CsvReader.FromFile(file);
        while (csv.Read())
        {
            var approved = int.Parse(csv.GetString("approved"), CultureInfo.InvariantCulture);
            former.Add(csv.GetString("new_code"), new FormerName(csv.GetString("old_code"), csv.GetString("old_name") + Federation, new DateOnly(approved, 7, 1)));
        }
        return former;
    }
}
