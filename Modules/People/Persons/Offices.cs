using Federation.Framework.Tenancy;
using Federation.Kernel;

namespace Federation.People.Persons;

/// <summary>The three offices that watch each other: nobody holds two of them at the same time, at whatever unions.</summary>
internal static class Offices
{
    public static bool IsOffice(Role role) => role is Role.Auditor or Role.Administrator or Role.SecurityAdministrator;

    /// <exception cref="RuleViolation">Two of the offices would be in one hand.</exception>
    public static void RequireApart(IEnumerable<Role> heldAtTheSameTime)
    {
        if (heldAtTheSameTime.Where(IsOffice).Distinct().Count() > 1) throw new RuleViolation("offices-apart");
    }
}
