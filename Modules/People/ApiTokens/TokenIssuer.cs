using System.Globalization;
using Federation.Framework.Audit;
using Federation.Framework.Tenancy;
using Federation.Kernel;
using Federation.People.Contracts;
using Federation.People.Persons;
using Microsoft.EntityFrameworkCore;

namespace Federation.People.ApiTokens;

internal sealed class TokenIssuer(PeopleContext context, IUnionDirectory unions, Caller caller, TimeProvider time) : ITokenIssuer
{
    public async Task<string> IssueAsync(string personName, IReadOnlyList<(string UnionCode, Role Role)> grants, TimeSpan? life, CancellationToken cancellation)
    {
        SeparationOfDuties.Require(grants.Select(g => g.Role));
        var now = time.GetUtcNow();
        var person = new Person { Id = context.Ids.Next(), Name = personName, Active = true };
        context.Add(person);
        foreach (var (code, role) in grants.Distinct())
        {
            var union = await unions.FindAsync(code, cancellation) ?? throw new NotFound(code);
            person.HomeUnionId ??= union.Id;
            context.Add(new PersonGrant { PersonId = person.Id, UnionId = union.Id, Role = role, ValidFrom = time.Today() });
        }
        var secret = ApiToken.NewSecret();
        var token = new ApiToken
        {
            Id = context.Ids.Next(), Hash = ApiToken.HashOf(secret)!, PersonId = person.Id, Name = personName, CreatedAt = now, ExpiresAt = now + life,
        };
        context.Add(token);
        Record("tokens.issue", token);
        await context.SaveChangesAsync(cancellation);
        return secret;
    }

    public async Task<bool> RevokeAsync(string token, CancellationToken cancellation) =>
        ApiToken.HashOf(token) is { } hash && await RevokeAsync(context.Tokens.Where(t => t.Hash == hash), cancellation) > 0;

    public Task<int> RevokeNamedAsync(string name, CancellationToken cancellation) => RevokeAsync(context.Tokens.Where(t => t.Name == name), cancellation);

    private async Task<int> RevokeAsync(IQueryable<ApiToken> which, CancellationToken cancellation)
    {
        var tokens = await which.Where(t => t.RevokedAt == null).ToListAsync(cancellation);
        foreach (var token in tokens)
        {
            token.RevokedAt = time.GetUtcNow();
            Record("tokens.revoke", token);
        }
        await context.SaveChangesAsync(cancellation);
        return tokens.Count;
    }

    private void Record(string action, ApiToken token) =>
        context.AuditEntries.Add(AuditEntry.Of(context.Ids, time, caller, action, token.Id.ToString(CultureInfo.InvariantCulture)));
}
