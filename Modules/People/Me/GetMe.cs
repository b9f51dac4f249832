using Federation.Framework.Handlers;
using Federation.Framework.Tenancy;
using Federation.Kernel;
using Federation.People.Accounts;
using Federation.People.Sessions;
using Microsoft.EntityFrameworkCore;

namespace Federation.People.Me;

/// <summary>My account: who I am, where I am what, how I sign in, and where I am signed in.</summary>
internal sealed record GetMe : IRequest<MyAccount>
{
    public static readonly Permission Permission = new("account.own", Reach.Oneself);
}

/// <param name="UserName">Null for a program with its token.</param>
public sealed record MyAccount(string Name, string? UserName, bool SecondFactor, int RecoveryCodesLeft, IReadOnlyList<MyPlace> Places, IReadOnlyList<MySession> Sessions);

public sealed record MyPlace(string Union, string Name, Role Role, DateOnly Since, DateOnly? Until);

public sealed record MySession(long Id, DateTimeOffset CreatedAt, DateTimeOffset SeenAt, string Address, string Browser, bool IsThis);

internal sealed class GetMeHandler(PeopleContext context, AccountManager accounts, SessionRegistry sessions, IUnionDirectory unions, Caller caller, TimeProvider time) : IHandler<GetMe, MyAccount>
{
    public Permission Permission => GetMe.Permission;

    public async Task<MyAccount> HandleAsync(GetMe request, CancellationToken cancellation)
    {
        var (person, today) = (caller.PersonId!.Value, time.Today());
        var account = await context.Accounts.SingleOrDefaultAsync(a => a.PersonId == person, cancellation);
        var grants = await context.Grants.AsNoTracking().Where(g => g.PersonId == person && (g.ValidTo == null || g.ValidTo > today)).OrderBy(g => g.ValidFrom).ToListAsync(cancellation);
        var places = new List<MyPlace>();
        foreach (var grant in grants)
            if (await unions.FindAsync(grant.UnionId, cancellation) is { } union) places.Add(new MyPlace(union.Code, union.Name, grant.Role, grant.ValidFrom, grant.ValidTo));
        var lasting = await sessions.LastingOf(person).Where(s => s.Stage == SessionStage.Open).AsNoTracking().ToListAsync(cancellation);
        return new MyAccount(
            caller.Name, account?.UserName, account?.SecondFactor ?? false, account is null ? 0 : await accounts.CountRecoveryCodesAsync(account), places,
            [.. lasting.Select(s => new MySession(s.Id, s.CreatedAt, s.SeenAt, s.Address, s.Browser, s.Id == caller.Session))]);
    }
}
