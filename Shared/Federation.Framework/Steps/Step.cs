using System.Text;
using Federation.Framework.Security;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Federation.Framework.Steps;

/// <summary>
/// One line of the history of a case that goes from level to level: a nomination, a report, a hardship file. Lines are only added: the context refuses to
/// save a changed one, the database refuses to change one, and each is sealed over the one before with a key that lies outside the database, so that
/// whoever gets past both is found out.
/// </summary>
/// <typeparam name="TKind">What can be done to such a case. Its values are part of the seals: the number of a kind never changes.</typeparam>
public abstract class Step<TKind> : IOnlyGrows where TKind : struct, Enum
{
    /// <summary>1 for the first line of a case.</summary>
    public int Number { get; private set; }

    /// <summary>The union whose case it is.</summary>
    public long UnionId { get; init; }

    /// <summary>In microseconds, as the databases keep it: what is sealed must be what is read again.</summary>
    public DateTimeOffset At { get; init => field = new DateTimeOffset(value.Ticks - (value.Ticks % TimeSpan.TicksPerMicrosecond), value.Offset); }

    /// <summary>The union in whose name it was done.</summary>
    public long ActingUnionId { get; init; }

    /// <summary>Null for the system itself.</summary>
    public long? PersonId { get; init; }

    public TKind Kind { get; init; }

    /// <summary>What was said or decided: a reason, a paper, dates; never an identity number.</summary>
    public required string Words { get; init; }

    public byte[] Seal { get; private set; } = [];

    /// <summary>Which case it is of, the same in all its lines and in no other case: <c>nomination\n17</c>. Part of the seals.</summary>
    protected abstract string Case { get; }

    /// <summary>Numbers and seals a new line.</summary>
    /// <param name="before">The last line of the case so far; null for the first.</param>
    public void SealAfter(Step<TKind>? before, Secrets secrets)
    {
        Number = (before?.Number ?? 0) + 1;
        Seal = SealOver(before, secrets);
    }

    /// <summary>Whether it says what it said when it was sealed, after that line.</summary>
    public bool Follows(Step<TKind>? before, Secrets secrets) => Number == (before?.Number ?? 0) + 1 && Seal.AsSpan().SequenceEqual(SealOver(before, secrets));

    private byte[] SealOver(Step<TKind>? before, Secrets secrets)
    {
        var kind = Convert.ToInt32(Kind, System.Globalization.CultureInfo.InvariantCulture);
        var line = FormattableString.Invariant($"{Case}\n{Number}\n{UnionId}\n{At.UtcTicks}\n{ActingUnionId}\n{PersonId}\n{kind}\n{Words}");
        return secrets.Seal(before?.Seal ?? [], Encoding.UTF8.GetBytes(line));
    }
}

/// <summary>The lines of a case together.</summary>
public static class StepHistory
{
    private const int SealBytes = 32;
    private const int LongestWords = 4_000;

    /// <summary>Whether every line says what it said when it was written, and none is missing.</summary>
    /// <param name="steps">The lines of one case, in order.</param>
    /// <param name="count">How many there must be, so that the end cannot be cut off unseen.</param>
    public static bool AreUnbroken<TKind>(IReadOnlyList<Step<TKind>> steps, int count, Secrets secrets) where TKind : struct, Enum
    {
        if (steps.Count != count) return false;
        for (var i = 0; i < steps.Count; i++)
            if (!steps[i].Follows(i == 0 ? null : steps[i - 1], secrets)) return false;
        return true;
    }

    /// <summary>Maps a table of steps. The key is the case's id and the number; the migration adds the trigger that refuses changes.</summary>
    public static void Map<T, TKind>(EntityTypeBuilder<T> e, string table, string schema) where T : Step<TKind> where TKind : struct, Enum
    {
        e.ToTable(table, schema, t => t.HasTrigger($"{table}_only_grow"));
        e.Property(s => s.Number).ValueGeneratedNever();
        e.Property(s => s.Words).HasMaxLength(LongestWords);
        e.Property(s => s.Seal).HasMaxLength(SealBytes).IsFixedLength();
    }
}
