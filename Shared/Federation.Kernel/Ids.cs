namespace Federation.Kernel;

/// <summary>
/// Makes time-ordered bigint ids: 40 bits of milliseconds since 2020 (until 2054), 16 bits of the host's number, 7 bits of sequence.
/// </summary>
/// <remarks>
/// Hosts draw their number from one database sequence, so two hosts at once never share it. When 128 ids of a millisecond are used up, the
/// generator runs ahead of the clock instead of waiting; a clock that steps back does not repeat an id.
/// </remarks>
public sealed class Ids(TimeProvider time, int host)
{
    private static readonly long Epoch = new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();
    private readonly long hostBits = (long)(host & 0xFFFF) << 7;
    private long last; // milliseconds << 7 | sequence

    public long Next()
    {
        while (true)
        {
            var seen = Volatile.Read(ref last);
            var now = (time.GetUtcNow().ToUnixTimeMilliseconds() - Epoch) << 7;
            var next = now > seen ? now : seen + 1;
            if (Interlocked.CompareExchange(ref last, next, seen) != seen) continue;
            return ((next >> 7) << 23) | hostBits | (next & 0x7F);
        }
    }
}
