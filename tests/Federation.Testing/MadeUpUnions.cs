using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Globalization;
using Federation.Framework.Tenancy;
using Federation.Kernel;

namespace Federation.Testing;

/// <summary>A directory of unions that exist in a test only, for a module that runs without the tree's.</summary>
internal sealed class MadeUpUnions : IUnionDirectory
{
    private readonly ConcurrentDictionary<long, UnionInfo> all = new();
    private long last;

    public UnionInfo Add(UnionLevel level, UnionInfo? parent)
    {
        var id = Interlocked.Increment(ref last);
        var code = string.Create(CultureInfo.InvariantCulture, $"U{id}");
        return all[id] = new UnionInfo(
            id, code, code, level, "union", parent?.Code, [.. parent?.Path ?? [], code],
            (parent is null ? Enumerable.Empty<long>() : parent.Ancestors.Append(parent.Id)).ToFrozenSet(), FrozenSet<long>.Empty, true);
    }

    /// <summary>The union, its parent, and so on to the root.</summary>
    public IEnumerable<UnionInfo> UpFrom(UnionInfo union) => union.Path.Reverse().Select(Of);

    public ValueTask<UnionInfo?> FindAsync(string code, CancellationToken cancellation) => ValueTask.FromResult(all.Values.FirstOrDefault(u => u.Code == code));

    public ValueTask<UnionInfo?> FindAsync(long id, CancellationToken cancellation) => ValueTask.FromResult(all.GetValueOrDefault(id));

    public Task<IReadOnlyDictionary<long, (string Code, string Name)>> NamesAsync(IReadOnlyCollection<long> ids, DateOnly on, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyDictionary<long, (string, string)>>(ids.ToDictionary(id => id, id => (all[id].Code, all[id].Name)));

    private UnionInfo Of(string code) => all.Values.Single(u => u.Code == code);
}
