using Federation.Framework.Handlers;
using Federation.Framework.Tenancy;
using Federation.Kernel;
using Federation.LoveStations.Inputs;
using Microsoft.EntityFrameworkCore;

namespace Federation.LoveStations.Kit;

/// <summary>Many sites measured against the lists of their provinces as they stood on a day; sites that the caller does not see are left out.</summary>
internal sealed record CheckKits(IReadOnlyList<long> Sites, DateOnly? On) : IRequest<KitChecks>;

/// <param name="BySite">By the site's id.</param>
internal sealed record KitChecks(IReadOnlyDictionary<string, KitCheck> BySite);

/// <param name="Required">What the list in force asks of a station; empty where there is none, and for the other kinds of site.</param>
/// <param name="Complete">Whether all of it is there; null where nothing is asked.</param>
public sealed record KitCheck(DateOnly On, IReadOnlyList<Facility> Required, IReadOnlyList<Facility> Present, IReadOnlyList<Facility> Missing, bool? Complete);

internal sealed class CheckKitsHandler(StationsContext context, TimeProvider time) : IHandler<CheckKits, KitChecks>
{
    public Permission Permission => Permissions.Read;

    public async Task<KitChecks> HandleAsync(CheckKits request, CancellationToken cancellation)
    {
        var (ids, day) = (request.Sites, request.On ?? time.Today());
        var sites = await context.Sites.Where(s => ids.Contains(s.Id)).Select(s => new { s.Id, s.UnionId, s.Kind }).ToListAsync(cancellation);
        var unions = sites.Select(s => s.UnionId).Distinct().ToList();
        var required = (await (
            from edge in context.Tree
            join list in context.KitLists on edge.AncestorId equals list.ProvinceId
            join item in context.KitItems on list.Id equals item.ListId
            where unions.Contains(edge.DescendantId) && edge.ValidFrom <= day && (edge.ValidTo == null || edge.ValidTo > day || edge.Closes)
                && list.ValidFrom <= day && (list.ValidTo == null || list.ValidTo > day)
            select new { edge.DescendantId, item.Facility }).Distinct().ToListAsync(cancellation)).ToLookup(r => r.DescendantId, r => r.Facility);
        var present = (await context.Facilities.Where(f => ids.Contains(f.SiteId) && f.ValidFrom <= day && (f.ValidTo == null || f.ValidTo > day))
            .Select(f => new { f.SiteId, f.Facility }).ToListAsync(cancellation)).ToLookup(f => f.SiteId, f => f.Facility);
        return new KitChecks(sites.ToDictionary(s => Text.Of(s.Id), s => Check(s.Kind == ServiceKind.Station ? [.. required[s.UnionId].Order()] : [], [.. present[s.Id].Order()])));

        KitCheck Check(IReadOnlyList<Facility> asked, IReadOnlyList<Facility> there)
        {
            var missing = asked.Except(there).ToList();
            return new KitCheck(day, asked, there, missing, asked.Count == 0 ? null : missing.Count == 0);
        }
    }
}
