using System.Globalization;
using Federation.Framework.Databases;
using Federation.Framework.Modules;
using Microsoft.EntityFrameworkCore;

namespace Federation.Framework.Calendar;

/// <summary>Fills in the years whose notices are known to this version and not yet to the database; what was typed there stays.</summary>
internal sealed class HolidayInitializer(FrameworkContext context) : IDatabaseInitializer
{
    public async Task InitializeAsync(CancellationToken cancellation)
    {
        var known = (await context.OfficialYears.Select(y => y.Year).ToListAsync(cancellation)).ToHashSet();
        foreach (var year in (await ReadAsync(cancellation)).GroupBy(d => d.Day.Year).Where(y => !known.Contains(y.Key)))
        {
            context.Add(new OfficialYear { Year = year.Key });
            context.AddRange(year);
        }
        await context.SaveChangesAsync(cancellation);
    }

    /// <summary>The embedded file: day, and <c>off</c> or <c>work</c>.</summary>
    private static async Task<IReadOnlyList<OfficialDay>> ReadAsync(CancellationToken cancellation)
    {
        var assembly = typeof(HolidayInitializer).Assembly;
        var name = assembly.GetManifestResourceNames().Single(n => n.EndsWith(".holidays.csv", StringComparison.Ordinal));
        using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
        await reader.ReadLineAsync(cancellation);
        var days = new List<OfficialDay>();
        while (await reader.ReadLineAsync(cancellation) is { Length: > 0 } line)
        {
            var cells = line.Split(',');
            days.Add(new OfficialDay { Day = DateOnly.ParseExact(cells[0], "yyyy-MM-dd", CultureInfo.InvariantCulture), Works = cells[1] == "work" });
        }
        return days;
    }
}
