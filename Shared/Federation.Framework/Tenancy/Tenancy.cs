using System.Collections.Frozen;

namespace Federation.Framework.Tenancy;

/// <summary>Where a union stands in the tree. The order is that of the tree: a parent's level comes before its children's.</summary>
public enum UnionLevel { Province = 0, City = 1, District = 2, Grassroots = 3 }

/// <summary>What every request needs to know of a union, as it is today.</summary>
/// <param name="Level">Null for an industry union, which has no place in the territorial tree.</param>
/// <param name="Path">Codes from the root to the union itself.</param>
/// <param name="Ancestors">Ids from the root to the parent.</param>
/// <param name="Industries">Ids of the industry unions that look after it.</param>
public sealed record UnionInfo(
    long Id, string Code, string Name, UnionLevel? Level, string Kind, string? Parent, IReadOnlyList<string> Path, FrozenSet<long> Ancestors,
    FrozenSet<long> Industries, bool Active)
{
    /// <summary>When it is there.</summary>
    public UnionLife Life { get; init; } = UnionLife.Endless;
}

/// <summary>When a union is there: from its founding until the day before it is closed.</summary>
/// <param name="Closed">The first day on which it is there no more; null as long as none is known.</param>
public sealed record UnionLife(DateOnly Founded, DateOnly? Closed)
{
    /// <summary>That of a union of which no more is known.</summary>
    public static readonly UnionLife Endless = new(DateOnly.MinValue, null);

    /// <summary>Times in between in which it was closed: from the closing until the day before it was opened again.</summary>
    public IReadOnlyList<(DateOnly From, DateOnly Until)> Gaps { get; init; } = [];

    /// <param name="versions">What the union was from a day on, the earliest first.</param>
    public static UnionLife Of(IReadOnlyList<(DateOnly From, bool Active)> versions)
    {
        var gaps = new List<(DateOnly, DateOnly)>();
        DateOnly? closed = null;
        foreach (var (from, active) in versions)
        {
            if (!active) closed ??= from;
            else if (closed is { } since)
            {
                gaps.Add((since, from));
                closed = null;
            }
        }
        return new UnionLife(versions[0].From, closed) { Gaps = gaps };
    }

    /// <summary>The closing after which all these days lie; null where the union is there on one of them, or is founded later.</summary>
    public DateOnly? ClosedBefore(DateOnly first, DateOnly last)
    {
        if (first >= Closed) return Closed;
        foreach (var (from, until) in Gaps)
            if (first >= from && last < until) return from;
        return null;
    }
}

/// <summary>Finds unions by code, quickly and in any number; the tenant resolver's ground.</summary>
public interface IUnionDirectory
{
    /// <summary>The union with that code today, or that had it before; null where there is none.</summary>
    ValueTask<UnionInfo?> FindAsync(string code, CancellationToken cancellation);

    ValueTask<UnionInfo?> FindAsync(long id, CancellationToken cancellation);

    /// <summary>Codes and names of unions as they were on a day, for reports that must read as they did then.</summary>
    Task<IReadOnlyDictionary<long, (string Code, string Name)>> NamesAsync(IReadOnlyCollection<long> ids, DateOnly on, CancellationToken cancellation);
}

/// <summary>
/// What a person may be at a union. The last three are the offices that are never in one hand: the auditor reads the log, the system administrator
/// (<see cref="Administrator"/>) keeps unions and accounts, the security administrator gives and takes grants.
/// </summary>
public enum Role { Clerk, Reviewer, Leader, Auditor, Administrator, SecurityAdministrator }

/// <summary>A person's role at a union.</summary>
public sealed record Grant(long UnionId, Role Role);

/// <summary>From where a grant reaches the union that a request is about.</summary>
public enum Reach
{
    /// <summary>Only a grant at the union itself.</summary>
    Itself,

    /// <summary>A grant at the union, at a union above it, or at the industry union that looks after it.</summary>
    FromAbove,

    /// <summary>A grant anywhere: what is shared by the whole federation.</summary>
    Anywhere,

