using Federation.Framework.Databases;
using Federation.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Federation.Framework.Calendar;

/// <summary>Counts working days by the official calendar (国务院办公厅关于节假日安排的通知).</summary>
public sealed class WorkingDays(FrameworkContext context)
{
    /// <summary>Working days from one day to another, both counted.</summary>
    /// <exception cref="RuleViolation">The calendar of a year among them is not known yet: <c>calendar-unknown</c>.</exception>
    public async Task<int> CountAsync(DateOnly from, DateOnly to, CancellationToken cancellation)
    {
        var works = await BetweenAsync(from, to, cancellation);
        var count = 0;
        for (var day = from; day <= to; day = day.AddDays(1))
            if (works(day)) count++;
        return count;
    }

    /// <summary>The day on which so many working days have passed that begin with a day: that day counts if people work on it.</summary>
    /// <exception cref="RuleViolation">The calendar of a year among them is not known yet: <c>calendar-unknown</c>.</exception>
    public async Task<DateOnly> EndAsync(DateOnly from, int days, CancellationToken cancellation)
    {
        Func<DateOnly, bool>? works = null;
        for (var (day, year) = (from, 0); ; day = day.AddDays(1))
        {
            // Year by year, so that a count that ends in December asks for no calendar of the next.
            if (works is null || day.Year != year) (works, year) = (await BetweenAsync(day, new DateOnly(day.Year, 12, 31), cancellation), day.Year);
            if (works(day) && --days <= 0) return day;
        }
    }

    /// <summary>The same as a proposal: null where the calendar is not known yet.</summary>
    public async Task<DateOnly?> FindEndAsync(DateOnly from, int days, CancellationToken cancellation)
    {
        try
        {
            return await EndAsync(from, days, cancellation);
        }
        catch (RuleViolation)
        {
            return null;
        }
    }

    /// <summary>The weekdays between two days that are official holidays; none of a year whose calendar is not known.</summary>
    public async Task<IReadOnlySet<DateOnly>> DaysOffAsync(DateOnly from, DateOnly to, CancellationToken cancellation) =>
        (await context.OfficialDays.AsNoTracking().Where(d => d.Day >= from && d.Day <= to && !d.Works).Select(d => d.Day).ToListAsync(cancellation)).ToHashSet();

    private async Task<Func<DateOnly, bool>> BetweenAsync(DateOnly from, DateOnly to, CancellationToken cancellation)
    {
        for (var year = from.Year; year <= to.Year; year++)
            if (!await context.OfficialYears.AnyAsync(y => y.Year == year, cancellation)) throw new RuleViolation("calendar-unknown", year);
        var special = await context.OfficialDays.AsNoTracking().Where(d => d.Day >= from && d.Day <= to).ToDictionaryAsync(d => d.Day, d => d.Works, cancellation);
        return day => special.TryGetValue(day, out var works) ? works : day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday);
    }
}
