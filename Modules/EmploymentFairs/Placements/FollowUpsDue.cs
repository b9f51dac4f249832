using Federation.Framework.Handlers;
using Federation.Framework.Tenancy;
using Federation.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Federation.EmploymentFairs.Placements;

/// <summary>After how many days a placement is to be followed up now: those that are over, and for which nobody has asked.</summary>
internal sealed record FollowUpsDue(long Fair, long Placement) : IRequest<DueFollowUps>;

/// <param name="After">Of 30 and 90 those that are due.</param>
internal sealed record DueFollowUps(IReadOnlyList<int> After);

internal sealed class FollowUpsDueHandler(FairsContext context, Caller caller, TimeProvider time) : IHandler<FollowUpsDue, DueFollowUps>
{
    public Permission Permission => Permissions.Read;

    public async Task<DueFollowUps> HandleAsync(FollowUpsDue request, CancellationToken cancellation)
    {
        caller.RequirePersonal(Permissions.ReadPersonal, Placement.Definition.Path);
        var placed = await context.Placements.Where(p => p.Id == request.Placement && p.FairId == request.Fair).Select(p => (DateOnly?)p.Date).SingleOrDefaultAsync(cancellation) ?? throw new NotFound(Placement.Definition.Path);
        var asked = await context.FollowUps.Where(f => f.PlacementId == request.Placement).Select(f => f.After).ToListAsync(cancellation);
        var today = time.Today();
        return new DueFollowUps([.. new[] { 30, 90 }.Where(d => placed.AddDays(d) <= today && !asked.Contains(d))]);
    }
}
