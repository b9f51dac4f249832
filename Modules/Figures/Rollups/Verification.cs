using Autofac;
using Federation.Figures.Engine;
using Federation.Framework.Tenancy;
using Federation.Kernel;

namespace Federation.Figures.Rollups;

/// <summary>Drains the marks, measures everything in one snapshot and reports each stored figure that differs.</summary>
internal sealed class Verification(ILifetimeScope scope)
{
    /// <summary>Clerks may write during the comparison. The marks are drained again this many times before it gives up.</summary>
    private const int MaxAttempts = 20;

    public const int MaxDifferences = 1_000;

    public async Task<IReadOnlyList<Difference>> VerifyAsync(IReadOnlyList<long> roots, Period period, CancellationToken cancellation)
    {
        var differences = new List<Difference>();
        List<Period> periods = [.. period.Months(), .. period.Kind == PeriodKind.Month ? Array.Empty<Period>() : [period]];
        foreach (var root in roots)
        {
            for (var attempt = 1; ; attempt++)
            {
                await scope.DrainMarksAsync(cancellation);
                await using var inner = scope.BeginLifetimeScope();
                var found = await inner.Resolve<RollupEngine>().CompareAsync(root, periods, MaxDifferences - differences.Count + 1, cancellation);
                if (found is not null)
                {
                    differences.AddRange(found);
                    break;
                }
                if (attempt == MaxAttempts) throw new RuleViolation("verify-too-busy", MaxAttempts);
            }
        }
        return differences;
    }
}
