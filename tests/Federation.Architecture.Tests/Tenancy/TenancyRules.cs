using System.Reflection;
using Federation.Framework.Databases;
using Federation.Kernel.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Federation.Architecture.Tests.Tenancy;

/// <summary>Rules on mapped entities; each is given one entity and gives what breaks it. What an entity owns goes with its owner.</summary>
internal static class TenancyRules
{
    private static readonly Type[] Kinds = [typeof(IOwnOnly), typeof(ISubtreeReadable), typeof(IShared)];

    /// <summary>Every entity says whose it is, and says one thing.</summary>
    public static IEnumerable<string> Undeclared(IEntityType entity)
    {
        var kinds = Kinds.Where(k => k.IsAssignableFrom(entity.ClrType)).Select(k => k.Name).ToList();
        if (kinds.Count != 1) yield return $"{entity.ClrType.FullName} is {(kinds.Count == 0 ? "neither own-only, subtree-readable nor shared" : string.Join(" and ", kinds))}";
    }

    /// <summary>What belongs to a union is read through the tenant filter.</summary>
    public static IEnumerable<string> Unfiltered(IEntityType entity) =>
        typeof(IOwnedByUnion).IsAssignableFrom(entity.ClrType) && !typeof(IShared).IsAssignableFrom(entity.ClrType)
            && entity.GetDeclaredQueryFilters().All(f => f.Key != FederationDbContext.TenantFilter)
            ? [$"{entity.ClrType.FullName} has no tenant filter"] : [];

    /// <summary>A record that counts in a month says for which figure sources, and those exist.</summary>
    public static IEnumerable<string> CountsForNothing(IEntityType entity, IReadOnlySet<string> sources)
    {
        // What says its sources itself is held to them when it is saved: measuring knows no others.
        if (!typeof(ICountsInMonth).IsAssignableFrom(entity.ClrType) || typeof(ICountsForSources).IsAssignableFrom(entity.ClrType)) return [];
        var named = entity.ClrType.GetCustomAttribute<CountsForAttribute>()?.Sources ?? [];
        return named.Count == 0 ? [$"{entity.ClrType.FullName} counts in a month but names no source"] : named.Where(s => !sources.Contains(s)).Select(s => $"{entity.ClrType.FullName} counts for {s}, which is no source");
    }

    /// <summary>A record that counts in a month is found by union and month, first thing in a key or an index, not by reading all.</summary>
    public static IEnumerable<string> FarFromItsMonth(IEntityType entity) =>
        !typeof(ICountsInMonth).IsAssignableFrom(entity.ClrType)
            || entity.GetKeys().Select(k => k.Properties).Concat(entity.GetIndexes().Where(i => i.GetFilter() is null).Select(i => i.Properties))
                .Any(p => p.Count >= 2 && p[0].Name == nameof(ICountsInMonth.UnionId) && p[1].Name == nameof(ICountsInMonth.Month))
            ? [] : [$"{entity.ClrType.FullName} has no key or index that begins with union and month"];
}
