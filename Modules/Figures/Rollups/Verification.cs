using Autofac;
using Federation.Figures.Engine;
using Federation.Framework.Tenancy;
using Federation.Kernel;

namespace Federation.Figures.Rollups;

/// <summary>Drains the marks, measures everything anew in one snapshot and names each stored figure that differs.</summary>
internal sealed class Verification(ILifetimeScope scope)
{
    /// <summary>Clerks go on writing while figures are compared: that many times the marks are drained again before giving up.</summary>
    private const int MostTries = 20;

    public const int MostDifferences = 1_000;

    public async Task<IReadOnlyList<Difference>> OfAsync(IReadOnlyList<long> roots, Period period, CancellationToken cancellation)
    {
        var differences = new List<Difference>();
        List<Period> periods = [.. period.Months(), .. period.Kind == PeriodKind.Month ? Array.Empty<Period>() : [period]];
        foreach (var root in roots)
        {
            for (var attempt = 1; ; attempt++)
            {
                await scope.DrainMarksAsync(cancellation);
                await using var inner = scope.BeginLifetimeScope();
                var found = await inner.Resolve<RollupEngine>().CompareAsync(root, periods, MostDifferences - differences.Count + 1, cancellation);
                if (found is not null)
                {
                    differences.AddRange(found);
                    break;
                }
                if (attempt == MostTries) throw new RuleViolation("verify-too-busy", MostTries);
            }
        }
        return differences;
    }
}
