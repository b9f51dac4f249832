using Federation.Framework.Databases;
using Federation.Kernel;

namespace Federation.Framework.Records;

/// <summary>Days from the first on.</summary>
/// <param name="Until">The first day that is no longer among them; null for all that come.</param>
public readonly record struct DayRange(DateOnly From, DateOnly? Until);

/// <summary>A record of a state that figures count at a day, such as the last of a month.</summary>
public interface ICountedOnDays<in TContext>
{
    /// <summary>The days on which figures count it; null for none.</summary>
    DayRange? Counted { get; }

    /// <summary>The figure sources that count it on those days.</summary>
    ValueTask<IReadOnlyList<string>> SourcesAsync(TContext context, CancellationToken cancellation);
}

/// <summary>The months in which a counted state changed. Only those are measured again.</summary>
public sealed class ChangedMonths(DateOnly today)
{
    private readonly HashSet<int> months = [];

    public IReadOnlyCollection<int> All => months;

    /// <summary>Adds the months in which one of the two ranges counts days that the other does not.</summary>
    public void Add(DayRange? before, DayRange? after)
    {
        if (before == after) return;
        if (before is not { } was || after is not { } now)
        {
            Add((before ?? after)!.Value);
            return;
        }
        if (was.From != now.From) Add(was.From < now.From ? new DayRange(was.From, now.From) : new DayRange(now.From, was.From));
        var (first, second) = (was.Until ?? DateOnly.MaxValue, now.Until ?? DateOnly.MaxValue);
        if (first != second) Add(first < second ? new DayRange(first, second) : new DayRange(second, first));
    }

    private void Add(DayRange days)
    {
        for (Period? month = Period.MonthOf(days.From); month is { } m && m.First <= today && !(m.First >= days.Until); month = m.Next()) months.Add(m.Code);
    }
}

public static class CountedDays
{
    /// <summary>The days on which a record is counted; null for one that is counted otherwise or not at all.</summary>
    public static DayRange? Of<TContext>(IRecord record) => (record as ICountedOnDays<TContext>)?.Counted;

    /// <summary>Marks the months in which a counted state is another than before; nothing for other records.</summary>
    /// <param name="before">The days that counted before; null where the record is new.</param>
    /// <param name="after">The days that count now; null where the record is gone.</param>
    public static async Task MarkAsync<TContext>(
        this TContext context, IRecord record, DayRange? before, DayRange? after, DateOnly today, CancellationToken cancellation)
        where TContext : FederationDbContext
    {
        if (record is not ICountedOnDays<TContext> counted) return;
        var changed = new ChangedMonths(today);
        changed.Add(before, after);
        if (changed.All.Count > 0) context.MarkAll(record.UnionId, changed, await counted.SourcesAsync(context, cancellation));
    }

    public static void MarkAll(this FederationDbContext context, long union, ChangedMonths months, IReadOnlyList<string> sources)
    {
        foreach (var month in months.All)
            foreach (var source in sources) context.Mark(union, month, source);
    }
}
