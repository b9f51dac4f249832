using Federation.Framework.Modules;
using Federation.Framework.Tenancy;
using Federation.Reports.Inputs;
using Microsoft.EntityFrameworkCore;

namespace Federation.Reports.Forms;

/// <summary>
/// The national federation's two annual surveys, as far as there are indicators for them: of grassroots unions, and of the unions above them. They are there
/// for every province, and reported on once it starts them.
/// </summary>
internal sealed class NationalForms(ReportsContext context) : IDatabaseInitializer
{
    public const string Grassroots = "GH-JC", Above = "GH-SJ";

    private const string Issuer = "中华全国总工会";
    private static readonly DateOnly Since = new(2008, 10, 1);

    private static readonly FormInput[] Forms =
    [
        new()
        {
            Number = Grassroots, NameZh = "基层工会统计年报", NameEn = "Annual survey of grassroots unions", Issuer = Issuer, ValidFrom = Since,
            YearType = YearType.Statistical,
            Rows =
            [
                Row("unions.employees"), Row("unions.members"), Row("unions.members-women", "unions.members"), Row(
                    "unions.members-migrant", "unions.members"), Row("unions.member-rate"),
                Row("unions.organised"), Row("unions.congresses"), Row("unions.agreements"), Row("unions.dues"),
            ],
            Checks =
            [
                Check("A1", CheckKind.Order, CheckLevel.Stop, "unions.members-women", "unions.members"),
                Check("A2", CheckKind.Order, CheckLevel.Stop, "unions.members-migrant", "unions.members"),
                Check("A3", CheckKind.Order, CheckLevel.Explain, "unions.agreements", "unions.employees"),
                Check("B1", CheckKind.Presence, CheckLevel.Explain, "unions.dues", "unions.members"),
                Check("C1", CheckKind.LastYear, CheckLevel.Explain, "unions.members") with { Percent = 50, Amount = 50 },
                Check("C2", CheckKind.LastYear, CheckLevel.Explain, "unions.dues") with { Percent = 50, Amount = 50_000 },
                Check("D1", CheckKind.UnitOfMeasure, CheckLevel.Stop, "unions.dues"),
                Check("E1", CheckKind.Siblings, CheckLevel.Explain, "unions.dues"),
                Check("F1", CheckKind.CopiedDigits, CheckLevel.Hint, "unions.members"),
            ],
            Duties = [Duty(UnionLevel.Grassroots, 15), Duty(UnionLevel.District, 30, sumsUp: true), Duty(UnionLevel.City, 45, sumsUp: true),
                Duty(UnionLevel.Province, 60, sumsUp: true)],
        },
        new()
        {
            Number = Above, NameZh = "地方工会统计年报", NameEn = "Annual survey of unions above the grassroots", Issuer = Issuer, ValidFrom = Since,
            YearType = YearType.Statistical,
            Rows = [Row("unions.cadres"), Row("unions.grassroots"), Row("unions.districts")],
            Checks = [Check("C1", CheckKind.LastYear, CheckLevel.Explain, "unions.cadres") with { Percent = 50, Amount = 10 }],
            Duties = [Duty(UnionLevel.District, 30), Duty(UnionLevel.City, 45), Duty(UnionLevel.Province, 60)],
        },
    ];

    public async Task InitializeAsync(CancellationToken cancellation)
    {
        var there = await context.Forms.Where(f => f.UnionId == Form.National).Select(f => f.Number).ToListAsync(cancellation);
        foreach (var form in Forms.Where(f => !there.Contains(f.Number))) context.Add(Form.Of(form, context.Ids.Next(), Form.National, 1));
        await context.SaveChangesAsync(cancellation);
    }

    private static FormRowInput Row(string indicator, string? partOf = null) => new() { Indicator = indicator, PartOf = partOf };

    private static FormCheckInput Check(string code, CheckKind kind, CheckLevel level, string row, params string[] others) =>
        new() { Code = code, Kind = kind, Level = level, Row = row, Others = others };

    private static FormDutyInput Duty(UnionLevel level, int dueDays, bool sumsUp = false) =>
        new() { Level = level, From = Since, DueDays = dueDays, SumsUp = sumsUp };
}
