using System.Threading.Channels;

namespace Federation.Framework.Databases;

/// <summary>
/// Tells this host's workers that there may be work: after a commit that left stale marks, after a run was queued. Only a hint; other hosts and
/// lost hints are covered by the schedule.
/// </summary>
public sealed class Wake
{
    private readonly Channel<bool> channel = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public void Signal() => channel.Writer.TryWrite(true);

    /// <summary>Waits for the next signal; signals given meanwhile are one.</summary>
    public async Task WaitAsync(CancellationToken cancellation) => await channel.Reader.ReadAsync(cancellation);
}
