using Federation.Framework.Tenancy;

namespace Federation.Unions.Contracts;

/// <summary>A union that is to be founded.</summary>
/// <param name="Code">Its code: digits, capital letters and hyphens, at most 40, used by no other union at any time from its founding on.</param>
/// <param name="Level">Null for an industry union, which has no place in the territorial tree.</param>
/// <param name="Kind">One of <see cref="UnionKind"/>.</param>
/// <param name="Parent">Code of the union above it; null for a root. For an industry union the union that it belongs to, which may read it.</param>
/// <param name="FoundedOn">The first day on which it is active.</param>
public sealed record NewUnion(string Code, string Name, UnionLevel? Level, string Kind, string? Parent, DateOnly FoundedOn)
{
    /// <summary>Codes and names that it had before, oldest first; only for what is founded in bulk.</summary>
    public IReadOnlyList<FormerName> Former { get; init; } = [];

    /// <summary>Codes of the industry unions that look after it from its founding on.</summary>
    public IReadOnlyList<string> Industries { get; init; } = [];
}

/// <summary>A code and name that a union had until the day before <paramref name="Until"/>.</summary>
public sealed record FormerName(string Code, string Name, DateOnly Until);

/// <summary>What sort of organisation a union stands for.</summary>
public static class UnionKind
{
    public const string Territorial = "territorial";
    public const string Zone = "zone";
    public const string Office = "office";
    public const string Mine = "mine";
    public const string Enterprise = "enterprise";
    public const string Project = "project";
    public const string Township = "township";
    public const string School = "school";
    public const string Hospital = "hospital";
    public const string Industry = "industry";

    public static IReadOnlyList<string> All { get; } = [Territorial, Zone, Office, Mine, Enterprise, Project, Township, School, Hospital, Industry];
}
