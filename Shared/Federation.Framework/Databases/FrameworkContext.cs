using Federation.Framework.Calendar;
using Microsoft.EntityFrameworkCore;

namespace Federation.Framework.Databases;

/// <summary>The shared tables and the official calendar, for what belongs to no module: kept answers, the ledger, the audit log.</summary>
public sealed class FrameworkContext(ContextServices services) : FederationDbContext(services)
{
    public DbSet<OfficialDay> OfficialDays => Set<OfficialDay>();
    public DbSet<OfficialYear> OfficialYears => Set<OfficialYear>();

    protected override void MapEntities(ModelBuilder model) => CalendarTables.Map(model);
}
