using Federation.Kernel;

namespace Federation.Framework.Steps;

/// <summary>Another office's opinion on a case, as its paper gives it.</summary>
/// <typeparam name="TOffice">The offices that are asked.</typeparam>
public abstract class OfficeOpinion<TOffice> where TOffice : struct, Enum
{
    /// <summary>Its number within the case.</summary>
    public int Number { get; init; }

    public TOffice Office { get; init; }
    public DateOnly Date { get; init; }
    public bool Favourable { get; init; }

    /// <summary>Number or title of the paper.</summary>
    public required string Paper { get; init; }

    public string? Words { get; init; }
}

public static class OfficeOpinions
{
    /// <summary>Requires an opinion, and that no office is against it: an office's newest paper is what it says now.</summary>
    /// <exception cref="RuleViolation"><c>opinion-missing</c>, <c>opinion-unfavourable</c>.</exception>
    public static void RequireFavourable<TOffice>(IReadOnlyCollection<OfficeOpinion<TOffice>> opinions) where TOffice : struct, Enum
    {
        if (opinions.Count == 0) throw new RuleViolation("opinion-missing");
        var against = opinions.GroupBy(o => o.Office).Select(o => o.MaxBy(p => (p.Date, p.Number))!).FirstOrDefault(o => !o.Favourable);
        if (against is not null) throw new RuleViolation("opinion-unfavourable", against.Paper);
    }
}
