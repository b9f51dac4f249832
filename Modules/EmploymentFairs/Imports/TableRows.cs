using Federation.EmploymentFairs.Inputs;
using Federation.Framework.Input;
using Federation.Kernel;

namespace Federation.EmploymentFairs.Imports;

// The tables' rows: the inputs of the API, with what names the fair and, of a post, its employer.

/// <summary>A row that names its fair by the title, and by its first day as well where several have that title.</summary>
internal interface IFairRow
{
    string Fair { get; }
    DateOnly? Starts { get; }
}

internal sealed class StandRow : StandInput, IFairRow
{
    [LabelKey("fair-title")]
    public string Fair { get; set; } = "";

    [LabelKey("fair-starts")]
    public DateOnly? Starts { get; set; }
}

/// <summary>Visitors of a day of a fair who were counted.</summary>
[LabelKey("field-visitors", Field = "people")]
internal sealed class VisitorsRow : VisitorsInput, IFairRow
{
    [LabelKey("fair-title")]
    public string Fair { get; set; } = "";

    [LabelKey("fair-starts")]
    public DateOnly? Starts { get; set; }
}

/// <summary>A row about somebody, or a number of people, and a post: the post as a table of posts has it, the seeker by the phone number.</summary>
internal abstract class AtPostRow : RecordInput, IFairRow
{
    [LabelKey("fair-title")]
    public string Fair { get; set; } = "";

    [LabelKey("fair-starts")]
    public DateOnly? Starts { get; set; }

    [Compact, MaxLength(18)]
    public string EmployerCode { get; set; } = "";

    [LabelKey("field-post-title")]
    public string Title { get; set; } = "";

    [LabelKey("field-work-place")]
    public string Place { get; set; } = "";

    /// <summary>Of the registered seeker; left out where it is a number of people.</summary>
    [LabelKey(Example = "13900000001"), MaxLength(20)]
    public string? Phone { get; set; }

    public override void Check(InputProblems problems)
    {
        CheckCreditCode(problems, "employerCode", EmployerCode, refers: true);
        if (Phone is not null) CheckPhone(problems, "phone", Phone);
    }
}

[LabelKey(Field = "phone", Required = true)]
internal sealed class ApplicationRow : AtPostRow
{
    public DateOnly Date { get; set; }

    public override void Check(InputProblems problems)
    {
        base.Check(problems);
        if (Phone is null) problems.Add("phone", "required");
    }
}

[LabelKey("offer-people", Field = "people")]
internal class OfferRow : AtPostRow
{
    /// <summary>One where it is left out.</summary>
    public int? People { get; set; }

    public DateOnly Date { get; set; }

    public override void Check(InputProblems problems)
    {
        base.Check(problems);
        problems.CheckCount("people", People, min: 1);
        if (Phone is not null && People > 1) problems.Add("people", "one-seeker");
    }
}

internal sealed class PlacementRow : OfferRow
{
    /// <summary>Of a number of people, how many belong to hardship families. Of a registered seeker the mark says it.</summary>
    public int? OfHardship { get; set; }

    public override void Check(InputProblems problems)
    {
        base.Check(problems);
        problems.CheckCount("ofHardship", OfHardship);
        if (Phone is not null && OfHardship is not null) problems.Add("ofHardship", "hardship-by-mark");
    }
}

internal sealed class FollowUpRow : AtPostRow
{
    /// <summary>The day of the placement, where it is of a number of people.</summary>
    public DateOnly? PlacedOn { get; set; }

    /// <summary>Days after the placement: 30 or 90.</summary>
    [LabelKey(Example = "30", PlainNumber = true)]
    public int After { get; set; }

    public DateOnly Date { get; set; }

    /// <summary>How many were reached; everybody placed where it is left out.</summary>
    public int? Reached { get; set; }

    public int Employed { get; set; }

    internal FollowUpInput Said => new() { After = After, Date = Date, Reached = Reached, Employed = Employed };

    public override void Check(InputProblems problems)
    {
        base.Check(problems);
        if (Phone is null && PlacedOn is null) problems.Add("placedOn", "phone-or-day");
        Said.Check(problems);
    }
}

[LabelKey("field-post-title", Field = "title")]
[LabelKey("field-work-place", Field = "place")]
internal sealed class PostRow : PostTerms, IFairRow
{
    [LabelKey("fair-title")]
    public string Fair { get; set; } = "";

    [LabelKey("fair-starts")]
    public DateOnly? Starts { get; set; }

    /// <summary>Of the employer, who has a stand at the fair.</summary>
    [Compact, MaxLength(18)]
    public string EmployerCode { get; set; } = "";

    public override void Check(InputProblems problems)
    {
        base.Check(problems);
        CheckCreditCode(problems, "employerCode", EmployerCode, refers: true);
    }
}

[LabelKey(Field = "phone", Required = true, Example = "13900000001")]
[LabelKey("person-name", Field = "name")]
[LabelKey("field-trade-wanted", Field = "trade")]
[LabelKey("field-division-wanted", Field = "division", Example = "610100")]
[LabelKey("field-wage-wanted", Field = "wage")]
[LabelKey(Field = "identityNumber", Example = "11010519491231002X")]
internal sealed class SeekerRow : SeekerInput, IFairRow
{
    [LabelKey("fair-title")]
    public string Fair { get; set; } = "";

    [LabelKey("fair-starts")]
    public DateOnly? Starts { get; set; }

    public override void Check(InputProblems problems)
    {
        base.Check(problems);
        if (Phone is null) problems.Add("phone", "required");
    }
}
