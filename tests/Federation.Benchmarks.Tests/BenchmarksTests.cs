using System.Globalization;
using Xunit;

namespace Federation.Benchmarks.Tests;

/// <summary>The benchmarks' own cluster, with a province of a few unions.</summary>
public sealed class TinyStage : IAsyncLifetime
{
    internal Stage Stage { get; private set; } = null!;

    public async Task InitializeAsync() => Stage = await Stage.OpenAsync(Scale.Tiny, 1, null);

    public async Task DisposeAsync() => await Stage.DisposeAsync();
}

/// <summary>
/// Every benchmark runs to its end at a scale that takes seconds, so that none rots unseen. What it measures there says nothing; that both sides come to the same
/// figures, each benchmark checks itself.
/// </summary>
public sealed class BenchmarksTests(TinyStage tiny) : IClassFixture<TinyStage>
{
    public static TheoryData<string> Names => [.. Runner.Benchmarks.Select(b => b.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task It_runs_and_fills_its_rows(string name)
    {
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        var rows = await Runner.Benchmarks.Single(b => b.Name == name).Measure(tiny.Stage);
        Assert.NotEmpty(rows);
        Assert.All(rows, r => Assert.True(r is { What.Length: > 0, Measured.Length: > 0 }, r.ToString()));
    }

    [Theory]
    [InlineData("0.99", "≤ 1.0", "met")]
    [InlineData("1.01", "≤ 1.0", "**missed**")]
    [InlineData("0.70", "≥ 0.70", "met")]
    [InlineData("0.69", "≥ 0.70", "**missed**")]
    [InlineData("1.02", "flat", "")]
    public void A_row_says_whether_its_target_is_met(string ratio, string target, string verdict) => Assert.Equal(verdict, new Row("a row", "1 s", "1 s", ratio, "", target).Verdict);
}
