using Federation.Framework.Audit;
using Federation.Framework.Databases;
using Microsoft.EntityFrameworkCore;

namespace Federation.People.Tests.Auditing;

public sealed class AuditTests
{
    [Fact]
    public async Task The_auditor_reads_in_words_what_was_done_here_and_below_and_no_more()
    {
        await using var federation = await TestFederation.StartAsync();
        await PeopleFederation.FoundAsync(federation);
        var (name, password) = await federation.AccountAsync((PeopleFederation.City, Role.Clerk));
        using var clerk = federation.Browser();
        await clerk.SignInAsync(name, "secret-typed-wrong").ReadTextAsync(400);
        await clerk.SignInAsync(name, password).FollowRedirectAsync();
        await clerk.PageAsync($"/u/{PeopleFederation.City}/people", 403);
        await clerk.PageAsync($"/u/{PeopleFederation.OtherCity}/people", 404);
        using var auditor = await federation.SignedInBrowserAsync(PeopleFederation.City, Role.Auditor);
        var log = await auditor.PageAsync($"/u/{PeopleFederation.City}/audit");
        foreach (var said in new[] { "登录失败", "被拒绝：职务不允许", "新增人员", "授予职务", $"Clerk {PeopleFederation.City}" }) Assert.Contains(said, log, StringComparison.Ordinal);
        Assert.Contains($"Clerk {PeopleFederation.City} 经办人", log, StringComparison.Ordinal);
        Assert.DoesNotContain("secret-typed-wrong", log, StringComparison.Ordinal);
        Assert.DoesNotContain("<td>被拒绝：不属于本人的工会</td>", log, StringComparison.Ordinal);
        using var other = await federation.SignedInBrowserAsync(PeopleFederation.OtherCity, Role.Auditor);
        var foreign = await other.PageAsync($"/u/{PeopleFederation.OtherCity}/audit");
        Assert.Contains("<td>被拒绝：不属于本人的工会</td>", foreign, StringComparison.Ordinal);
        Assert.DoesNotContain("<td>被拒绝：职务不允许</td>", foreign, StringComparison.Ordinal);

        var filtered = await auditor.PageAsync($"/u/{PeopleFederation.City}/audit?action=sign-in.failed&person={name}&at={PeopleFederation.City}&from=2020-01-01&to=2099-12-31&limit=1");
        Assert.Contains("<td>登录失败</td>", filtered, StringComparison.Ordinal);
        Assert.DoesNotContain("<td>登录</td>", filtered, StringComparison.Ordinal);
        Assert.Contains("没有符合条件", await auditor.PageAsync($"/u/{PeopleFederation.City}/audit?to=2020-01-01"), StringComparison.Ordinal);
        await auditor.PageAsync($"/u/{PeopleFederation.City}/audit?from=yesterday", 400);
        await clerk.PageAsync($"/u/{PeopleFederation.City}/audit", 403);
        using var system = await federation.SignedInBrowserAsync(PeopleFederation.Province, Role.Administrator);
        await system.PageAsync($"/u/{PeopleFederation.City}/audit", 403);
    }

    [Fact]
    public async Task Nothing_in_the_log_can_be_changed_or_removed()
    {
        await using var federation = await FilledAsync(3);
        foreach (var sql in new[]
                 {
                     "UPDATE federation.audit_entries SET subject = 'x'", "DELETE FROM federation.audit_entries", "TRUNCATE federation.audit_entries",
                     "UPDATE federation.audit_seals SET entry_id = 1", "DELETE FROM federation.audit_seals", "TRUNCATE federation.audit_seals",
                 })
            await Assert.ThrowsAsync<Npgsql.PostgresException>(() => ExecuteAsync(federation, sql));
        Assert.Empty((await CheckAsync(federation)).Broken);
    }

