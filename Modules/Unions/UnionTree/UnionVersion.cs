using Federation.Framework.Audit;
using Federation.Framework.Search;
using Federation.Framework.Tenancy;
using Federation.Kernel.Tenancy;

namespace Federation.Unions.UnionTree;

internal enum UnionState { Active, Closed }

/// <summary>What a union was from one day to another; every change makes a new one.</summary>
[Unlogged("Each act on the tree has an entry of its own.")]
internal sealed class UnionVersion : IShared, INamed
{
    public long UnionId { get; init; }
    public DateOnly ValidFrom { get; init; }

    /// <summary>The first day on which it no longer holds; null while it does.</summary>
    public DateOnly? ValidTo { get; set; }

    public required string Code { get; set; }
    public required string Name { get; set; }

    /// <summary>Null for an industry union.</summary>
    public UnionLevel? Level { get; set; }

    public required string Kind { get; set; }
    public UnionState State { get; set; }

    /// <summary>Of a closed union the last parent, of an industry union the union that it belongs to.</summary>
    public long? ParentId { get; set; }

    long INamed.NamedId => UnionId;
    string INamed.NameToFind => Name;

    public bool HoldsOn(DateOnly day) => ValidFrom <= day && (ValidTo is null || ValidTo > day);

    public UnionVersion From(DateOnly day) =>
        new() { UnionId = UnionId, ValidFrom = day, Code = Code, Name = Name, Level = Level, Kind = Kind, State = State, ParentId = ParentId };
}
