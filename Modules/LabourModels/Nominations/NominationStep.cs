using System.Text;
using Federation.Framework.Security;
using Federation.Kernel.Tenancy;
using Federation.LabourModels.Contracts;

namespace Federation.LabourModels.Nominations;

/// <summary>
/// One line of a nomination's history. Lines are only ever added: the context refuses to save a changed one, the database refuses to change one, and each
/// is sealed over the one before with the key that lies outside the database, so that whoever gets past both is found out.
/// </summary>
internal sealed class NominationStep : ISubtreeReadable
{
    public long NominationId { get; init; }
    public int Number { get; init; }
    public long UnionId { get; init; }
    public DateTimeOffset At { get; init; }

    /// <summary>The union in whose name it was done.</summary>
    public long ActingUnionId { get; init; }

    /// <summary>Null for the system itself.</summary>
    public long? PersonId { get; init; }

    public StepKind Kind { get; init; }

    /// <summary>What was said or decided: a reason, a paper, dates; never an identity number.</summary>
    public required string Words { get; init; }

    public byte[] Seal { get; init; } = [];

    public static NominationStep After(NominationStep? before, long nomination, long union, DateTimeOffset at, long acting, long? person, StepKind kind, string words, Secrets secrets)
    {
        // Databases keep microseconds: what is sealed must be what is read again.
        var moment = new DateTimeOffset(at.Ticks - (at.Ticks % TimeSpan.TicksPerMicrosecond), TimeSpan.Zero);
        var number = (before?.Number ?? 0) + 1;
        return new NominationStep
        {
            NominationId = nomination, Number = number, UnionId = union, At = moment, ActingUnionId = acting, PersonId = person, Kind = kind, Words = words,
            Seal = SealOf(before, nomination, number, union, moment, acting, person, kind, words, secrets),
        };
    }

    /// <summary>Whether it says what it said when it was sealed, after that one.</summary>
    public bool Follows(NominationStep? before, Secrets secrets) =>
        Number == (before?.Number ?? 0) + 1 && Seal.AsSpan().SequenceEqual(SealOf(before, NominationId, Number, UnionId, At, ActingUnionId, PersonId, Kind, Words, secrets));

    private static byte[] SealOf(NominationStep? before, long nomination, int number, long union, DateTimeOffset at, long acting, long? person, StepKind kind, string words, Secrets secrets) =>
        secrets.Seal(before?.Seal ?? [], Encoding.UTF8.GetBytes(FormattableString.Invariant($"nomination\n{nomination}\n{number}\n{union}\n{at.UtcTicks}\n{acting}\n{person}\n{(int)kind}\n{words}")));
}
