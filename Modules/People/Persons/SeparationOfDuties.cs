using Federation.Framework.Tenancy;
using Federation.Kernel;

namespace Federation.People.Persons;

/// <summary>The three separate roles (三员分立): nobody holds two of them at the same time, at any unions.</summary>
internal static class SeparationOfDuties
{
    public static bool IsSeparated(Role role) => role is Role.Auditor or Role.Administrator or Role.SecurityAdministrator;

    /// <exception cref="RuleViolation">One person would hold two of the roles.</exception>
    public static void Require(IEnumerable<Role> heldAtTheSameTime)
    {
        if (heldAtTheSameTime.Where(IsSeparated).Distinct().Count() > 1) throw new RuleViolation("offices-apart");
    }
}
