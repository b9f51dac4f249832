using Federation.Framework.Tenancy;

namespace Federation.Framework.Demo;

/// <summary>The demo data of a module. It is written after the tree and in the order of the modules.</summary>
public interface IDemoSeed
{
    /// <summary>
    /// Writes in the session's open transaction, by the same rules as one by one; the caller has entered one of the unions afterwards. The same demo gives the
    /// same
    /// records everywhere.
    /// </summary>
    Task SeedAsync(DemoData demo, CancellationToken cancellation);
}

/// <summary>What a module makes its demo data from.</summary>
/// <param name="Unions">Every union that was founded.</param>
/// <param name="Usual">The unions of the usual demo, whatever the size. The published work is theirs: spread over sixty thousand it would be as many campaigns
/// of a few yuan.</param>
/// <param name="Published">By their number in <c>seeds/published-figures.csv</c>.</param>
/// <param name="Records">How many records to make up beside the published work, to try the system at a size.</param>
/// <param name="Random">The same number gives the same data.</param>
/// <param name="Today">The day of the seed.</param>
public sealed record DemoData(
    IReadOnlyList<DemoUnion> Unions, IReadOnlyList<DemoUnion> Usual, IReadOnlyDictionary<string, PublishedFigure> Published, int Records, int Random,
    DateOnly Today);

/// <summary>A union of the demo. It is not committed yet, so the directory does not know it.</summary>
public sealed record DemoUnion(UnionInfo Info, DateOnly FoundedOn)
{
    public string Code => Info.Code;
    public string Name => Info.Name;
    public UnionLevel? Level => Info.Level;
    public string? Parent => Info.Parent;
}
