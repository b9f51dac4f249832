using Federation.Kernel.Tenancy;

namespace Federation.EmploymentFairs.Hardship;

/// <summary>
/// That a union keeps a file of a hardship family with this person in it, from a day on. Only the keyed hash of the identity number: it answers whether somebody
/// who gives that number is meant, and tells neither who else is marked nor anything of the file. Never listed.
/// </summary>
internal sealed class HardshipMark : IShared
{
    public long Id { get; init; }
    public required byte[] PersonHash { get; init; }

    /// <summary>The union that keeps the file.</summary>
    public long KeeperId { get; init; }

    public DateOnly From { get; set; }
    public DateOnly? Until { get; set; }

    public bool Holds(DateOnly day) => From <= day && (Until is null || Until >= day);
}
