using Federation.Unions.UnionTree;

namespace Federation.Unions.Tests.UnionTree;

/// <summary>
/// The tree as one would write it down by hand: for each union what it is from which day on. Every question is answered for one day by walking from
/// child to parent; every change is tried on a copy and looked at on every day on which anything changes.
/// </summary>
internal sealed class NaiveTree
{
    public sealed record Facts(string Code, string Name, UnionLevel Level, bool Active, long? Parent);

    private readonly Dictionary<long, SortedList<DateOnly, Facts>> unions;

    private NaiveTree(Dictionary<long, SortedList<DateOnly, Facts>> unions) => this.unions = unions;

    public NaiveTree() : this([])
    {
    }

    public IReadOnlyList<long> Ids => [.. unions.Keys];

    public IEnumerable<DateOnly> Days => unions.Values.SelectMany(u => u.Keys).Distinct();

    public Facts? At(long union, DateOnly day) => unions[union].LastOrDefault(v => v.Key <= day).Value;

    public Facts Latest(long union) => unions[union].Values[^1];

    public DateOnly LastChange(long union) => unions[union].Keys[^1];

    public DateOnly FoundedOn(long union) => unions[union].Keys[0];

    public IEnumerable<long> ChildrenFrom(long union, DateOnly day) =>
        unions.Where(u => Days.Append(day).Where(d => d >= day).Any(d => At(u.Key, d) is { Active: true } facts && facts.Parent == union)).Select(u => u.Key);

    /// <summary>The tree after a change, or null where it would break a rule.</summary>
    public NaiveTree? After(Func<NaiveTree, bool> change)
    {
        var copy = new NaiveTree(unions.ToDictionary(u => u.Key, u => new SortedList<DateOnly, Facts>(u.Value)));
        return change(copy) && copy.IsSound() ? copy : null;
    }

    public bool Found(long union, Facts facts, DateOnly on)
    {
        unions[union] = new SortedList<DateOnly, Facts> { [on] = facts };
        return true;
    }

    public bool Change(long union, DateOnly on, Func<Facts, Facts> change)
    {
        if (!Latest(union).Active || on < LastChange(union)) return false;
        unions[union][on] = change(Latest(union));
        return true;
    }

    public bool Close(long union, DateOnly on) =>
        on != FoundedOn(union) && Change(union, on, f => f with { Active = false });

    public bool Reopen(long union, DateOnly on)
    {
        if (Latest(union).Active) return false;
        var closed = LastChange(union);
        // No calendar or statistical year may hold both a day before the closing and a day after the reopening.
        foreach (var period in Period.All().Where(p => p.Kind != PeriodKind.Month))
            if (period.First < closed && period.Last >= on) return false;
        unions[union][on] = Latest(union) with { Active = true };
        return true;
    }

    public bool Merge(long union, long into, DateOnly on)
    {
        if (union == into || Days.Append(on).Where(d => d >= on).Any(d => Above(into, d).Any(a => a.Id == union))) return false;
        if (Days.Append(on).Where(d => d >= on).Any(d => At(into, d) is not { Active: true })) return false;
        return ChildrenFrom(union, on).ToList().All(c => Change(c, on, f => f with { Parent = into })) && Close(union, on);
    }

    /// <summary>The union itself and everyone above it on a day, nearest first; empty where it is not active.</summary>
    public IEnumerable<(long Id, int Depth, UnionLevel Level)> Above(long union, DateOnly day)
    {
        var depth = 0;
        for (long? at = union; at is { } id && depth <= unions.Count; depth++)
        {
            if (At(id, day) is not { Active: true } facts) yield break;
            yield return (id, depth, facts.Level);
            at = facts.Parent;
        }
    }

    private bool IsSound()
    {
        foreach (var day in Days)
        {
            var today = unions.Keys.Select(u => (Id: u, Facts: At(u, day))).Where(u => u.Facts is not null).ToDictionary(u => u.Id, u => u.Facts!);
            if (today.Values.Select(f => f.Code).Distinct().Count() != today.Count) return false;
            foreach (var facts in today.Values.Where(f => f.Active))
                if (facts.Parent is { } parent && !(today.TryGetValue(parent, out var above) && above.Active && above.Level < facts.Level)) return false;
        }
        return true;
    }
}
