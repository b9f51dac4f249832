using Microsoft.EntityFrameworkCore;

namespace Federation.Framework.Databases;

/// <summary>The shared tables alone, for what belongs to no module: kept answers, the ledger, the audit log.</summary>
public sealed class FrameworkContext(ContextServices services) : FederationDbContext(services)
{
    protected override void MapEntities(ModelBuilder model)
    {
    }
}
