namespace Federation.Architecture.Tests;

/// <summary>Applies a rule to everything it is about. A rule that looked at nothing proves nothing, so an empty selection fails.</summary>
internal static class Holds
{
    public static void For<T>(IReadOnlyCollection<T> things, Func<T, IEnumerable<string>> rule)
    {
        Assert.NotEmpty(things);
        var broken = things.SelectMany(rule).Distinct().Order(StringComparer.Ordinal).ToList();
        Assert.True(broken.Count == 0, $"{broken.Count} broken:{Environment.NewLine}{string.Join(Environment.NewLine, broken)}");
    }
}
