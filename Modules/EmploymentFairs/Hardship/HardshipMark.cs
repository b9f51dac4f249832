using Federation.Kernel;
using Federation.Kernel.Tenancy;

namespace Federation.EmploymentFairs.Hardship;

/// <summary>
/// That a union keeps a file of a hardship family with this person in it, from a day on. Only the keyed hash of the identity number: it answers whether somebody
/// who gives that number is meant, and tells neither who else is marked nor anything of the file. Never listed. A family that is in hardship once more after a
/// while has a second mark: the first says how it was then.
/// </summary>
internal sealed class HardshipMark : IShared
{
    public long Id { get; init; }
    public required byte[] PersonHash { get; init; }

    /// <summary>The union that keeps the file.</summary>
    public long KeeperId { get; init; }

    public DateOnly From { get; init; }
    public DateOnly? Until { get; private set; }

    /// <summary>Ends a mark; one that has ended, or is to end another day, keeps its day.</summary>
    public void End(DateOnly? until)
    {
        if (Until == until || until is null) return;
        if (Until is { } ended) throw new RuleViolation("mark-ended-already", ended);
        Until = until;
    }

    /// <summary>Whether a second mark would hold on a day on which this one does.</summary>
    public bool Overlaps(DateOnly from, DateOnly? until) => (until is null || From <= until) && (Until is null || from <= Until);

    public bool Holds(DateOnly day) => From <= day && (Until is null || Until >= day);
}
