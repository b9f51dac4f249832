using System.Globalization;
using System.Text;

namespace Federation.Testing;

/// <summary>
/// How much of what needs repetition to prove a run repeats: <c>./test</c> a share that its printed seed chooses, <c>./test --long</c> everything.
/// </summary>
public static class Repetition
{
    /// <summary>Whether everything is repeated.</summary>
    public static bool IsLong { get; } = Environment.GetEnvironmentVariable("FEDERATION_TEST_LONG") == "true";

    /// <summary>What chooses the share. <c>./test</c> takes it from the commit, so that a commit is tested alike everywhere and the next one differs.</summary>
    public static int Seed { get; } = int.TryParse(Environment.GetEnvironmentVariable("FEDERATION_TEST_SEED"), CultureInfo.InvariantCulture, out var seed) ? seed : 1;

    public static int Times(int share, int all) => IsLong ? all : share;

    /// <summary>Random numbers that are the run's own and the same at each run with its seed.</summary>
    /// <param name="of">What is repeated, so that two of them draw differently.</param>
    public static Random Random(string of) => new(Encoding.UTF8.GetBytes(of).Aggregate(Seed, (hash, part) => unchecked(hash * 31 + part)));

    /// <summary>That many of them in their order, chosen by the seed; all in a long run.</summary>
    public static IReadOnlyList<T> Share<T>(IReadOnlyList<T> all, int share, string of)
    {
        if (IsLong || share >= all.Count) return all;
        var places = Enumerable.Range(0, all.Count).ToArray();
        Random(of).Shuffle(places);
        return [.. places.Take(share).Order().Select(p => all[p])];
    }

    /// <summary>Numbers from 1 for the seeds of a property: that many of them.</summary>
    public static IReadOnlyList<int> Seeds(int share, int all, string of) => Share([.. Enumerable.Range(1, all)], share, of);
}
