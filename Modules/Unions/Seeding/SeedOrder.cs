using Federation.Unions.Contracts;

namespace Federation.Unions.Seeding;

internal static class SeedOrder
{
    /// <summary>A parent before its children, and a whole district before the next: ids follow, and so what is read together lies together.</summary>
    public static IReadOnlyList<NewUnion> DepthFirst(IReadOnlyList<NewUnion> unions)
    {
        var children = unions.Where(u => u.Level is not null).OrderBy(u => u.Code, StringComparer.Ordinal).ToLookup(u => u.Parent ?? "", StringComparer.Ordinal);
        var ordered = new List<NewUnion>(unions.Count);
        Visit("");
        ordered.AddRange(unions.Where(u => u.Level is null));
        return ordered;

        void Visit(string parent)
        {
            foreach (var union in children[parent])
            {
                ordered.Add(union);
                Visit(union.Code);
            }
        }
    }
}
