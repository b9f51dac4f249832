using Federation.Framework.Audit;
using Federation.Framework.Search;
using Federation.Framework.Tenancy;
using Federation.Kernel.Tenancy;

namespace Federation.People.Persons;

/// <summary>Somebody, or a program, that works with the system. Not a worker whom a union helps: those are in the modules' own files.</summary>
[Unlogged("Each act on people has an entry of its own.")]
internal sealed class Person : IShared, INamed
{
    public const int MaxNameLength = 100;

    public long Id { get; init; }
    public required string Name { get; set; }

    /// <summary>Whether they may sign in at all; false while an administrator has locked them.</summary>
    public bool Active { get; set; }

    /// <summary>The union that entered them and whose administrators answer for their account, whatever grants they hold elsewhere.</summary>
    public long? HomeUnionId { get; set; }
    long INamed.NamedId => Id;
    string INamed.NameToFind => Name;
}

/// <summary>What a person is at a union, from one day to another.</summary>
[Unlogged("Giving and ending have entries of their own.")]
internal sealed class PersonGrant : IShared
{
    public long PersonId { get; init; }
    public long UnionId { get; init; }
    public Role Role { get; init; }
    public DateOnly ValidFrom { get; init; }

    /// <summary>The first day on which it no longer holds; null while it does.</summary>
    public DateOnly? ValidTo { get; set; }

    public bool OverlapsWith(DateOnly from, DateOnly? to) => (ValidTo is null || ValidTo > from) && (to is null || ValidFrom < to) && (ValidTo is null || ValidTo > ValidFrom);
}
