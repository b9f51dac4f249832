namespace Federation.Framework.Ledger;

/// <summary>Does parts of the steps that other hosts are at work on.</summary>
public sealed class PartWorker(LedgerWorker ledger) : IRecurringWork
{
    public string Name => "Parts";
    public JobSchedule Schedule => JobSchedule.Every(1);

    /// <summary>Runs as often as the search for steps of dead hosts.</summary>
    public bool IsOptional => false;

    public Task RunAsync(CancellationToken cancellation) => ledger.RunPartsOfOthersAsync(cancellation);
}
