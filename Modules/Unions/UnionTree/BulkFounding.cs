using Federation.Framework.Databases;
using Federation.Framework.Marks;
using Federation.Framework.Tenancy;
using Federation.Kernel;
using Federation.Unions.Contracts;
using Federation.Unions.Measuring;
using Microsoft.EntityFrameworkCore;

namespace Federation.Unions.UnionTree;

/// <summary>Founds a whole tree at once: it checks the rules in memory and writes with four bulk inserts. It runs under the tree's lock.</summary>
internal sealed class BulkFounding(UnionsContext context, TimeProvider time)
{
    private sealed record Place(Union Union, List<TreeClosure> Above);

    public async Task<IReadOnlyDictionary<string, long>> FoundAsync(IReadOnlyList<NewUnion> founded, Period? countedFrom, CancellationToken cancellation)
    {
        var news = new Dictionary<string, NewUnion>(founded.Count, StringComparer.Ordinal);
        foreach (var union in founded)
            if (!news.TryAdd(union.Code, union)) throw new RuleViolation("union-code-taken", union.Code);
        var ids = founded.ToDictionary(u => u.Code, _ => context.Ids.Next(), StringComparer.Ordinal);
        var places = await StandingAsync(founded.SelectMany(u => u.Industries.Append(u.Parent)).OfType<string>().Where(c => !news.ContainsKey(c)).ToHashSet(), cancellation);
        foreach (var union in founded) AddUnion(union, news, ids, places);
        var unions = founded.Select(u => places[u.Code].Union).ToList();
        await RequireFreeAsync(unions, cancellation);

        await context.BulkInsertAsync(unions, cancellation);
        await context.BulkInsertAsync(unions.SelectMany(u => u.Versions), cancellation);
        await context.BulkInsertAsync(founded.SelectMany(u => places[u.Code].Above), cancellation);
        await context.BulkInsertAsync(
            founded.SelectMany(u => u.Industries.Select(i => new IndustryLink { IndustryUnionId = places[i].Union.Id, UnionId = ids[u.Code], ValidFrom = u.FoundedOn })),
            cancellation);
        await MarkAsync(unions, countedFrom, cancellation);
        // Otherwise queries of the same transaction would be planned for an empty tree.
        await context.AnalyzeAsync<UnionVersion>(cancellation);
        await context.AnalyzeAsync<TreeClosure>(cancellation);
        return ids;
    }

    private static void AddUnion(NewUnion founded, Dictionary<string, NewUnion> news, Dictionary<string, long> ids, Dictionary<string, Place> places)
    {
        if (places.ContainsKey(founded.Code)) return;
        var on = founded.FoundedOn;
        var parent = founded.Parent is null ? null : ParentAt(founded.Parent);
        var union = Union.Found(ids[founded.Code], founded, parent?.Union.Id);
        places[founded.Code] = new Place(union, founded.Level is { } level ? [.. TreeClosureWriter.Founded(union.Id, level, parent?.Above ?? [], on)] : []);
        foreach (var industry in founded.Industries)
            if (PlaceOf(industry).Union is var looksAfter && (looksAfter.Latest.Level is not null || !looksAfter.IsActiveFrom(on))) throw new RuleViolation("union-not-industry", industry);

        Place ParentAt(string code)
        {
            // Levels first: if each parent is on a higher level there can be no cycle.
            if (!places.ContainsKey(code) && news.TryGetValue(code, out var other)) RequireAbove(other.Level is not null, other.Level < founded.Level || founded.Level is null);
            var place = PlaceOf(code);
            RequireAbove(place.Union.Latest.Level is not null, founded.Level is not { } level || place.Union.StandsAbove(level, on));
            if (!place.Union.IsActiveFrom(on)) throw new RuleViolation("union-parent-not-active", code, on);
            return place;

            void RequireAbove(bool territorial, bool above)
            {
                if (!territorial) throw new RuleViolation("union-is-industry", code);
                if (!above) throw new RuleViolation("union-parent-level", founded.Code);
            }
        }

        Place PlaceOf(string code)
        {
            if (!places.ContainsKey(code) && news.TryGetValue(code, out var other)) AddUnion(other, news, ids, places);
            return places.TryGetValue(code, out var place) ? place : throw new RuleViolation("unknown-union", code);
        }
    }

    /// <summary>Unions that stand already, by their code of today or the latest union that had it.</summary>
    private async Task<Dictionary<string, Place>> StandingAsync(HashSet<string> codes, CancellationToken cancellation)
    {
        var places = new Dictionary<string, Place>(StringComparer.Ordinal);
        foreach (var some in codes.Chunk(TreeClosureWriter.Chunk))
        {
            var found = await context.Unions.AsNoTracking().Include(u => u.Versions).Where(u => u.Versions.Any(v => some.Contains(v.Code))).ToListAsync(cancellation);
            var ids = found.Select(u => u.Id).ToList();
            var above = (await context.Tree.AsNoTracking().Where(c => ids.Contains(c.DescendantId)).ToListAsync(cancellation)).ToLookup(c => c.DescendantId);
            foreach (var code in some)
            {
                var union = found.Where(u => u.Versions.Any(v => v.Code == code)).OrderByDescending(u => u.Latest.Code == code).ThenByDescending(u => u.Latest.ValidFrom).FirstOrDefault();
                if (union is not null) places[code] = new Place(union, [.. above[union.Id]]);
            }
        }
        return places;
    }

    private async Task RequireFreeAsync(IReadOnlyList<Union> unions, CancellationToken cancellation)
    {
        var news = unions.SelectMany(u => u.Versions).ToLookup(v => v.Code, StringComparer.Ordinal);
        foreach (var same in news)
            foreach (var (one, other) in same.SelectMany((v, i) => same.Skip(i + 1).Select(o => (v, o))))
                if (one.UnionId != other.UnionId && Overlap(one, other)) throw new RuleViolation("union-code-taken", same.Key);
        if (!await context.Versions.AnyAsync(cancellation)) return;
        foreach (var codes in news.Select(s => s.Key).Chunk(TreeClosureWriter.Chunk))
            foreach (var standing in await context.Versions.AsNoTracking().Where(v => codes.Contains(v.Code)).ToListAsync(cancellation))
                if (news[standing.Code].Any(v => Overlap(v, standing))) throw new RuleViolation("union-code-taken", standing.Code);
    }

    private async Task MarkAsync(IReadOnlyList<Union> unions, Period? countedFrom, CancellationToken cancellation)
    {
        var now = Period.MonthOf(time.Today());
        await context.BulkInsertAsync(unions.Where(u => TreeSource.Counts(u.Latest.Level)).SelectMany(Counted), cancellation);
        foreach (var family in unions.Where(u => u.Latest.Level is not null).GroupBy(u => u.Latest.ParentId ?? u.Id))
            context.Mark(family.Key, Period.MonthOf(family.Min(u => u.FoundedOn)).Code, StaleMark.Tree);

        IEnumerable<StaleMark> Counted(Union union)
        {
            var first = Period.MonthOf(union.FoundedOn);
            for (var month = first.CompareTo(countedFrom ?? now) > 0 ? first : countedFrom ?? now; month.Code <= now.Code; month = month.Next()!.Value)
                yield return new StaleMark { Id = context.Ids.Next(), UnionId = union.Id, Period = month.Code, Source = TreeSource.SourceCode };
        }
    }

    private static bool Overlap(UnionVersion a, UnionVersion b) => (a.ValidTo is null || a.ValidTo > b.ValidFrom) && (b.ValidTo is null || b.ValidTo > a.ValidFrom);
}
