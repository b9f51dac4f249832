using Federation.EmploymentFairs.Contracts;
using Federation.Framework.Tenancy;
using Federation.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Federation.EmploymentFairs.PublicPages;

/// <summary>Places that people choose from who know no codes: the cities and districts of a province, by their unions, whose codes are those of the divisions.</summary>
internal sealed class Places(FairsContext context, IUnionDirectory unions, TimeProvider time)
{
    private const string Wide = "\u3000";

    /// <returns>Code and name, each city in front of its districts.</returns>
    public async Task<IReadOnlyList<(string Value, string Text)>> OfAsync(UnionInfo union, CancellationToken cancellation)
    {
        var root = union.Path.Count > 0 && await unions.FindAsync(union.Path[0], cancellation) is { } top ? top.Id : union.Id;
        var ids = await context.Tree
            .Where(t => t.AncestorId == root && t.ValidTo == null && (t.DescendantLevel == UnionLevel.City || t.DescendantLevel == UnionLevel.District)).Select(t => t.DescendantId).Distinct().ToListAsync(cancellation);
        var names = await unions.NamesAsync(ids, time.Today(), cancellation);
        return
        [
            .. names.Values.Where(n => FairInput.IsDivision(n.Code)).OrderBy(n => n.Code, StringComparer.Ordinal)
                .Select(n => (n.Code, (n.Code.EndsWith("00", StringComparison.Ordinal) ? "" : Wide) + n.Name.Replace("总工会", "", StringComparison.Ordinal))),
        ];
    }
}
