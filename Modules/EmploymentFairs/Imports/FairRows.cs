using Federation.EmploymentFairs.Contracts;
using Federation.EmploymentFairs.Fairs;
using Federation.Framework.Input;
using Federation.Kernel;
using Microsoft.EntityFrameworkCore;

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
    public string Fair { get; set; } = "";
    public DateOnly? Starts { get; set; }
}

/// <summary>Visitors of a day of a fair who were counted.</summary>
internal sealed class VisitorsRow : VisitorsInput, IFairRow
{
    public string Fair { get; set; } = "";
    public DateOnly? Starts { get; set; }
}

/// <summary>A row about somebody, or a number of people, and a post: the post as a table of posts has it, the seeker by the phone number.</summary>
internal abstract class AtPostRow : RecordInput, IFairRow
{
    public string Fair { get; set; } = "";
    public DateOnly? Starts { get; set; }

    [Longest(18)]
    public string EmployerCode { get; set; } = "";

    public string Title { get; set; } = "";
    public string Place { get; set; } = "";

    /// <summary>Of the registered seeker; left out where it is a number of people.</summary>
    [Longest(20)]
    public string? Phone { get; set; }

    /// <summary>The day by which a record of a number of people is found.</summary>
    internal abstract DateOnly Day { get; }

    public override void Check(InputProblems problems)
    {
        CheckCreditCode(problems, "employerCode", EmployerCode);
        if (Phone is not null) CheckPhone(problems, "phone", Phone);
    }
}

internal sealed class ApplicationRow : AtPostRow
{
    public DateOnly Date { get; set; }

    internal override DateOnly Day => Date;

    public override void Check(InputProblems problems)
    {
        base.Check(problems);
        if (Phone is null) problems.Add("phone", "required");
    }
}

internal class OfferRow : AtPostRow
{
    /// <summary>One where it is left out.</summary>
    public int? People { get; set; }

    public DateOnly Date { get; set; }

    internal override DateOnly Day => Date;

    public override void Check(InputProblems problems)
    {
        base.Check(problems);
        CheckCount(problems, "people", People, least: 1);
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
        CheckCount(problems, "ofHardship", OfHardship);
        if (Phone is not null && OfHardship is not null) problems.Add("ofHardship", "hardship-by-mark");
    }
}

internal sealed class FollowUpRow : AtPostRow
{
    /// <summary>The day of the placement, where it is of a number of people.</summary>
    public DateOnly? PlacedOn { get; set; }

    /// <summary>Days after the placement: 30 or 90.</summary>
    public int After { get; set; }

    public DateOnly Date { get; set; }

    /// <summary>How many were reached; everybody placed where it is left out.</summary>
    public int? Reached { get; set; }

    public int Employed { get; set; }

    internal override DateOnly Day => PlacedOn ?? default;

    internal FollowUpInput Said => new() { After = After, Date = Date, Reached = Reached, Employed = Employed };

    public override void Check(InputProblems problems)
    {
        base.Check(problems);
        if (Phone is null && PlacedOn is null) problems.Add("placedOn", "phone-or-day");
        Said.Check(problems);
    }
}

internal sealed class PostRow : PostTerms, IFairRow
{
    public string Fair { get; set; } = "";
    public DateOnly? Starts { get; set; }

    /// <summary>Of the employer, who has a stand at the fair.</summary>
    [Longest(18)]
    public string EmployerCode { get; set; } = "";

    public override void Check(InputProblems problems)
    {
        base.Check(problems);
        CheckCreditCode(problems, "employerCode", EmployerCode);
    }
}

internal sealed class SeekerRow : SeekerInput, IFairRow
{
    public string Fair { get; set; } = "";
    public DateOnly? Starts { get; set; }

    public override void Check(InputProblems problems)
    {
        base.Check(problems);
        if (Phone is null) problems.Add("phone", "required");
    }
}

/// <summary>The union's fairs as rows of a table name them. Each is locked before the first of its rows is checked, so what a row was checked against holds until it is written.</summary>
internal sealed class FairRows(FairsContext context)
{
    private const int MostOffers = 20;

    private readonly Dictionary<long, Fair> locked = [];
    private ILookup<string, (long Id, DateOnly Starts)> named = Array.Empty<(long, DateOnly)>().ToLookup(_ => "");

    public async Task OpenAsync(CancellationToken cancellation)
    {
        // One that was cancelled may have been planned anew under the same title.
        var own = await context.Fairs.Where(f => f.UnionId == context.TenantId && f.State != FairState.Cancelled).Select(f => new { f.Id, f.Title, f.Starts }).ToListAsync(cancellation);
        named = own.ToLookup(f => f.Title, f => (f.Id, f.Starts), StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Titles of the fairs of which something is still recorded, the newest first and each once.</summary>
    /// <param name="held">Those that were held as well.</param>
    public async Task<IReadOnlyList<string>> OpenTitlesAsync(bool held, CancellationToken cancellation) =>
        await context.Fairs.Where(f => f.UnionId == context.TenantId && (f.State == FairState.Planned || f.State == FairState.Announced || (held && f.State == FairState.Held))).GroupBy(f => f.Title).OrderByDescending(g => g.Max(f => f.Id)).Select(g => g.Key).Take(MostOffers).ToListAsync(cancellation);

    /// <summary>The id of a row's fair.</summary>
    public long Find(IFairRow row) => named[row.Fair].Where(f => row.Starts is null || f.Starts == row.Starts).ToList() switch
    {
        [var one] => one.Id, [] => throw new RuleViolation("fair-unknown", row.Fair), _ => throw new RuleViolation("fair-not-unique", row.Fair),
    };

    /// <summary>A row's fair, which is locked.</summary>
    public Fair Of(IFairRow row) => locked[Find(row)];

    /// <returns>Those that were not locked before.</returns>
    public async Task<IReadOnlyList<long>> LockAsync(IEnumerable<long> fairs, CancellationToken cancellation)
    {
        // In order of their ids, so that two imports do not wait for each other in a ring.
        var added = fairs.Distinct().Where(f => !locked.ContainsKey(f)).Order().ToList();
        foreach (var fair in added) locked[fair] = await context.LockAsync(fair, cancellation);
        return added;
    }
}
