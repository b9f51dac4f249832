using Federation.Framework.Tenancy;
using Federation.Kernel;

namespace Federation.People.Contracts;

/// <summary>Accounts for people, as the operator of an installation makes them.</summary>
public interface IAccounts
{
    /// <summary>Makes a person with an account and grants that hold from today on.</summary>
    /// <param name="grants">At least one; the first one's union answers for the account.</param>
    /// <param name="mustChange">Whether the password must be changed at the first sign-in, because somebody else has read it.</param>
    /// <returns>The generated password: the only time that it can be read.</returns>
    /// <exception cref="NotFound">There is no union with one of the codes.</exception>
    /// <exception cref="RuleViolation">The user name is taken, or the grants combine roles that must be separate.</exception>
    Task<string> CreateAsync(string personName, string userName, IReadOnlyList<(string UnionCode, Role Role)> grants, bool mustChange, CancellationToken cancellation);

    /// <summary>Gives an account a new generated password, ends its sessions, unlocks it and forgets failed attempts. It has to be changed at the next sign-in. The second factor stays.</summary>
    /// <returns>The password; null where there is no such account.</returns>
    Task<string?> ResetAsync(string userName, CancellationToken cancellation);

    /// <summary>Whether anybody has an account yet.</summary>
    Task<bool> AnyAsync(CancellationToken cancellation);
}
