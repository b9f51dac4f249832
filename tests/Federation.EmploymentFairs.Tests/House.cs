using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Globalization;
using System.Reflection;
using System.Text;
using Autofac;
using Federation.Framework;
using Federation.Framework.Databases;
using Federation.Framework.Handlers;
using Federation.Framework.Import;
using Federation.Framework.Marks;
using Federation.Framework.Tenancy;
using Federation.Host.Start;
using Federation.Testing;
using Microsoft.EntityFrameworkCore;

namespace Federation.EmploymentFairs.Tests;

[CollectionDefinition(Name)]
public sealed class HouseCollection : ICollectionFixture<House>
{
    public const string Name = "house";
}

/// <summary>The module on a database of its own, with as many unions as tests ask for; each test takes fresh ones.</summary>
public sealed class House : IAsyncLifetime
{
    private readonly Unions unions = new();
    private Installation installation = null!;

    public IContainer Container { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        installation = await Installation.OpenAsync(AppContext.BaseDirectory, await TestDatabase.FreshAsync(), CancellationToken.None);
        var builder = new ContainerBuilder();
        builder.RegisterModule(new FrameworkModule(installation.Database, installation.Secrets, TimeProvider.System));
        builder.RegisterModule(new EmploymentFairsModule());
        builder.RegisterInstance(unions).As<IUnionDirectory>();
        Container = builder.Build();
    }

    public async Task DisposeAsync()
    {
        await Container.DisposeAsync();
        await installation.DisposeAsync();
    }

    /// <summary>A mine under a district of its own.</summary>
    public async Task<(UnionInfo District, UnionInfo Mine)> FoundAsync()
    {
        var district = unions.Add(null);
        var mine = unions.Add(district);
        await using var scope = Container.BeginLifetimeScope();
        var context = scope.Resolve<FrameworkContext>();
        var since = new DateOnly(2000, 1, 1);
        foreach (var (self, level) in new[] { (district.Id, UnionLevel.District), (mine.Id, UnionLevel.Grassroots) })
            context.Add(new TreeClosure { AncestorId = self, DescendantId = self, ValidFrom = since, AncestorLevel = level, DescendantLevel = level });
        context.Add(new TreeClosure { AncestorId = district.Id, DescendantId = mine.Id, Depth = 1, ValidFrom = since, AncestorLevel = UnionLevel.District, DescendantLevel = UnionLevel.Grassroots });
        await context.SaveChangesAsync();
        return (district, mine);
    }

    public async Task<UnionInfo> FoundMineAsync() => (await FoundAsync()).Mine;

    /// <summary>A unit of work of somebody with a role at a union, in the name of one.</summary>
    public Unit Enter(UnionInfo union, Role role = Role.Clerk, UnionInfo? at = null)
    {
        var scope = Container.BeginLifetimeScope();
        var caller = scope.Resolve<Caller>();
        caller.SignIn((long)role + 1, "test", [new Grant((at ?? union).Id, role)]);
        caller.Enter(union);
        return new Unit(scope);
    }

    /// <summary>Does one thing as a clerk of the union.</summary>
    public async Task<TAnswer> AskAsync<TAnswer>(UnionInfo union, IRequest<TAnswer> request, Role role = Role.Clerk, UnionInfo? at = null)
    {
        await using var unit = Enter(union, role, at);
        return await unit.AskAsync(request);
    }

    public async Task<int> ImportAsync(UnionInfo union, string kind, string csv)
    {
        using var file = await TableFile.ReceiveAsync(new MemoryStream(Encoding.UTF8.GetBytes(csv)), CancellationToken.None);
        return (await AskAsync(union, new ImportTable(kind, file.Fingerprint) { File = file })).Rows;
    }

    /// <summary>What an import would do: rows added, changed and left as they are.</summary>
    public async Task<(int? Added, int? Changed, int? Unchanged)> PreviewAsync(UnionInfo union, string kind, string csv)
    {
        using var file = await TableFile.ReceiveAsync(new MemoryStream(Encoding.UTF8.GetBytes(csv)), CancellationToken.None);
        var preview = await AskAsync(union, new PreviewTable(kind) { File = file });
        Assert.True(preview.IsGood);
        return (preview.Added, preview.Changed, preview.Unchanged);
    }

    /// <summary>The stale marks of a union, as <c>201707 seasonal.inspections</c>, and forgets them.</summary>
    public async Task<IReadOnlyList<string>> TakeMarksAsync(UnionInfo union)
    {
        await using var unit = Enter(union);
        var context = unit.Context;
        var marks = await context.StaleMarks.Where(m => m.UnionId == union.Id).ToListAsync();
        await context.StaleMarks.Where(m => m.UnionId == union.Id).ExecuteDeleteAsync();
        return [.. marks.Select(m => string.Create(CultureInfo.InvariantCulture, $"{m.Period} {m.Source}")).Distinct().Order(StringComparer.Ordinal)];
    }

    private sealed class Unions : IUnionDirectory
    {
        private readonly ConcurrentDictionary<long, UnionInfo> all = new();
        private long last;

        public UnionInfo Add(UnionInfo? parent)
        {
            var id = Interlocked.Increment(ref last);
            var code = string.Create(CultureInfo.InvariantCulture, $"U{id}");
            return all[id] = new UnionInfo(
                id, code, code, parent is null ? UnionLevel.District : UnionLevel.Grassroots, "union", parent?.Code, [.. parent?.Path ?? [], code],
                (parent is null ? Enumerable.Empty<long>() : parent.Ancestors.Append(parent.Id)).ToFrozenSet(), FrozenSet<long>.Empty, true);
        }

        public ValueTask<UnionInfo?> FindAsync(string code, CancellationToken cancellation) => ValueTask.FromResult(all.Values.FirstOrDefault(u => u.Code == code));

        public ValueTask<UnionInfo?> FindAsync(long id, CancellationToken cancellation) => ValueTask.FromResult(all.GetValueOrDefault(id));

        public Task<IReadOnlyDictionary<long, (string Code, string Name)>> NamesAsync(IReadOnlyCollection<long> ids, DateOnly on, CancellationToken cancellation) =>
            Task.FromResult<IReadOnlyDictionary<long, (string, string)>>(ids.ToDictionary(id => id, id => (all[id].Code, all[id].Name)));
    }
}

/// <summary>One unit of work: its own context and transaction.</summary>
public sealed class Unit(ILifetimeScope scope) : IAsyncDisposable
{
    internal FairsContext Context => scope.Resolve<FairsContext>();

    public T Get<T>() where T : notnull => scope.Resolve<T>();

    public Task<TAnswer> AskAsync<TAnswer>(IRequest<TAnswer> request)
    {
        var handler = scope.Resolve(typeof(IHandler<,>).MakeGenericType(request.GetType(), typeof(TAnswer)));
        return (Task<TAnswer>)typeof(Unit).GetMethod(nameof(HandleAsync), BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(request.GetType(), typeof(TAnswer)).Invoke(null, BindingFlags.DoNotWrapExceptions, null, [handler, request], null)!;
    }

    public ValueTask DisposeAsync() => scope.DisposeAsync();

    private static Task<TAnswer> HandleAsync<TRequest, TAnswer>(IHandler<TRequest, TAnswer> handler, TRequest request) where TRequest : IRequest<TAnswer> =>
        handler.HandleAsync(request, CancellationToken.None);
}
