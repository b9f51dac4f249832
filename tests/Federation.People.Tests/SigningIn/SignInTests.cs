using Federation.People.ApiTokens;
using Federation.People.SigningIn;
using Microsoft.EntityFrameworkCore;

namespace Federation.People.Tests.SigningIn;

public sealed class SignInTests
{
    [Fact]
    public async Task A_token_signs_in_whom_it_was_made_for()
    {
        await using var host = await TestHost.StartAsync();
        var (id, code) = await host.ProvinceAsync();
        var token = await host.IssuerAsync(i => i.IssueAsync("导入程序", [(code, Role.Clerk), (code, Role.Auditor)], null, default));
        var caller = (await host.SignInAsync($"Bearer {token}"))!;
        Assert.Equal("导入程序", caller.Name);
        Assert.Equal([new Grant(id, Role.Clerk), new Grant(id, Role.Auditor)], caller.Grants.OrderBy(g => g.Role));
        Assert.NotNull(await host.SignInAsync($"bearer {token}"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Bearer")]
    [InlineData("Bearer ")]
    [InlineData("Bearer fed_")]
    [InlineData("Bearer fed_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("Bearer AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("Bearer fed_中文")]
    [InlineData("Basic dXNlcjpwYXNz")]
    public async Task What_is_no_token_signs_nobody_in(string? authorization)
    {
        await using var host = await TestHost.StartAsync();
        Assert.Null(await host.SignInAsync(authorization));
    }

    [Fact]
    public async Task A_revoked_token_dies_on_every_host_within_five_seconds()
    {
        await using var host = await TestHost.StartAsync();
        await using var other = await TestHost.StartAsync();
        var (_, code) = await host.ProvinceAsync();
        var token = await host.IssuerAsync(i => i.IssueAsync("某程序", [(code, Role.Clerk)], null, default));
        Assert.NotNull(await other.SignInAsync($"Bearer {token}"));
        Assert.True(await host.IssuerAsync(i => i.RevokeAsync(token, default)));
        Assert.False(await host.IssuerAsync(i => i.RevokeAsync(token, default)));
        Assert.Null(await host.SignInAsync($"Bearer {token}"));
        other.Clock.Advance(SignIn.Remembered);
        Assert.Null(await other.SignInAsync($"Bearer {token}"));
    }

    [Fact]
    public async Task A_token_expires_to_the_second()
    {
        await using var host = await TestHost.StartAsync();
        var (_, code) = await host.ProvinceAsync();
        var token = await host.IssuerAsync(i => i.IssueAsync("某程序", [(code, Role.Clerk)], TimeSpan.FromSeconds(60), default));
        host.Clock.Advance(TimeSpan.FromSeconds(57));
        Assert.NotNull(await host.SignInAsync($"Bearer {token}"));
        // Still remembered, and refused all the same.
        host.Clock.Advance(TimeSpan.FromSeconds(3));
        Assert.Null(await host.SignInAsync($"Bearer {token}"));
    }

    [Fact]
    public async Task A_person_who_is_gone_and_a_grant_that_has_ended_reach_nothing()
    {
        await using var host = await TestHost.StartAsync();
        var (id, code) = await host.ProvinceAsync();
        var token = await host.IssuerAsync(i => i.IssueAsync("某人", [(code, Role.Clerk)], null, default));
        var person = (await host.SignInAsync($"Bearer {token}"))!.PersonId!.Value;
        var today = host.Clock.Today();
        await ChangeAsync(context => context.Grants.Where(g => g.PersonId == person).ExecuteUpdateAsync(g => g.SetProperty(x => x.ValidTo, today)));
        Assert.Empty((await host.SignInAsync($"Bearer {token}"))!.Grants);
        await ChangeAsync(context => context.Persons.Where(p => p.Id == person).ExecuteUpdateAsync(p => p.SetProperty(x => x.Active, false)));
        Assert.Null(await host.SignInAsync($"Bearer {token}"));
        Assert.NotEqual(0, id);

        async Task ChangeAsync(Func<PeopleContext, Task> change)
        {
            await using var scope = host.Container.BeginLifetimeScope();
            await change(scope.Resolve<PeopleContext>());
            host.Clock.Advance(SignIn.Remembered);
        }
    }

    [Fact]
    public async Task Only_the_hash_of_a_token_is_kept_and_each_issue_and_revoke_is_logged()
    {
        await using var host = await TestHost.StartAsync();
        var (_, code) = await host.ProvinceAsync();
        var token = await host.IssuerAsync(i => i.IssueAsync("某程序", [(code, Role.Clerk)], null, default));
        await host.IssuerAsync(i => i.RevokeAsync(token, default));
        await using var scope = host.Container.BeginLifetimeScope();
        var context = scope.Resolve<PeopleContext>();
        var hash = ApiToken.HashOf(token)!;
        var kept = await context.Tokens.SingleAsync(t => t.Hash == hash);
        var subject = kept.Id.ToString(System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(["tokens.issue", "tokens.revoke"], await context.AuditEntries.Where(a => a.Subject == subject).OrderBy(a => a.Id).Select(a => a.Action).ToListAsync());
    }

    [Fact]
    public async Task A_token_for_an_unknown_union_is_not_made()
    {
        await using var host = await TestHost.StartAsync();
        await Assert.ThrowsAsync<NotFound>(() => host.IssuerAsync(i => i.IssueAsync("某程序", [("999999", Role.Clerk)], null, default)));
    }
}
