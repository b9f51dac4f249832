using Microsoft.EntityFrameworkCore;

namespace Federation.Framework.Calendar;

/// <summary>The tables of the official calendar, mapped by the Framework's own context and by the module whose schema they lie in and whose page keeps them.</summary>
public static class CalendarTables
{
    /// <summary>The labour models' schema, in which the tables were created.</summary>
    private const string Schema = "models";

    public static void Map(ModelBuilder model)
    {
        model.Entity<OfficialDay>(e =>
        {
            e.ToTable("official_days", Schema);
            e.HasKey(d => d.Day);
        });
        model.Entity<OfficialYear>(e =>
        {
            e.ToTable("official_years", Schema);
            e.HasKey(y => y.Year);
            e.Property(y => y.Year).ValueGeneratedNever();
            e.Property(y => y.Version).IsConcurrencyToken();
        });
    }
}
