using Autofac;
using Federation.Figures.Rollups;
using Federation.Framework.Tenancy;
using Federation.Kernel;

namespace Federation.Benchmarks;

/// <summary>Comparing a year's stored figures with measuring anew, against rolling the year up into emptied tables.</summary>
internal static class VerifyYear
{
    public static async Task<IReadOnlyList<Row>> MeasureAsync(Stage stage)
    {
        await using var installation = await Province.YearAsync(stage, stage.Unions);
        var (verified, rolled) = (new List<Took>(), new List<Took>());
        for (var time = 0; time < stage.Times; time++)
        {
            await FullRollup.EmptyAsync(stage, installation);
            await using var container = installation.Build();
            rolled.Add(await stage.TimeAsync(() => FullRollup.RollUpAsync(container)));
            verified.Add(await stage.TimeAsync(async () =>
            {
                await using var scope = container.BeginLifetimeScope();
                var root = await scope.Resolve<IUnionDirectory>().FindAsync(Province.Code, CancellationToken.None);
                var differences = await scope.Resolve<Verification>().VerifyAsync([root!.Id], Period.Year(Province.Year), CancellationToken.None);
                if (differences.Count > 0) throw new InvalidOperationException($"{differences.Count} figures differ, the first is {differences[0]}.");
            }));
            stage.Say($"verify {verified[^1]} ({verified[^1].Cpu:0} s CPU) against {rolled[^1]} ({rolled[^1].Cpu:0} s CPU)");
        }
        var (median, baseline) = (Took.Median(verified), Took.Median(rolled));
        return [new Row("`verify` of a year against a full roll-up", $"{median}", $"{baseline}", median / baseline, median.WorkOver(baseline), "≤ 1.5")];
    }
}
