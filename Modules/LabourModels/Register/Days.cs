using Federation.Kernel;

namespace Federation.LabourModels.Register;

/// <summary>Days from the first on.</summary>
/// <param name="Until">The first day that is no longer among them; null for all that come.</param>
internal readonly record struct Days(DateOnly From, DateOnly? Until);

/// <summary>The months in which a state changed that figures count at a day: those alone are measured again.</summary>
internal sealed class ChangedMonths(DateOnly today)
{
    private readonly HashSet<int> months = [];

    public IReadOnlyCollection<int> All => months;

    /// <summary>Adds the months in which one of the two counts days that the other does not.</summary>
    public void Add(Days? before, Days? after)
    {
        if (before == after) return;
        if (before is not { } was || after is not { } now)
        {
            Add((before ?? after)!.Value);
            return;
        }
        if (was.From != now.From) Add(was.From < now.From ? new Days(was.From, now.From) : new Days(now.From, was.From));
        var (first, second) = (was.Until ?? DateOnly.MaxValue, now.Until ?? DateOnly.MaxValue);
        if (first != second) Add(first < second ? new Days(first, second) : new Days(second, first));
    }

    private void Add(Days days)
    {
        for (Period? month = Period.MonthOf(days.From); month is { } m && m.First <= today && !(m.First >= days.Until); month = m.Next()) months.Add(m.Code);
    }
}
