using Federation.Host.Tests.Hosts;
using Federation.Host.Tests.Start;
using Xunit.Abstractions;

namespace Federation.Host.Tests;

/// <summary>What takes minutes by itself, one process killed after the other, begins at once; the rest of the project runs beside it and not before it.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    public const string Name = "Federation.Host.Tests.LongestFirst";

    public IEnumerable<ITestCollection> OrderTestCollections(IEnumerable<ITestCollection> testCollections) => testCollections.OrderByDescending(c => Long.Any(name => c.DisplayName.Contains(name, StringComparison.Ordinal)));

    private static readonly string[] Long = [nameof(TwoHostsTests), nameof(KilledTests), nameof(FreshCloneTests)];
}
