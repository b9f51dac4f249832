namespace Federation.Framework.Ledger;

/// <summary>Does parts of the steps that other hosts are at work on.</summary>
public sealed class HelpWithParts(LedgerWorker ledger) : IRecurringWork
{
    public string Name => "Parts";
    public Timetable Due => Timetable.Every(1);

    /// <summary>Looked for as often as for the steps of hosts that died.</summary>
    public bool IsOptional => false;

    public Task RunAsync(CancellationToken cancellation) => ledger.HelpAsync(cancellation);
}
