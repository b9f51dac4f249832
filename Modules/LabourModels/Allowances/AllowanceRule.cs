using Federation.Framework.Marks;
using Federation.Framework.Records;
using Federation.Framework.Security;
using Federation.Framework.Tenancy;
using Federation.Kernel;
using Federation.Kernel.Tenancy;
using Federation.LabourModels.Inputs;
using Federation.LabourModels.Files;
using Microsoft.EntityFrameworkCore;

namespace Federation.LabourModels.Allowances;

/// <summary>
/// A local rule on allowances, laid down by a union for itself and all below it, from a day on. For a model the nearest union's rule holds that is in force
/// on the day.
/// </summary>
internal sealed class AllowanceRule : Record, IShared, IRecord<LabourContext, AllowanceInput, AllowanceAnswer>
{
    internal static readonly RecordKind<LabourContext, AllowanceRule, AllowanceInput, AllowanceAnswer> Definition = new("allowances")
    {
        Filter = (rules, filter) =>
        {
            var (first, last) = filter.Days();
            if (filter.Year is not null) rules = rules.Where(r => r.ValidFrom <= last && (r.ValidTo == null || r.ValidTo > first));
            return filter.Search is { } search ? rules.Where(r => r.Paper.Contains(search)) : rules;
        },
        Columns =
        [
            new("models-field-kind", r => r.Kind), new("models-field-valid-from", r => r.ValidFrom),
            new("models-field-valid-to", r => r.ValidTo, Wide: true), new("models-field-line", r => r.Line, Money: true, Wide: true),
            new("models-field-cap", r => r.Cap ?? r.Each * r.Times, Money: true), new("models-field-paper", r => r.Paper, Wide: true),
        ],
    };

    public AllowanceKind Kind { get; private set; }
    public DateOnly ValidFrom { get; private set; }
    public DateOnly? ValidTo { get; private set; }
    public decimal? Line { get; private set; }
    public decimal? Cap { get; private set; }
    public decimal? Each { get; private set; }
    public int? Times { get; private set; }
    public string Paper { get; private set; } = "";

    public void Apply(AllowanceInput input, RecordTools tools) =>
        (Kind, ValidFrom, ValidTo, Line, Cap, Each, Times, Paper) = (input.Kind, input.ValidFrom, input.ValidTo, input.Line, input.Cap, input.Each, input.Times, input.Paper);

    public async Task ResolveAsync(AllowanceInput input, LabourContext context, RecordTools tools, CancellationToken cancellation)
    {
        if (await context.Allowances.AnyAsync(r => r.UnionId == UnionId && r.Id != Id && r.Kind == Kind && (r.ValidTo == null || r.ValidTo > ValidFrom) && (ValidTo == null || r.ValidFrom < ValidTo), cancellation))
            throw new RuleViolation("allowance-overlaps");
    }

    public AllowanceAnswer ToAnswer(RecordTools tools, string union) => new(Text.Of(Id), union, Kind, ValidFrom, ValidTo, Line, Cap, Each, Times, Paper, Version);

    /// <summary>The kind of rule that a benefit goes by; null for what no rule caps.</summary>
    public static AllowanceKind? KindOf(BenefitKind kind) => kind switch
    {
        BenefitKind.LivingAllowance => AllowanceKind.LivingAllowance,
        BenefitKind.SpecialHardship => AllowanceKind.SpecialHardship,
        BenefitKind.Festival => AllowanceKind.Festival,
        _ => null,
    };

    /// <summary>What a model may still be given in the year of a day.</summary>
    /// <param name="leaveOut">The payment that is being changed.</param>
    public static async Task<Entitlement> EntitlementAsync(LabourContext context, RecordTools tools, ModelFile file, AllowanceKind kind, DateOnly day, long leaveOut, CancellationToken cancellation)
    {
        var rules = await LocalRules.OfAsync(context, tools, cancellation);
        var (first, last) = (new DateOnly(day.Year, 1, 1), new DateOnly(day.Year, 12, 31));
        var paidAs = Enum.GetValues<BenefitKind>().Single(b => KindOf(b) == kind);
        var payments = await context.Benefits.AsNoTracking().Where(b => b.ParentId == file.Id && b.Kind == paidAs && b.Id != leaveOut && b.Date >= first && b.Date <= last).Select(b => b.Amount).ToListAsync(cancellation);
        var inHardship = await context.Spells.AnyAsync(s => s.ParentId == file.Id && s.From <= day && (s.To == null || s.To > day), cancellation);
        return rules.Calculate(file, kind, day, new PaidSoFar(payments.Sum(), payments.Count(p => p > 0)), inHardship);
    }
}