    /// <summary>No grant at all: what concerns only whoever is signed in.</summary>
    Oneself,
}

/// <summary>What a handler does, who may do it and from where.</summary>
public sealed record Permission(string Code, Reach Reach, params Role[] Roles)
{
    public static readonly Role[] EveryRole = Enum.GetValues<Role>();
}

/// <summary>Who asks, and in which union's name. One per unit of work.</summary>
public sealed class Caller
{
    public long? PersonId { get; private set; }
    public string Name { get; private set; } = "";
    public IReadOnlyList<Grant> Grants { get; private set; } = [];
    public UnionInfo? Union { get; private set; }

    /// <summary>The system itself: set-up, seeding, jobs, the operator's command line. Permissions do not bind it; the tenant filter does.</summary>
    public bool IsSystem { get; private set; }

    /// <summary>The browser's session that the person signed in with; null for a program with its token.</summary>
    public long? Session { get; private set; }

    public string? IdempotencyKey { get; set; }

    /// <summary>Codes of questions that the caller has answered with yes.</summary>
    public IReadOnlySet<string> Confirmed { get; private set; } = FrozenSet<string>.Empty;

    /// <param name="codes">As they stand in a query or a form: separated by commas.</param>
    public void Confirm(string codes) => Confirmed = codes.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).ToFrozenSet(StringComparer.Ordinal);

    public bool IsSignedIn => PersonId is not null;

    public void SignIn(long person, string name, IReadOnlyList<Grant> grants, long? session = null) => (PersonId, Name, Grants, Session) = (person, name, grants, session);

    public void ActAsSystem()
    {
        IsSystem = true;
        Name = "system";
    }

    public void Enter(UnionInfo union) => Union = union;

    /// <summary>Goes on without a union, as before it was entered.</summary>
    public void Leave() => Union = null;

    /// <summary>Goes on in another's name: the unit of work takes the place of another one of the same request.</summary>
    internal void ActAs(Caller other) => (PersonId, Name, Grants, Union, IsSystem, Session, IdempotencyKey, Confirmed) =
        (other.PersonId, other.Name, other.Grants, other.Union, other.IsSystem, other.Session, other.IdempotencyKey, other.Confirmed);

    /// <summary>Whether any grant reaches the union at all: what decides between 403 and 404.</summary>
    public bool Sees(UnionInfo union)
    {
        if (IsSystem) return true;
        foreach (var grant in Grants)
            if (Reaches(grant, union, Reach.FromAbove)) return true;
        return false;
    }

    public bool May(Permission permission) => May(permission, Union);

    /// <summary>Whether they might do it at that union, entered or not.</summary>
    public bool May(Permission permission, UnionInfo? at)
    {
        if (IsSystem) return true;
        if (permission.Reach == Reach.Oneself) return IsSignedIn;
        if (permission.Reach == Reach.Anywhere) return Grants.Any(g => permission.Roles.Contains(g.Role));
        return at is { } union && Grants.Any(g => permission.Roles.Contains(g.Role) && Reaches(g, union, permission.Reach));
    }

    /// <summary>Whether they are a system administrator of a root of the tree, who answers for the installation.</summary>
    public async ValueTask<bool> AdministersARootAsync(IUnionDirectory unions, CancellationToken cancellation)
    {
        foreach (var grant in Grants.Where(g => g.Role == Role.Administrator))
            if (await unions.FindAsync(grant.UnionId, cancellation) is { Level: not null, Parent: null }) return true;
        return IsSystem;
    }

    /// <summary>As <see cref="May"/>; where the union is only known from what the request says, whether any grant would do.</summary>
    public bool MightDo(Permission permission) => Union is null && permission.Reach != Reach.Oneself ? IsSystem || Grants.Any(g => permission.Roles.Contains(g.Role)) : May(permission);

    private static bool Reaches(Grant grant, UnionInfo union, Reach reach) =>
        grant.UnionId == union.Id || (reach != Reach.Itself && (union.Ancestors.Contains(grant.UnionId) || union.Industries.Contains(grant.UnionId)));
}
