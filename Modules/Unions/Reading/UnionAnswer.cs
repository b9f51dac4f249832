using Federation.Framework.Tenancy;
using Federation.Unions.Finding;
using Federation.Unions.UnionTree;

namespace Federation.Unions.Reading;

/// <summary>A union as the API shows it.</summary>
internal sealed record UnionAnswer(string Code, string Name, UnionLevel? Level, string Kind, string? Parent, IReadOnlyList<string> Path, bool Active)
{
    public static UnionAnswer Of(UnionInfo union) => new(union.Code, union.Name, union.Level, union.Kind, union.Parent, union.Path, union.Active);

    public static async Task<UnionAnswer> ReadAsync(UnionsContext context, long union, DateOnly on, CancellationToken cancellation) =>
        (await DescribeAsync(context, await context.AtAsync([union], on, cancellation), on, cancellation))[0];

    public static async Task<IReadOnlyList<UnionAnswer>> DescribeAsync(UnionsContext context, IReadOnlyList<UnionVersion> versions, DateOnly on, CancellationToken cancellation)
    {
        var steps = await context.StepsAsync(versions, on, cancellation);
        return
        [
            .. versions.Select(v => new UnionAnswer(
                v.Code, v.Name, v.Level, v.Kind, steps[v.UnionId].LastOrDefault()?.Code, [.. steps[v.UnionId].Select(s => s.Code), v.Code],
                v.State == UnionState.Active && v.HoldsOn(on))),
        ];
    }
}
