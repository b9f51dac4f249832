using Federation.Framework.Databases;
using Federation.Framework.Modules;
using Federation.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Federation.Framework.Marks;

/// <summary>Fills the calendar of periods once.</summary>
internal sealed class CalendarInitializer(FrameworkContext context) : IDatabaseInitializer
{
    public async Task InitializeAsync(CancellationToken cancellation)
    {
        if (await context.Calendar.AnyAsync(cancellation)) return;
        await context.BulkInsertAsync(
            Period.All().Select(p => new CalendarPeriod { Code = p.Code, Kind = (int)p.Kind, FirstDay = p.First, LastDay = p.Last, FirstMonth = p.FirstMonth, LastMonth = p.LastMonth }),
            cancellation);
    }
}
