using System.Globalization;
using System.Text;
using Autofac;
using Federation.Framework.Databases;
using Federation.Framework.Handlers;
using Federation.Framework.Import;
using Federation.Framework.Marks;
using Federation.Framework.Modules;
using Federation.Framework.Tenancy;
using Federation.Kernel;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Federation.Testing;

/// <summary>A city with a district and a mine below it.</summary>
public sealed record Family(UnionInfo City, UnionInfo District, UnionInfo Mine)
{
    public void Deconstruct(out UnionInfo district, out UnionInfo mine) => (district, mine) = (District, Mine);
}

/// <summary>One module by itself: its handlers and its context on a real database, with made-up unions. Each test founds fresh ones.</summary>
/// <param name="module">The module under test.</param>
/// <param name="usual">The role in which a request is made where a test names none.</param>
public abstract class ModuleFixture(FederationModule module, Role usual = Role.Clerk) : IAsyncLifetime
{
    private readonly MadeUpUnions unions = new();

    public IContainer Container { get; private set; } = null!;

    /// <summary>The clock that the module goes by.</summary>
    protected virtual TimeProvider Time => TimeProvider.System;

    public async Task InitializeAsync() => Container = await SharedDatabase.BuildAsync(Time, [module], builder =>
    {
        builder.RegisterInstance(unions).As<IUnionDirectory>();
        Register(builder);
    });

    public async Task DisposeAsync() => await Container.DisposeAsync();

    public async Task<Family> FoundAsync()
    {
        var city = await FoundAsync(UnionLevel.City, null);
        var district = await FoundAsync(UnionLevel.District, city);
        return new Family(city, district, await FoundAsync(UnionLevel.Grassroots, district));
    }

    public async Task<UnionInfo> FoundMineAsync() => (await FoundAsync()).Mine;

    /// <summary>A union with its place in the tree since 2000.</summary>
    public async Task<UnionInfo> FoundAsync(UnionLevel level, UnionInfo? parent)
    {
        var union = unions.Add(level, parent);
        await using var scope = Container.BeginLifetimeScope();
        var context = scope.Resolve<FrameworkContext>();
        foreach (var (ancestor, depth) in unions.UpFrom(union).Select((a, depth) => (a, depth)))
        {
            context.Add(new TreeClosure
            {
                AncestorId = ancestor.Id, DescendantId = union.Id, Depth = (short)depth, ValidFrom = new DateOnly(2000, 1, 1),
                AncestorLevel = ancestor.Level!.Value, DescendantLevel = level,
            });
        }
        await context.SaveChangesAsync();
        return union;
    }

    /// <summary>A unit of work of somebody with a role at a union, in the name of one.</summary>
    /// <param name="at">The union at which the role is held; the same one where left out.</param>
    public Unit Enter(UnionInfo union, Role? role = null, UnionInfo? at = null)
    {
        var scope = Container.BeginLifetimeScope();
        var caller = scope.Resolve<Caller>();
        caller.SignIn((long)(role ?? usual) + 1, "test", [new Grant((at ?? union).Id, role ?? usual)]);
        caller.Enter(union);
        return new Unit(scope);
    }

    /// <summary>Makes one request in a unit of work of its own.</summary>
    public async Task<TAnswer> AskAsync<TAnswer>(UnionInfo union, IRequest<TAnswer> request, Role? role = null, UnionInfo? at = null)
    {
        await using var unit = Enter(union, role, at);
        return await unit.AskAsync(request);
    }

    public Task<int> ImportAsync(UnionInfo union, string kind, string csv, Encoding? encoding = null) => ImportAsync(union, kind, (encoding ?? Encoding.UTF8).GetBytes(csv));

    /// <param name="table">A CSV or a workbook.</param>
    /// <returns>How many rows it had.</returns>
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

    /// <summary>Reads and deletes the stale marks of a union, as <c>201707 seasonal.inspections</c>.</summary>
    public async Task<IReadOnlyList<string>> TakeMarksAsync(UnionInfo union)
    {
        await using var unit = Enter(union);
        var own = unit.Get<FrameworkContext>().StaleMarks.Where(m => m.UnionId == union.Id);
        var marks = await own.ToListAsync();
        await own.ExecuteDeleteAsync();
        return [.. marks.Select(m => string.Create(CultureInfo.InvariantCulture, $"{m.Period} {m.Source}")).Distinct().Order(StringComparer.Ordinal)];
    }

    /// <summary>What a module's tests register besides.</summary>
    protected virtual void Register(ContainerBuilder builder)
    {
    }
}
