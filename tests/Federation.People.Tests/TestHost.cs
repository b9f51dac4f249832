using Federation.Framework.Web;
using Federation.People.Contracts;
using Federation.Unions;
using Federation.Unions.Contracts;
using Microsoft.AspNetCore.Http;

namespace Federation.People.Tests;

/// <summary>A host with unions and people, on a database that all tests of the process share, with a clock of its own.</summary>
internal sealed class TestHost : IAsyncDisposable
{
    private static int codes = 100_000;

    private TestHost(IContainer container, TestClock clock) => (Container, Clock) = (container, clock);

    public IContainer Container { get; }
    public TestClock Clock { get; }

    public static async Task<TestHost> StartAsync()
    {
        var clock = new TestClock();
        return new TestHost(await SharedDatabase.BuildAsync(clock, [new UnionsModule(), new PeopleModule()]), clock);
    }

    public async Task<(long Id, string Code)> ProvinceAsync()
    {
        await using var scope = Container.BeginLifetimeScope();
        var code = Interlocked.Increment(ref codes).ToString(System.Globalization.CultureInfo.InvariantCulture);
        var union = new NewUnion(code, $"{code}省总工会", UnionLevel.Province, UnionKind.Territorial, null, new DateOnly(1990, 1, 1));
        return (await scope.Resolve<IUnionRegistry>().FoundAsync(union, default), code);
    }

    public async Task<T> IssuerAsync<T>(Func<ITokenIssuer, Task<T>> use)
    {
        await using var scope = Container.BeginLifetimeScope();
        return await use(scope.Resolve<ITokenIssuer>());
    }

    /// <summary>Who a request with that header is from; null for nobody.</summary>
    public async Task<Caller?> SignInAsync(string? authorization)
    {
        var http = new DefaultHttpContext();
        if (authorization is not null) http.Request.Headers.Authorization = authorization;
        var caller = new Caller();
        return await Container.Resolve<ISignIn>().TryAsync(http, caller, default) ? caller : null;
    }

    public ValueTask DisposeAsync() => Container.DisposeAsync();
}
