using Federation.Framework.Databases;
using Federation.Framework.Search;
using Federation.Framework.Tenancy;
using Federation.Kernel;
using Federation.Unions.Finding;
using Federation.Unions.UnionTree;
using Microsoft.EntityFrameworkCore;

namespace Federation.Unions.Reading;

internal static class VisibleUnions
{
    /// <summary>What the grants reach, as <see cref="Caller.Sees"/> has it: subtrees with the unions closed in them, and what an industry union looks after.</summary>
    public static IQueryable<UnionVersion> VisibleTo(this UnionsContext context, Caller caller, DateOnly today)
    {
        var versions = context.Versions.AsNoTracking().On(today);
        if (caller.IsSystem) return versions;
        var granted = caller.Grants.Select(g => g.UnionId).Distinct().ToList();
        return versions.Where(v => granted.Contains(v.UnionId)
            || context.Tree.Any(c => granted.Contains(c.AncestorId) && c.DescendantId == v.UnionId
                && ((c.ValidFrom <= today && (c.ValidTo == null || c.ValidTo > today)) || (v.State == UnionState.Closed && c.Closes && c.ValidTo == v.ValidFrom)))
            || context.IndustryLinks.Any(l => granted.Contains(l.IndustryUnionId) && l.UnionId == v.UnionId && l.ValidFrom <= today && (l.ValidTo == null || l.ValidTo > today))
            || (v.Level == null && context.Tree.Any(c => granted.Contains(c.AncestorId) && c.DescendantId == v.ParentId && c.ValidFrom <= today && (c.ValidTo == null || c.ValidTo > today))));
    }
}

/// <summary>Unions in the search box, by what they are called and were called until today.</summary>
internal sealed class FindUnions(UnionsContext context, Caller caller, TimeProvider time) : ISearchable
{
    public string Kind => "unions";
    public Permission Permission { get; } = new("unions.search", Reach.Anywhere, Permission.EveryRole);
    public FederationDbContext Context => context;
    public bool IsAcrossGrants => true;
    public bool IsOldestFirst => true;

    public IQueryable<SearchRow> Rows
    {
        get
        {
            var today = time.Today();
            return from now in context.VisibleTo(caller, today)
                   join was in context.Versions on now.UnionId equals was.UnionId
                   where was.ValidFrom <= today
                   select new SearchRow { Id = now.UnionId, UnionId = now.UnionId, Name = was.Name, Code = was.Code, Now = now.Name, CodeNow = now.Code };
        }
    }

    public string PathOf(long id) => "";
}
