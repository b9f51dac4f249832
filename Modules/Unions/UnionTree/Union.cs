using Federation.Framework.Audit;
using Federation.Framework.Tenancy;
using Federation.Kernel;
using Federation.Kernel.Tenancy;
using Federation.Unions.Contracts;

namespace Federation.Unions.UnionTree;

/// <summary>One node of the tree, and a tenant. Everything about it has dates.</summary>
[Unlogged("Each act on the tree has an entry of its own.")]
internal sealed class Union : IShared
{
    public long Id { get; init; }
    public List<UnionVersion> Versions { get; } = [];

    /// <summary>The latest version: it holds from its day on, for good as far as is known.</summary>
    public UnionVersion Latest => Versions.MaxBy(v => v.ValidFrom)!;

    public DateOnly FoundedOn => Versions.Min(v => v.ValidFrom);

    public static Union Found(long id, NewUnion founded, long? parent)
    {
        CheckYear(founded.FoundedOn);
        var union = new Union { Id = id };
        var from = founded.FoundedOn;
        foreach (var former in founded.Former)
        {
            if (former.Until <= from) throw new RuleViolation("union-change-too-early", former.Code, from);
            union.Versions.Add(Version(former.Code, former.Name, from, former.Until));
            from = former.Until;
        }
        union.Versions.Add(Version(founded.Code, founded.Name, from, null));
        return union;

        UnionVersion Version(string code, string name, DateOnly validFrom, DateOnly? validTo) => new()
        {
            UnionId = id, ValidFrom = validFrom, ValidTo = validTo, Code = code, Name = name, Level = founded.Level, Kind = founded.Kind, ParentId = parent,
        };
    }

    public void Rename(string name, DateOnly on) => ChangeActive(on).Name = name;

    public void Recode(string code, DateOnly on) => ChangeActive(on).Code = code;

    public void ChangeKind(string kind, DateOnly on) => ChangeActive(on).Kind = kind;

    public void ChangeLevel(UnionLevel level, DateOnly on)
    {
        RequireTerritorial();
        ChangeActive(on).Level = level;
    }

    public void MoveTo(long parent, DateOnly on)
    {
        RequireTerritorial();
        ChangeActive(on).ParentId = parent;
    }

    public void Close(DateOnly on)
    {
        if (on == FoundedOn) throw new RuleViolation("union-closed-on-founding-day", Latest.Code);
        ChangeActive(on).State = UnionState.Closed;
    }

    public void Reopen(DateOnly on)
    {
        if (Latest.State == UnionState.Active) throw new RuleViolation("union-active", Latest.Code);
        var lastDay = Latest.ValidFrom.AddDays(-1);
        var last = Max(Period.Year(lastDay.Year).Last, Period.StatisticalOf(lastDay).Last);
        if (on <= last) throw new RuleViolation("union-reopened-too-early", Latest.Code, last.AddDays(1));
        Change(on).State = UnionState.Active;
    }

    /// <summary>Whether it is active on every day from then on, as far as is known.</summary>
    public bool IsActiveFrom(DateOnly day) => FoundedOn <= day && VersionsFrom(day).All(v => v.State == UnionState.Active);

    /// <summary>Whether it stands above that level on every day from then on.</summary>
    public bool StandsAbove(UnionLevel level, DateOnly from) => VersionsFrom(from).All(v => v.Level < level);

    public static void CheckYear(DateOnly day)
    {
        if (day.Year is < Period.FirstYear or > Period.LastYear) throw new RuleViolation("union-year-out-of-range", Period.FirstYear, Period.LastYear);
    }

    private IEnumerable<UnionVersion> VersionsFrom(DateOnly day) => Versions.Where(v => v.ValidTo is null || v.ValidTo > day);

    private void RequireTerritorial()
    {
        if (Latest.Level is null) throw new RuleViolation("union-is-industry", Latest.Code);
    }

    private UnionVersion ChangeActive(DateOnly on)
    {
        if (Latest.State == UnionState.Closed) throw new RuleViolation("union-closed", Latest.Code);
        return Change(on);
    }

    /// <summary>The version that holds from that day on: a new one, or the one that another change of the same day has made.</summary>
    private UnionVersion Change(DateOnly on)
    {
        CheckYear(on);
        var latest = Latest;
        if (on < latest.ValidFrom) throw new RuleViolation("union-change-too-early", latest.Code, latest.ValidFrom);
        if (on == latest.ValidFrom) return latest;
        var next = latest.From(on);
        latest.ValidTo = on;
        Versions.Add(next);
        return next;
    }

    private static DateOnly Max(DateOnly a, DateOnly b) => a > b ? a : b;
}
