using Federation.Kernel.Figures;

namespace Federation.Unions.Measuring;

/// <summary>What every union types once a year on the annual form.</summary>
internal static class TypedIndicators
{
    private const string Members = "unions.members", Employees = "unions.employees", OnTheForm = "typed on the annual form";

    public static readonly IReadOnlyList<Indicator> All =
    [
        new IndicatorText(45, Members, "会员人数", "Members", "persons", "members at the period's end").Typed(IndicatorKind.Latest),
        new IndicatorText(50, "unions.members-women", "女会员", "Women members", "persons", OnTheForm, Members).Typed(IndicatorKind.Latest),
        new IndicatorText(51, "unions.members-migrant", "农民工会员", "Migrant-worker members", "persons", OnTheForm, Members).Typed(IndicatorKind.Latest),
        new IndicatorText(52, Employees, "职工人数", "Employees covered", "persons", OnTheForm).Typed(IndicatorKind.Latest),
        new IndicatorText(53, "unions.organised", "建会单位", "Employers covered by a union", "employers", OnTheForm).Typed(IndicatorKind.Latest),
        new IndicatorText(54, "unions.cadres", "专职工会干部", "Full-time union cadres", "persons", OnTheForm).Typed(IndicatorKind.Latest),
        new IndicatorText(55, "unions.congresses", "建立职代会单位", "Employers with a workers' congress", "employers", OnTheForm).Typed(IndicatorKind.Latest),
        new IndicatorText(56, "unions.agreements", "集体合同覆盖职工", "Employees under collective agreements", "persons", OnTheForm).Typed(IndicatorKind.Latest),
        new IndicatorText(57, "unions.dues", "收缴工会经费", "Union dues collected", "yuan", OnTheForm).Typed(IndicatorKind.Sum),
        new IndicatorText(
            58, "unions.member-rate", "入会率", "Share of employees who are members", "percent", "members / employees").TypedRatio(Members, Employees),
    ];
}
