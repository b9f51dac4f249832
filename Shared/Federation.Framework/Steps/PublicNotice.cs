using Federation.Framework.Calendar;
using Federation.Kernel;

namespace Federation.Framework.Steps;

/// <summary>A public notice (公示) of a case: it is to be read for some working days, and anybody may object while it is.</summary>
public abstract class PublicNotice
{
    /// <summary>The longest notice that the calendar is asked about.</summary>
    private const int MaxDays = 366;

    /// <summary>Its number within the case.</summary>
    public int Number { get; init; }

    /// <summary>The first day on which it is to be read.</summary>
    public DateOnly From { get; init; }

    /// <summary>The last one.</summary>
    public DateOnly To { get; init; }

    /// <summary>From the first to the last day, by the official calendar.</summary>
    public int WorkingDays { get; init; }

    /// <summary>Whether what came later has undone it.</summary>
    public bool Lapsed { get; private set; }

    public void Lapse() => Lapsed = true;

    /// <summary>The working days of a notice that is to be entered.</summary>
    /// <exception cref="RuleViolation"><c>notice-too-long</c>, or <c>calendar-unknown</c>.</exception>
    public static Task<int> WorkingDaysOfAsync(DateOnly from, DateOnly to, WorkingDays days, CancellationToken cancellation) =>
        to.DayNumber - from.DayNumber > MaxDays ? throw new RuleViolation("notice-too-long") : days.CountAsync(from, to, cancellation);

    /// <exception cref="RuleViolation"><c>notice-too-short</c>.</exception>
    public static void RefuseShort(int workingDays, int least)
    {
        if (workingDays < least) throw new RuleViolation("notice-too-short", workingDays, least);
    }

    /// <exception cref="RuleViolation"><c>objection-outside-notice</c>: an objection counts on the days of the notice only.</exception>
    public void RefuseOutside(DateOnly objected)
    {
        if (objected < From || objected > To) throw new RuleViolation("objection-outside-notice", From, To);
    }

    /// <summary>Requires that the notice has ended and that nothing said against it stands.</summary>
    /// <param name="objections">Of the case, to whatever notice.</param>
    /// <exception cref="RuleViolation"><c>notice-running</c>, <c>objection-open</c>, <c>objection-upheld</c>.</exception>
    public void RequireOver(IEnumerable<PublicObjection> objections, DateOnly today)
    {
        if (today <= To) throw new RuleViolation("notice-running", To);
        foreach (var objection in objections.Where(o => o.Notice == Number))
        {
            if (objection.Upheld is null) throw new RuleViolation("objection-open", objection.Number);
            if (objection.Upheld is true) throw new RuleViolation("objection-upheld", objection.Number);
        }
    }
}

/// <summary>What somebody said against a case while a notice of it ran, and what was found.</summary>
public abstract class PublicObjection
{
    /// <summary>Its number within the case.</summary>
    public int Number { get; init; }

    /// <summary>Number of the notice that it is against.</summary>
    public int Notice { get; init; }

    public DateOnly Date { get; init; }
    public required string Words { get; init; }
    public DateOnly? AnsweredOn { get; private set; }

    /// <summary>Whether it was right; null until it is answered.</summary>
    public bool? Upheld { get; private set; }

    public string? Finding { get; private set; }

    /// <exception cref="RuleViolation"><c>objection-answered</c>, <c>answer-before-objection</c>.</exception>
    public void Answer(DateOnly date, bool upheld, string finding)
    {
        if (Upheld is not null) throw new RuleViolation("objection-answered", Number);
        if (date < Date) throw new RuleViolation("answer-before-objection", Date);
        (AnsweredOn, Upheld, Finding) = (date, upheld, finding);
    }
}
