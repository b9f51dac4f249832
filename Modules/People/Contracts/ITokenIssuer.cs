using Federation.Framework.Tenancy;
using Federation.Kernel;

namespace Federation.People.Contracts;

/// <summary>Makes and revokes the tokens that programs sign in with.</summary>
public interface ITokenIssuer
{
    /// <summary>Makes a person with grants that hold from today on, and a token for it.</summary>
    /// <param name="life">How long the token lasts; without end when null.</param>
    /// <returns>The token: the only time that it can be read.</returns>
    /// <exception cref="NotFound">There is no union with one of the codes.</exception>
    Task<string> IssueAsync(string personName, IReadOnlyList<(string UnionCode, Role Role)> grants, TimeSpan? life, CancellationToken cancellation);

    /// <summary>Revokes a token; every host refuses it within five seconds.</summary>
    /// <returns>Whether there was one to revoke.</returns>
    Task<bool> RevokeAsync(string token, CancellationToken cancellation);

    /// <summary>Revokes every token of that name.</summary>
    /// <returns>How many there were.</returns>
    Task<int> RevokeNamedAsync(string name, CancellationToken cancellation);
}
