using System.Data;
using System.Net.Http.Json;
using Autofac;
using Federation.Framework.Databases;
using Federation.Unions.Contracts;
using Microsoft.EntityFrameworkCore;

namespace Federation.Host.Tests.Web;

/// <summary>A unit of work holds one connection at most, so that many at once never wait for each other.</summary>
public sealed class ConnectionTests
{
    private const string Province = "610000", First = "610100", Second = "610200", Third = "610300";
    private const int Pool = 2, Readers = 30;

    [Fact]
    public async Task Many_readers_share_a_small_pool()
    {
        await using var federation = await StartAsync(Pool);
        using var clerk = await federation.ClientAsync(First, Role.Clerk);
        var fair = (await clerk.PostAsJsonAsync($"/api/v1/unions/{First}/fairs", new { title = "招聘会", mode = "venue", starts = "2017-03-10", ends = "2017-03-11", venue = "工人文化宫", coHosts = new[] { new { union = Second }, new { union = Third } } })
            .JsonAsync(201)).Text("id");
        using (var announce = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/unions/{First}/fairs/{fair}/announce") { Headers = { { "If-Match", "\"1\"" } } }) await clerk.SendAsync(announce).JsonAsync();

        // Another host of the installation remembers nothing yet: every reader has to look unions up.
        await using var cold = await federation.StartBesideAsync();
        using var program = cold.SignedIn(await federation.TokenAsync(null, (Province, Role.Leader), (First, Role.Clerk)));
        var (name, password) = await federation.AccountAsync((Province, Role.Leader));
        using var browser = cold.Browser();
        using (await browser.SignInAsync(name, password))
        {
        }
        using var anonymous = cold.Anonymous();
        (HttpClient Reader, string Path)[] paths =
        [
            (program, $"/api/v1/unions/{Province}/figures/unions.members/breakdown?period=2017"), (browser, $"/u/{Province}"), (program, $"/api/v1/unions/{First}/fairs/{fair}"),
            (anonymous, $"/fairs/{First}/{fair}"), (anonymous, "/"), (anonymous, "/fairs"),
        ];
        var readers = Enumerable.Range(0, Readers).Select(async n =>
        {
            var (reader, path) = paths[n % paths.Length];
            using var answer = await reader.GetAsync(path);
            return (path, (int)answer.StatusCode);
        }).ToList();
        Assert.Equal("ready", await anonymous.GetStringAsync("/health/ready"));
        Assert.All(await Task.WhenAll(readers), answer => Assert.Equal((answer.path, 200), answer));
    }

    [Fact]
    public async Task Health_does_not_queue_behind_readers()
    {
        await using var federation = await StartAsync(Pool);
        await using var scope = federation.Container.BeginLifetimeScope();
        var busy = Enumerable.Range(0, Pool).Select(_ => new DatabaseSession(scope.Resolve<Database>())).ToList();
        foreach (var session in busy) await session.HoldAsync(CancellationToken.None);
        using var anonymous = federation.Anonymous();
        // From the readers' pool no connection would come, and the answer would be that the database does not answer.
        Assert.Equal("ready", await anonymous.GetStringAsync("/health/ready"));
        Assert.NotEmpty(await anonymous.GetStringAsync("/health"));
        foreach (var session in busy) await session.DisposeAsync();
    }

    /// <summary>The guard that every test runs under does find what it is there for.</summary>
    [Fact]
    public async Task A_second_connection_is_refused_to_a_unit_that_holds_one()
    {
        await using var federation = await StartAsync(Pool);
        var database = federation.Container.Resolve<Database>();
        OneConnection.Begin();
        await using var outer = new DatabaseSession(database);
        await using var inner = new DatabaseSession(database);
        await outer.ScalarAsync("SELECT 1", CancellationToken.None);
        // One after the other is what a unit may do.
        await inner.ScalarAsync("SELECT 1", CancellationToken.None);
        await outer.BeginAsync(CancellationToken.None);
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => inner.ScalarAsync("SELECT 1", CancellationToken.None));
        Assert.Contains("second connection", refused.Message, StringComparison.Ordinal);
        await outer.CommitAsync(CancellationToken.None);
        await inner.ScalarAsync("SELECT 1", CancellationToken.None);
    }

    /// <summary>A handler that has committed goes on to read, and to ask others who need a connection of their own.</summary>
    [Fact]
    public async Task A_query_after_a_transaction_gives_the_connection_back()
    {
        await using var federation = await StartAsync(Pool);
        await using var scope = federation.Container.BeginLifetimeScope();
        var (session, context) = (scope.Resolve<DatabaseSession>(), scope.Resolve<FrameworkContext>());
        for (var round = 0; round < 2; round++)
        {
            await session.InTransactionAsync(() => context.AuditEntries.CountAsync(), CancellationToken.None);
            Assert.Equal(ConnectionState.Closed, session.Connection.State);
            await context.AuditEntries.CountAsync();
            Assert.Equal(ConnectionState.Closed, session.Connection.State);
        }
    }

    private static async Task<TestFederation> StartAsync(int pool)
    {
        var federation = await TestFederation.StartAsync(pool: pool);
        var since = new DateOnly(2000, 1, 1);
        await federation.FoundAsync(
            new NewUnion(Province, "陕西省总工会", UnionLevel.Province, UnionKind.Territorial, null, since),
            new NewUnion(First, "西安市总工会", UnionLevel.City, UnionKind.Territorial, Province, since),
            new NewUnion(Second, "铜川市总工会", UnionLevel.City, UnionKind.Territorial, Province, since),
            new NewUnion(Third, "宝鸡市总工会", UnionLevel.City, UnionKind.Territorial, Province, since));
        return federation;
    }
}
