using System.Text.RegularExpressions;
using Federation.Framework.Handlers;
using Federation.Framework.Input;
using Federation.Kernel;

namespace Federation.SeasonalSupport.Inputs;

/// <summary>A part of a campaign's budget by where the money is to come from.</summary>
public sealed class BudgetLineInput
{
    public MoneySource Source { get; set; }
    public decimal Amount { get; set; }
}

/// <summary>What a campaign means to reach on an indicator of its season.</summary>
public sealed class TargetInput
{
    public string Indicator { get; set; } = "";
    public decimal Value { get; set; }
}

/// <summary>What may change of a campaign as long as it is not closed.</summary>
public class CampaignTerms : IChecked
{
    public string Name { get; set; } = "";
    public DateOnly Starts { get; set; }
    public DateOnly Ends { get; set; }

    /// <summary>In yuan.</summary>
    public decimal Budget { get; set; }

    /// <summary>The budget by source; where there are lines they add up to it.</summary>
    public IReadOnlyList<BudgetLineInput>? BudgetLines { get; set; }

    public IReadOnlyList<TargetInput>? Plan { get; set; }

    public virtual void Check(InputProblems problems)
    {
        if (Budget < 0) problems.Add("budget", "negative-number");
        var lines = BudgetLines ?? [];
        if (lines.Any(l => l.Amount < 0)) problems.Add("budgetLines", "negative-number");
        if (lines.DistinctBy(l => l.Source).Count() < lines.Count) problems.Add("budgetLines", "given-twice");
        if (lines.Count > 0 && lines.Sum(l => l.Amount) != Budget) problems.Add("budgetLines", "lines-do-not-add-up", Budget);
        var plan = Plan ?? [];
        if (plan.Any(t => t.Value < 0)) problems.Add("plan", "negative-number");
        if (plan.DistinctBy(t => t.Indicator).Count() < plan.Count) problems.Add("plan", "given-twice");
    }
}

/// <summary>A new campaign (活动).</summary>
public partial class CampaignInput : CampaignTerms
{
    public Season Season { get; set; }
    public int Year { get; set; }

    /// <summary>Unique within the union; <c>2017-summer</c>, <c>2017-summer-2</c> … where it is left out.</summary>
    [MaxLength(40)]
    public string? Code { get; set; }

    public override void Check(InputProblems problems)
    {
        base.Check(problems);
        if (Year is < Period.FirstYear or > Period.LastYear) problems.Add("year", "year-out-of-range", Period.FirstYear, Period.LastYear);
        if (Code is not null && !CodeShape().IsMatch(Code)) problems.Add("code", "not-a-code");
    }

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9._-]*$", RegexOptions.NonBacktracking)]
    private static partial Regex CodeShape();
}