    [Theory]
    [InlineData("changed", "UPDATE federation.audit_entries SET person_id = 7 WHERE id = {0}")]
    [InlineData("changed", "UPDATE federation.audit_entries SET subject = 'somebody else' WHERE id = {0}")]
    [InlineData("removed", "DELETE FROM federation.audit_entries WHERE id = {0}")]
    [InlineData("gap", "DELETE FROM federation.audit_seals WHERE entry_id = {0}")]
    public async Task What_is_tampered_with_is_named_and_nothing_else(string kind, string sql)
    {
        await using var federation = await FilledAsync(6);
        Assert.Empty((await CheckAsync(federation)).Broken);
        var (entry, sequence) = await ThirdAsync(federation);
        // Whoever owns the tables can lift the triggers; that is what the chain is for.
        foreach (var table in new[] { "audit_entries", "audit_seals" }) await ExecuteAsync(federation, $"ALTER TABLE federation.{table} DISABLE TRIGGER USER");
        await ExecuteAsync(federation, string.Format(System.Globalization.CultureInfo.InvariantCulture, sql, entry));
        var broken = Assert.Single((await CheckAsync(federation)).Broken);
        Assert.Equal((kind, kind == "gap" ? sequence : entry), (broken.Kind, broken.Entry));
    }

    [Fact]
    public async Task An_entry_put_in_between_is_named()
    {
        await using var federation = await FilledAsync(6);
        await CheckAsync(federation);
        var (entry, _) = await ThirdAsync(federation);
        var early = entry - (2L * 24 * 60 * 60 * 1000 << 23);
        await ExecuteAsync(federation, $"INSERT INTO federation.audit_entries (id, at, action, subject) VALUES ({early}, now() - interval '2 days', 'sign-in', 'x')");
        var broken = Assert.Single((await CheckAsync(federation)).Broken);
        Assert.Equal(("inserted", early), (broken.Kind, broken.Entry));
    }

    [Fact]
    public async Task Two_hosts_seal_every_entry_once_though_one_was_committed_late()
    {
        await using var federation = await FilledAsync(0);
        await using var second = await federation.StartBesideAsync();
        await using var slow = federation.Container.BeginLifetimeScope();
        var (session, context) = (slow.Resolve<DatabaseSession>(), slow.Resolve<FrameworkContext>());
        await session.BeginAsync(default);
        context.AuditEntries.Add(AuditEntry.Of(context.Ids, TimeProvider.System, null, null, "late", "1"));
        await context.SaveChangesAsync();
        var writers = Enumerable.Range(0, 40).Select(i => (i % 2 == 0 ? federation : second).Container.Resolve<IAudit>().RecordAsync(null, null, "early", $"{i}", default));
        await Task.WhenAll([.. writers, .. new[] { federation, second, federation, second }.Select(SealAsync)]);
        await session.CommitAsync(default);
        await Task.WhenAll(SealAsync(federation), SealAsync(second));
        var report = await CheckAsync(federation);
        Assert.Empty(report.Broken);
        await using var scope = federation.Container.BeginLifetimeScope();
        Assert.Equal(await scope.Resolve<FrameworkContext>().AuditEntries.CountAsync(), report.Length);
    }

    private static async Task<TestFederation> FilledAsync(int entries)
    {
        var federation = await TestFederation.StartAsync();
        for (var i = 0; i < entries; i++) await federation.Container.Resolve<IAudit>().RecordAsync(null, null, "test", $"entry {i}", default);
        return federation;
    }

    private static async Task SealAsync(TestFederation federation)
    {
        await using var scope = federation.Container.BeginLifetimeScope();
        await scope.Resolve<AuditChain>().SealAsync(all: false, default);
    }

    private static async Task<ChainReport> CheckAsync(TestFederation federation)
    {
        await using var scope = federation.Container.BeginLifetimeScope();
        return await scope.Resolve<AuditChain>().CheckAsync(default);
    }

    private static async Task<(long Entry, long Sequence)> ThirdAsync(TestFederation federation)
    {
        await using var scope = federation.Container.BeginLifetimeScope();
        var seal = await scope.Resolve<FrameworkContext>().AuditSeals.OrderBy(s => s.Sequence).Skip(2).FirstAsync();
        return (seal.EntryId, seal.Sequence);
    }

    private static async Task ExecuteAsync(TestFederation federation, string sql)
    {
        await using var connection = federation.Container.Resolve<Database>().CreateConnection();
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
        Npgsql.NpgsqlConnection.ClearPool((Npgsql.NpgsqlConnection)connection);
    }
}