/// <summary>The rules on allowances of a union and of those above it.</summary>
internal sealed class LocalRules
{
    private const int MonthsOfYear = 12;

    private readonly long union;
    private readonly Secrets secrets;
    private readonly IReadOnlyList<AllowanceRule> rules;
    private readonly IReadOnlyList<TreeClosure> above;

    private LocalRules(RecordTools tools, IReadOnlyList<AllowanceRule> rules, IReadOnlyList<TreeClosure> above) =>
        (union, secrets, this.rules, this.above) = (tools.Union.Id, tools.Secrets, rules, above);

    public static async Task<LocalRules> OfAsync(LabourContext context, RecordTools tools, CancellationToken cancellation)
    {
        var union = tools.Union;
        long[] ids = [.. union.Ancestors, union.Id];
        return new LocalRules(
            tools,
            await context.Allowances.AsNoTracking().Where(r => ids.Contains(r.UnionId)).ToListAsync(cancellation),
            await context.Tree.AsNoTracking().Where(t => t.DescendantId == union.Id && ids.Contains(t.AncestorId)).ToListAsync(cancellation));
    }

    /// <summary>What a model may still be given on a day.</summary>
    /// <param name="paid">By the same rule in the year of the day.</param>
    public Entitlement Calculate(ModelFile file, AllowanceKind kind, DateOnly day, PaidSoFar paid, bool inHardship)
    {
        if (On(kind, day) is not { } rule) return new Entitlement(null, 0, 0, 0, new RuleViolation("no-allowance-rule", day));
        switch (kind)
        {
            case AllowanceKind.LivingAllowance:
                if (file.Income(secrets) is not { } income) return new Entitlement(rule, 0, paid.Amount, 0, new RuleViolation("income-unknown"));
                var gap = Math.Max(0, rule.Line!.Value - income) * MonthsOfYear;
                var most = Math.Min(gap, rule.Cap!.Value);
                return new Entitlement(rule, most, paid.Amount, Math.Max(0, most - paid.Amount), gap == 0 ? new RuleViolation("income-above-line", rule.Line.Value) : null);
            case AllowanceKind.SpecialHardship:
                return new Entitlement(rule, rule.Cap!.Value, paid.Amount, Math.Max(0, rule.Cap.Value - paid.Amount), inHardship ? null : new RuleViolation("not-in-hardship", day));
            default:
                var used = paid.Times >= rule.Times;
                return new Entitlement(rule, rule.Each!.Value * rule.Times!.Value, paid.Amount, used ? 0 : rule.Each.Value, used ? new RuleViolation("festivals-used", rule.Times.Value) : null);
        }
    }

    /// <summary>The nearest union's rule. One of a union that was not above on that day still holds where no nearer one does: the union is under it now.</summary>
    private AllowanceRule? On(AllowanceKind kind, DateOnly day)
    {
        return rules.Where(r => r.Kind == kind && r.ValidFrom <= day && (r.ValidTo is null || r.ValidTo > day)).MinBy(r => r.UnionId == union ? (short)0 : DepthOf(r.UnionId));

        short DepthOf(long ancestor) => above.FirstOrDefault(t => t.AncestorId == ancestor && t.ValidFrom <= day && (t.ValidTo is null || t.ValidTo > day))?.Depth ?? short.MaxValue;
    }
}

/// <summary>What was paid in a year by one rule.</summary>
/// <param name="Amount">In yuan.</param>
/// <param name="Times">How often there was money.</param>
internal readonly record struct PaidSoFar(decimal Amount, int Times);

/// <summary>What a model may be given by a rule, in yuan.</summary>
/// <param name="Rule">The rule that holds; null where none does.</param>
/// <param name="Most">In the whole year.</param>
/// <param name="Paid">In the year so far.</param>
/// <param name="Left">The most that may be paid now.</param>
/// <param name="Refusal">The rule of the field for which nothing may be paid now, if there is one.</param>
internal sealed record Entitlement(AllowanceRule? Rule, decimal Most, decimal Paid, decimal Left, RuleViolation? Refusal)
{
    /// <summary>Throws where so much may not be paid.</summary>
    public void Require(decimal amount)
    {
        if (Refusal is not null) throw Refusal;
        if (amount > Left) throw new RuleViolation("above-allowance", amount, Left);
    }
}

internal sealed record AllowanceAnswer(
    string Id, string Union, AllowanceKind Kind, DateOnly ValidFrom, DateOnly? ValidTo, decimal? Line, decimal? Cap, decimal? Each, int? Times, string Paper, int Version) : IRecordAnswer;
