using Federation.EmploymentFairs.Placements;
using Federation.Framework.Handlers;
using Federation.Framework.Tenancy;
using Federation.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Federation.EmploymentFairs.Fairs;

/// <summary>How many people's placements of each of the union's own fairs are to be followed up now: a fair that was held years ago is opened by nobody who is not told.</summary>
internal sealed record WaitingFairs(IReadOnlyList<FairAnswer> Shown) : IRequest<WaitingFollowUps>;

/// <param name="Due">By the fair's id; fairs without any are left out, as are those of which the caller may see no persons.</param>
internal sealed record WaitingFollowUps(IReadOnlyDictionary<string, int> Due);

internal sealed class WaitingFairsHandler(FairsContext context, Caller caller, TimeProvider time) : IHandler<WaitingFairs, WaitingFollowUps>
{
    public Permission Permission => Permissions.Read;

    public async Task<WaitingFollowUps> HandleAsync(WaitingFairs request, CancellationToken cancellation)
    {
        if (!caller.May(Permissions.ReadPersonal)) return new WaitingFollowUps(new Dictionary<string, int>());
        var fairs = request.Shown.Where(f => f.Union == caller.Union!.Code).Select(f => long.Parse(f.Id, System.Globalization.CultureInfo.InvariantCulture)).ToList();
        var due = await Placement.Due(context.Placements.Where(p => fairs.Contains(p.FairId)), context, time.Today()).GroupBy(p => p.FairId).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(cancellation);
        return new WaitingFollowUps(due.ToDictionary(d => Text.Of(d.Key), d => d.Count));
    }
}
