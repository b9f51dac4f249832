using System.Threading.Channels;

namespace Federation.Framework.Databases;

/// <summary>
/// Tells this host's workers that there may be work: after a commit that left stale marks, after a run was queued. Only a hint: lost ones are covered by the
/// schedule. A process without workers, such as the command line, passes its signals on to the hosts (<see cref="Dialect.ListenAsync"/>).
/// </summary>
public sealed class WorkSignal
{
    private readonly Channel<bool> channel = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public void Set() => channel.Writer.TryWrite(true);

    /// <summary>Takes a signal that is there: false where none is.</summary>
    public bool TryTake() => channel.Reader.TryRead(out _);

    /// <summary>Waits for the next signal. Several signals before the wait count as one.</summary>
    public async Task WaitAsync(CancellationToken cancellation) => await channel.Reader.ReadAsync(cancellation);
}
