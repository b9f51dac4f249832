using Federation.Framework.Handlers;

namespace Federation.Unions.Tests;

/// <summary>A host with the unions module alone, on a database that all tests of the process share; each test founds roots of its own.</summary>
internal sealed class TestHost : IAsyncDisposable
{
    private static int codes = 100_000;

    private readonly IContainer container;

    private TestHost(IContainer container, TestClock clock) => (this.container, Clock) = (container, clock);

    public TestClock Clock { get; }
    public IUnionDirectory Unions => container.Resolve<IUnionDirectory>();

    public static async Task<TestHost> StartAsync()
    {
        var clock = new TestClock();
        return new TestHost(await SharedDatabase.BuildAsync(clock, [new UnionsModule()]), clock);
    }

    /// <summary>Codes that no other test uses.</summary>
    public static string FreshCode() => Interlocked.Increment(ref codes).ToString(System.Globalization.CultureInfo.InvariantCulture);

    public static DateOnly Day(int year, int month = 1, int day = 1) => new(year, month, day);

    /// <summary>A unit of work as the system.</summary>
    public ILifetimeScope Scope()
    {
        var scope = container.BeginLifetimeScope();
        scope.Resolve<Caller>().ActAsSystem();
        return scope;
    }

    public async Task<T> RegistryAsync<T>(Func<IUnionRegistry, Task<T>> change)
    {
        await using var scope = Scope();
        return await change(scope.Resolve<IUnionRegistry>());
    }

    public async Task RegistryAsync(Func<IUnionRegistry, Task> change)
    {
        await using var scope = Scope();
        await change(scope.Resolve<IUnionRegistry>());
    }

    public async Task<string> RuleBrokenByAsync(Func<IUnionRegistry, Task> change) => (await Assert.ThrowsAsync<RuleViolation>(() => RegistryAsync(change))).Code;

    /// <summary>A root of level province with a code of its own, founded in 1990.</summary>
    public async Task<(long Id, string Code)> ProvinceAsync()
    {
        var code = FreshCode();
        return (await RegistryAsync(r => r.FoundAsync(new NewUnion(code, $"{code}省总工会", UnionLevel.Province, UnionKind.Territorial, null, Day(1990)), default)), code);
    }

    public Task<long> FoundAsync(string code, UnionLevel level, string parent, DateOnly? on = null, string? name = null) =>
        RegistryAsync(r => r.FoundAsync(new NewUnion(code, name ?? $"{code}工会", level, UnionKind.Territorial, parent, on ?? Day(1990)), default));

    /// <summary>Asks a use case as somebody with the grants, in the union's name; the checks around the handler run too.</summary>
    public async Task<TResponse> AskAsync<TRequest, TResponse>(TRequest request, string? union, params Grant[] grants) where TRequest : IRequest<TResponse>
    {
        await using var scope = container.BeginLifetimeScope();
        var caller = scope.Resolve<Caller>();
        caller.SignIn(1, "tester", grants);
        if (union is not null) caller.Enter((await Unions.FindAsync(union, default))!);
        return await scope.Resolve<IHandler<TRequest, TResponse>>().HandleAsync(request, default);
    }

    public async Task<T> ReadAsync<T>(Func<UnionsContext, Task<T>> read)
    {
        await using var scope = Scope();
        return await read(scope.Resolve<UnionsContext>());
    }

    public ValueTask DisposeAsync() => container.DisposeAsync();
}
