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
using Federation.Kernel;
using Federation.Testing;
using Microsoft.EntityFrameworkCore;

namespace Federation.LabourModels.Tests;

[CollectionDefinition(Name)]
public sealed class HouseCollection : ICollectionFixture<House>
{
    public const string Name = "house";
}

/// <summary>A city with a district and a mine below it.</summary>
public sealed record Family(UnionInfo City, UnionInfo District, UnionInfo Mine);

/// <summary>The module on a database of its own, on whatever day a test says; each test takes fresh unions.</summary>
public sealed class House : IAsyncLifetime
{
    private readonly Unions unions = new();
    private readonly DayClock clock = new();
    private Installation installation = null!;

    public IContainer Container { get; private set; } = null!;

    /// <summary>What day it is.</summary>
    public DateOnly Today
    {
        get => clock.Today();
        set => clock.Day = value;
    }

    public async Task InitializeAsync()
    {
        installation = await Installation.OpenAsync(AppContext.BaseDirectory, await TestDatabase.FreshAsync(), CancellationToken.None);
        var builder = new ContainerBuilder();
        builder.RegisterModule(new FrameworkModule(installation.Database, installation.Secrets, clock));
        builder.RegisterModule(new LabourModelsModule());
        builder.RegisterInstance(unions).As<IUnionDirectory>();
        Container = builder.Build();
    }

    public async Task DisposeAsync()
    {
        await Container.DisposeAsync();
        await installation.DisposeAsync();
    }

    public async Task<Family> FoundAsync()
    {
        var city = unions.Add(null, UnionLevel.City);
        var district = unions.Add(city, UnionLevel.District);
        var mine = unions.Add(district, UnionLevel.Grassroots);
        await PlaceAsync(city);
        await PlaceAsync(district, city);
        await PlaceAsync(mine, district, city);
        return new Family(city, district, mine);
    }

    /// <summary>Another mine of a district.</summary>
    public async Task<UnionInfo> FoundBesideAsync(Family family)
    {
        var mine = unions.Add(family.District, UnionLevel.Grassroots);
        await PlaceAsync(mine, family.District, family.City);
        return mine;
    }

    /// <summary>A unit of work of somebody with a role at a union, in the name of one.</summary>
    public Unit Enter(UnionInfo union, Role role = Role.Reviewer, UnionInfo? at = null)
    {
        var scope = Container.BeginLifetimeScope();
        var caller = scope.Resolve<Caller>();
        caller.SignIn((long)role + 1, "test", [new Grant((at ?? union).Id, role)]);
        caller.Enter(union);
        return new Unit(scope);
    }

    /// <summary>Does one thing as a reviewer of the union.</summary>
    public async Task<TAnswer> AskAsync<TAnswer>(UnionInfo union, IRequest<TAnswer> request, Role role = Role.Reviewer, UnionInfo? at = null)
    {
        await using var unit = Enter(union, role, at);
        return await unit.AskAsync(request);
    }

    public Task<int> ImportAsync(UnionInfo union, string kind, string csv) => ImportAsync(union, kind, Encoding.UTF8.GetBytes(csv));

    /// <param name="table">A CSV or a workbook.</param>
    public async Task<int> ImportAsync(UnionInfo union, string kind, byte[] table)
    {
        using var file = await TableFile.ReceiveAsync(new MemoryStream(table), CancellationToken.None);
        return (await AskAsync(union, new ImportTable(kind, file.Fingerprint) { File = file })).Rows;
    }

    public Task<TablePreview> PreviewAsync(UnionInfo union, string kind, string csv) => PreviewAsync(union, kind, Encoding.UTF8.GetBytes(csv));

    public async Task<TablePreview> PreviewAsync(UnionInfo union, string kind, byte[] table)
    {
        using var file = await TableFile.ReceiveAsync(new MemoryStream(table), CancellationToken.None);
        return await AskAsync(union, new PreviewTable(kind) { File = file });
    }

    /// <summary>The stale marks of a union, as <c>202107 models.talks</c>, and forgets them.</summary>
    public async Task<IReadOnlyList<string>> TakeMarksAsync(UnionInfo union)
    {
        await using var unit = Enter(union);
        var marks = await unit.Context.StaleMarks.Where(m => m.UnionId == union.Id).ToListAsync();
        await unit.Context.StaleMarks.Where(m => m.UnionId == union.Id).ExecuteDeleteAsync();
        return [.. marks.Select(m => string.Create(CultureInfo.InvariantCulture, $"{m.Period} {m.Source}")).Distinct().Order(StringComparer.Ordinal)];
    }

    private async Task PlaceAsync(UnionInfo union, params UnionInfo[] above)
    {
        await using var scope = Container.BeginLifetimeScope();
        var context = scope.Resolve<FrameworkContext>();
        var since = new DateOnly(2000, 1, 1);
        foreach (var (ancestor, depth) in above.Prepend(union).Select((a, depth) => (a, depth)))
            context.Add(new TreeClosure { AncestorId = ancestor.Id, DescendantId = union.Id, Depth = (short)depth, ValidFrom = since, AncestorLevel = ancestor.Level!.Value, DescendantLevel = union.Level!.Value });
        await context.SaveChangesAsync();
    }

    private sealed class DayClock : TimeProvider
    {
        public DateOnly Day { get; set; } = new(2021, 4, 1);

        /// <summary>Noon in Shanghai.</summary>
        public override DateTimeOffset GetUtcNow() => new(Day, new TimeOnly(4, 0), TimeSpan.Zero);
    }

    private sealed class Unions : IUnionDirectory
    {
        private readonly ConcurrentDictionary<long, UnionInfo> all = new();
        private long last;

        public UnionInfo Add(UnionInfo? parent, UnionLevel level)
        {
            var id = Interlocked.Increment(ref last);
            var code = string.Create(CultureInfo.InvariantCulture, $"U{id}");
            return all[id] = new UnionInfo(
                id, code, code, level, "union", parent?.Code, [.. parent?.Path ?? [], code],
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
    internal LabourContext Context => scope.Resolve<LabourContext>();

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
