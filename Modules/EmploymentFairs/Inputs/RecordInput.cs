using System.Text;
using System.Text.RegularExpressions;
using Federation.EmploymentFairs.PlaceNames;
using Federation.Framework.Handlers;
using Federation.Framework.Input;
using Federation.Kernel;
using Federation.Kernel.Checks;

namespace Federation.EmploymentFairs.Inputs;

/// <summary>What is recorded of a fair. References to other records of the same fair are their ids.</summary>
public abstract partial class RecordInput : IChecked
{
    internal const decimal MaxWage = 1_000_000m;

    public virtual void Check(InputProblems problems)
    {
    }

    /// <summary>One spelling of a phone number for keeping and comparing: eleven digits without spaces, dashes or +86. A Chinese keyboard may give them in full width.</summary>
    internal static string NormalPhone(string phone)
    {
        var digits = phone.Normalize(NormalizationForm.FormKC).Replace(" ", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal);
        return digits.StartsWith("+86", StringComparison.Ordinal) ? digits[3..] : digits;
    }

    internal static bool IsPhone(string text) => PhoneShape().IsMatch(NormalPhone(text));

    private protected static void CheckPhone(InputProblems problems, string field, string phone)
    {
        if (!IsPhone(phone)) problems.Add(field, "bad-phone");
    }

    /// <param name="refers">Whether it only names an employer who has a stand.</param>
    private protected static void CheckCreditCode(InputProblems problems, string field, string code, bool refers = false)
    {
        var plain = code.ToUpperInvariant();
        if (SocialCreditCode.IsValid(plain)) return;
        if (!SocialCreditCode.IsOfTheTrial(plain)) problems.Add(field, "bad-credit-code");
        else if (!refers) problems.Ask(field, "credit-code-unchecked", plain);
    }

    [GeneratedRegex("^1[3-9][0-9]{9}$", RegexOptions.NonBacktracking)]
    private static partial Regex PhoneShape();
}

/// <summary>An employer's stand (展位) at a fair; online, its place in the list.</summary>
public class StandInput : RecordInput
{
    public string Employer { get; set; } = "";

    /// <summary>Unified social credit code, GB 32100.</summary>
    [Compact, MaxLength(18)]
    public string EmployerCode { get; set; } = "";

    public Sector Sector { get; set; }

    /// <summary>Number of the stall; none online.</summary>
    [MaxLength(20)]
    public string? Stall { get; set; }

    /// <summary>Expected where it is left out.</summary>
    public Attendance? Attendance { get; set; }

    public override void Check(InputProblems problems) => CheckCreditCode(problems, "employerCode", EmployerCode);
}

/// <summary>What an employer offers with a post.</summary>
public abstract class PostTerms : RecordInput
{
    public string Title { get; set; } = "";
    public Trade Trade { get; set; }
    public int Openings { get; set; }

    /// <summary>Yuan a month; left out with <see cref="WageTo"/> where it is to be agreed.</summary>
    public decimal? WageFrom { get; set; }

    public decimal? WageTo { get; set; }

    /// <summary>The division that the work is in: its code of GB/T 2260, or a name that is one's alone (西安市新城区).</summary>
    [MaxLength(Gazetteer.MaxLength)]
    public string Division { get; set => field = FairInput.CodeOf(value)!; } = "";

    public string Place { get; set; } = "";

    [MaxLength(1000)]
    public string? Requirements { get; set; }

    public override void Check(InputProblems problems)
    {
        problems.CheckCount("openings", Openings, min: 1);
        problems.CheckMoney("wageFrom", WageFrom, MaxWage, positive: true);
        problems.CheckMoney("wageTo", WageTo, MaxWage, positive: true);
        if (WageFrom > WageTo) problems.Add("wageTo", "wage-reversed");
        FairInput.CheckDivision(problems, "division", Division);
    }
}

/// <summary>A post that an employer offers.</summary>
public class PostInput : PostTerms
{
    /// <summary>The stand of the employer.</summary>
    public string Stand { get; set; } = "";
}

/// <summary>Visitors of a day who were counted and not registered.</summary>
public class VisitorsInput : RecordInput
{
    public DateOnly Date { get; set; }
    public int People { get; set; }

    public override void Check(InputProblems problems) => problems.CheckCount("people", People, min: 1);
}

/// <summary>Somebody who looks for work, found again by the phone number.</summary>
public class SeekerInput : RecordInput
{
    [Unpadded, MaxLength(50)]
    public string Name { get; set; } = "";

    /// <summary>Left out in a change, it stays as it is.</summary>
    [Personal, MaxLength(20)]
    public string? Phone { get; set; }

    /// <summary>Shows whether the seeker belongs to a hardship family. Left out in a change, it stays as it is.</summary>
    [Personal, Compact, MaxLength(40)]
    public string? IdentityNumber { get; set; }

    public Trade? Trade { get; set; }

    /// <summary>Where work is looked for, by name or by code of GB/T 2260, which ends in 00 for a whole city, in 0000 for a province.</summary>
    [MaxLength(Gazetteer.MaxLength)]
    public string? Division { get; set => field = FairInput.CodeOf(value); }

    /// <summary>The least that is looked for, in yuan a month.</summary>
    public decimal? Wage { get; set; }

    /// <summary>The day on which the seeker came; left out where somebody has registered and not come yet.</summary>
    public DateOnly? ArrivedOn { get; set; }

    public override void Check(InputProblems problems)
    {
        if (Phone is not null) CheckPhone(problems, "phone", Phone);
        problems.CheckIdentity("identityNumber", IdentityNumber);
        problems.CheckMoney("wage", Wage, MaxWage, positive: true);
        FairInput.CheckDivision(problems, "division", Division);
    }
}

/// <summary>A seeker applies for a post.</summary>
public class ApplicationInput : RecordInput
{
    public string Seeker { get; set; } = "";
    public string Post { get; set; } = "";
    public DateOnly Date { get; set; }
}

/// <summary>An employer and people agreed in principle (达成意向): one registered seeker, or a number of people.</summary>
public class OfferInput : RecordInput
{
    public string Post { get; set; } = "";
    public string? Seeker { get; set; }

    /// <summary>One where it is left out.</summary>
    public int? People { get; set; }

    public DateOnly Date { get; set; }

    public override void Check(InputProblems problems)
    {
        problems.CheckCount("people", People, min: 1);
        if (Seeker is not null && People > 1) problems.Add("people", "one-seeker");
    }
}

/// <summary>People began to work at a post: one registered seeker, or a number that the employer confirmed.</summary>
public class PlacementInput : OfferInput
{
    /// <summary>Of a number of people, how many belong to hardship families. Of a registered seeker the mark says it.</summary>
    public int? OfHardship { get; set; }

    public override void Check(InputProblems problems)
    {
        base.Check(problems);
        problems.CheckCount("ofHardship", OfHardship);
        if (Seeker is not null && OfHardship is not null) problems.Add("ofHardship", "hardship-by-mark");
    }
}

/// <summary>Asking after 30 and after 90 days who is still employed.</summary>
public class FollowUpInput : RecordInput
{
    public string Placement { get; set; } = "";

    /// <summary>Days after the placement: 30 or 90.</summary>
    public int After { get; set; }

    public DateOnly Date { get; set; }

    /// <summary>How many were reached; everybody placed where it is left out.</summary>
    public int? Reached { get; set; }

    public int Employed { get; set; }

    public override void Check(InputProblems problems)
    {
        if (After is not (30 or 90)) problems.Add("after", "not-30-or-90");
        problems.CheckCount("reached", Reached, min: 1);
        problems.CheckCount("employed", Employed);
    }
}
