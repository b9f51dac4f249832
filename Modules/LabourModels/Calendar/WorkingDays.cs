using Federation.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Federation.LabourModels.Calendar;

/// <summary>Counts working days by the official calendar (国务院办公厅关于节假日安排的通知).</summary>
internal sealed class WorkingDays(LabourContext context)
{
    /// <summary>Working days from one day to another, both counted.</summary>
    /// <exception cref="RuleViolation">The calendar of a year among them is not known yet: <c>calendar-unknown</c>.</exception>
    public async Task<int> CountAsync(DateOnly from, DateOnly to, CancellationToken cancellation)
    {
        for (var year = from.Year; year <= to.Year; year++)
            if (!await context.OfficialYears.AnyAsync(y => y.Year == year, cancellation)) throw new RuleViolation("calendar-unknown", year);
        var special = await context.OfficialDays.AsNoTracking().Where(d => d.Day >= from && d.Day <= to).ToDictionaryAsync(d => d.Day, d => d.Works, cancellation);
        var count = 0;
        for (var day = from; day <= to; day = day.AddDays(1))
            if (special.TryGetValue(day, out var works) ? works : day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday)) count++;
        return count;
    }
}
