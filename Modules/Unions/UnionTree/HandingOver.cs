using System.Collections.Frozen;
using Federation.Framework.Records;
using Federation.Framework.Tenancy;
using Federation.Framework.Web;
using Federation.Kernel;

namespace Federation.Unions.UnionTree;

/// <summary>What stands at a union that ends goes to the one that takes over; nothing is left over (docs/adr/0015).</summary>
internal sealed class HandingOver(Lazy<IEnumerable<IStandingRecords>> modules, Caller caller, Texts texts, TimeProvider time)
{
    /// <summary>What stands at a union on a day.</summary>
    public async Task<IReadOnlyList<Standing>> DescribeAsync(UnionInfo from, UnionInfo? into, DateOnly on, CancellationToken cancellation)
    {
        var before = caller.Union;
        var (handOver, all) = (new HandOver(caller, from, into, on), new List<Standing>());
        handOver.EnterFrom();
        foreach (var module in modules.Value) all.AddRange(await module.DescribeAsync(handOver, cancellation));
        if (before is not null) caller.Enter(before);
        return all.FindAll(s => s.Count > 0);
    }

    /// <summary>Hands all of it over; refused while something is left over.</summary>
    public async Task RunAsync(Union from, Union? into, DateOnly on, CancellationToken cancellation)
    {
        var (ending, successor, before) = (InfoOf(from), into is null ? null : InfoOf(into), caller.Union);
        var standing = await DescribeAsync(ending, successor, on, cancellation);
        if (standing.Count == 0) return;
        if (successor is null) throw new RuleViolation("union-has-standing", ending.Name, Say(standing));
        if (standing.Where(s => s.IsLeft).ToList() is { Count: > 0 } left) throw new RuleViolation("union-left-over", ending.Name, Say(left));
        if (on > time.Today()) throw new RuleViolation("union-handed-over-ahead", on, Say(standing));
        var handOver = new HandOver(caller, ending, successor, on);
        foreach (var module in modules.Value)
        {
            handOver.EnterFrom();
            await module.HandOverAsync(handOver, cancellation);
        }
        if (before is not null) caller.Enter(before);
        else caller.Leave();
    }

    private string Say(IReadOnlyList<Standing> standing) => string.Join(texts["list-separator"], standing.Select(s => $"{texts[s.Kind]} {Text.Of(s.Count)}"));

    private static UnionInfo InfoOf(Union union)
    {
        var latest = union.Latest;
        return new UnionInfo(
            union.Id, latest.Code, latest.Name, latest.Level, latest.Kind, null, [latest.Code], FrozenSet<long>.Empty, FrozenSet<long>.Empty, true);
    }
}
