namespace Federation.Benchmarks;

/// <summary>The full roll-up where nearly all there is to count are different people.</summary>
internal static class DistinctRollup
{
    public static async Task<IReadOnlyList<Row>> MeasureAsync(Stage stage)
    {
        await using var installation = await Province.RecipientsAsync(stage, stage.Unions);
        return await FullRollup.AgainstHandWrittenAsync(stage, installation, $"the same for distinct, {stage.Unions} unions with 83 recipients each", "≤ 2");
    }
}
