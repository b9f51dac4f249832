using Autofac;

namespace Federation.Figures.Engine;

/// <summary>Works off stale marks for every caller: a host that was woken, a run of the ledger, <c>verify</c>, a verb that prints figures.</summary>
internal static class MarkDrain
{
    /// <summary>Marks that one transaction works off.</summary>
    private const int BatchSize = 4_000;

    /// <summary>Works off all marks that are there now, each batch in a transaction of its own. A failure is kept where readers of the figures see it, and thrown on.</summary>
    /// <param name="progress">Told after each batch how many there were.</param>
    public static async Task DrainMarksAsync(this ILifetimeScope root, CancellationToken cancellation, Func<int, Task>? progress = null)
    {
        for (var (batch, applied) = (1, BatchSize); applied == BatchSize; batch++)
        {
            await using var scope = root.BeginLifetimeScope();
            try
            {
                applied = await scope.Resolve<RollupEngine>().ApplyMarksAsync(BatchSize, cancellation);
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                await using var after = root.BeginLifetimeScope();
                await after.Resolve<RollupEngine>().RecordErrorAsync(error, cancellation);
                throw;
            }
            if (applied > 0 && progress is not null) await progress(batch);
        }
    }
}
