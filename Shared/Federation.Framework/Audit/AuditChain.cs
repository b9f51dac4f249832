using System.Globalization;
using System.Text;
using Federation.Framework.Databases;
using Federation.Framework.Ledger;
using Federation.Framework.Security;
using Microsoft.EntityFrameworkCore;

namespace Federation.Framework.Audit;

/// <summary>What is wrong with the log at one place.</summary>
/// <param name="Kind"><c>changed</c>, <c>removed</c>, <c>inserted</c> or <c>gap</c>.</param>
/// <param name="Entry">The entry's id; the missing number of the chain for a gap.</param>
public sealed record BrokenLink(string Kind, long Entry);

/// <summary>The result of a check of the whole chain.</summary>
/// <param name="Head">The last seal. Noted elsewhere, it proves later that the end was not cut off.</param>
public sealed record ChainReport(long Length, string Head, IReadOnlyList<BrokenLink> Broken);

/// <summary>
/// Chains the log by hash. Writers of entries never wait for each other: a single sealer seals committed entries afterwards, in the order in which it finds
/// them. An entry that was committed late is sealed late.
/// </summary>
public sealed class AuditChain(DatabaseSession session, FrameworkContext context, Secrets secrets)
{
    private const string LockName = "federation audit seals";
    private const int BatchSize = 1_000;
    private const int MaxBroken = 100;

    /// <summary>
    /// The most by which an entry may be older than one that was sealed before it. No transaction runs that long; an older entry was inserted by hand.
    /// </summary>
    private static readonly TimeSpan LatestCommit = TimeSpan.FromDays(1);

    /// <summary>Ids begin with their millisecond (<see cref="Kernel.Ids"/>).</summary>
    private const int BitsBelowMilliseconds = 23;

    private static readonly long Allowed = (long)LatestCommit.TotalMilliseconds << BitsBelowMilliseconds;

    private static readonly byte[] Nothing = new byte[32];

    /// <summary>Seals what is committed and not sealed yet.</summary>
    /// <param name="all">Look through the whole log, not only what is younger than a day before the newest seal.</param>
    /// <returns>How many were sealed.</returns>
    public Task<int> SealAsync(bool all, CancellationToken cancellation) => session.WithExclusiveLockAsync(LockName, async () =>
    {
        var last = await context.AuditSeals.AsNoTracking().OrderByDescending(s => s.Sequence).FirstOrDefaultAsync(cancellation);
        var (sequence, hash, sealedNow) = (last?.Sequence ?? 0, last?.Hash ?? Nothing, 0);
        var from = all || last is null ? 0 : last.EntryId - Allowed;
        while (true)
        {
            var waiting = await context.AuditEntries.AsNoTracking().Where(e => e.Id > from && !context.AuditSeals.Any(s => s.EntryId == e.Id))
                .OrderBy(e => e.Id).Take(BatchSize).ToListAsync(cancellation);
            foreach (var entry in waiting)
            {
                hash = secrets.Seal(hash, Canonical(++sequence, entry));
                context.AuditSeals.Add(new AuditSeal { Sequence = sequence, EntryId = entry.Id, Hash = hash });
            }
            await context.SaveChangesAsync(cancellation);
            context.ChangeTracker.Clear();
            sealedNow += waiting.Count;
            if (waiting.Count < BatchSize) return sealedNow;
            from = waiting[^1].Id;
        }
    }, cancellation);

    /// <summary>Checks the whole chain. After a break it continues from the stored value, so that each break is reported once.</summary>
    public async Task<ChainReport> CheckAsync(CancellationToken cancellation)
    {
        await SealAsync(all: true, cancellation);
        var broken = new List<BrokenLink>();
        var (hash, expected, newest) = (Nothing, 1L, 0L);
        var links =
            from s in context.AuditSeals.AsNoTracking()
            join e in context.AuditEntries.AsNoTracking() on s.EntryId equals e.Id into found
            from e in found.DefaultIfEmpty()
            orderby s.Sequence
            select new { s.Sequence, s.EntryId, s.Hash, Entry = e };
        await foreach (var link in links.AsAsyncEnumerable().WithCancellation(cancellation))
        {
            if (link.Sequence != expected) Break("gap", expected);
            else if (link.Entry is null) Break("removed", link.EntryId);
            else if (!secrets.Seal(hash, Canonical(link.Sequence, link.Entry)).AsSpan().SequenceEqual(link.Hash)) Break("changed", link.EntryId);
            else if (link.EntryId < newest - Allowed) Break("inserted", link.EntryId);
            (hash, expected, newest) = (link.Hash, link.Sequence + 1, Math.Max(newest, link.EntryId));
        }
        return new ChainReport(expected - 1, Convert.ToHexString(hash), broken);

        void Break(string kind, long entry)
        {
            if (broken.Count < MaxBroken) broken.Add(new BrokenLink(kind, entry));
        }
    }

    /// <summary>The text that a seal is computed over. Only the last part can hold a line break, so two different entries never give the same text.</summary>
    private static byte[] Canonical(long sequence, AuditEntry entry) => Encoding.UTF8.GetBytes(string.Create(
        CultureInfo.InvariantCulture, $"{sequence}\n{entry.Id}\n{entry.At.UtcTicks}\n{entry.PersonId}\n{entry.UnionId}\n{entry.Action}\n{entry.Subject}"));
}

/// <summary>Seals the log every minute. The first time in a process it looks through all of it.</summary>
internal sealed class AuditSealer(Autofac.ILifetimeScope root) : IRecurringWork
{
    private bool isVerified;

    public string Name => "AuditSeals";
    public JobSchedule Schedule => JobSchedule.Every(1);

    /// <summary>An entry that is not sealed could be removed without a trace.</summary>
    public bool IsOptional => false;

    public async Task RunAsync(CancellationToken cancellation)
    {
        await using var scope = root.BeginLifetimeScope();
        await Autofac.ResolutionExtensions.Resolve<AuditChain>(scope).SealAsync(!isVerified, cancellation);
        isVerified = true;
    }
}
