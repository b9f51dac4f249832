using Federation.EmploymentFairs.Fairs;
using Federation.Framework.Security;
using Federation.Kernel;
using Federation.Kernel.Checks;
using Federation.Kernel.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace Federation.EmploymentFairs.Records;

/// <summary>Something that is recorded of a fair. The fair says when that may be, and with its day or the fair's last day the month that it counts in.</summary>
internal abstract class FairRecord : ICountsInMonth
{
    public long Id { get; private set; }
    public long UnionId { get; private set; }
    public long FairId { get; private set; }
    public int Month { get; private set; }
    public int Version { get; private set; }

    /// <summary>The day on which it happened; null for what belongs to the fair as a whole, which counts in the month of its last day.</summary>
    public virtual DateOnly? On => null;

    /// <summary>Whether it may be recorded before the fair is announced.</summary>
    public virtual bool BeforeAnnounced => false;

    /// <summary>Whether it may happen, and be recorded, after the fair was held.</summary>
    public virtual bool AfterTheFair => false;

    /// <summary>Takes back what it has done to other records, before it is changed or removed.</summary>
    public virtual void Release()
    {
    }

    /// <summary>Throws where something else rests on it.</summary>
    public virtual Task CheckRemovableAsync(FairsContext context, CancellationToken cancellation) => Task.CompletedTask;

    internal void PlaceUnder(Fair fair, Ids ids)
    {
        if (Id == 0) (Id, UnionId, FairId) = (ids.Next(), fair.UnionId, fair.Id);
        Month = On is { } day ? Period.MonthOf(day).Code : fair.Month;
        Version++;
    }
}

/// <summary>What a record finds when it is written: its fair, which is locked, and the day.</summary>
internal sealed record Recording(FairsContext Context, Fair Fair, DateOnly Today)
{
    /// <summary>A record of the same fair that an input refers to by its id.</summary>
    public async Task<T> FindAsync<T>(string field, string id, CancellationToken cancellation) where T : FairRecord =>
        long.TryParse(id, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number)
            && await Context.Set<T>().SingleOrDefaultAsync(r => r.Id == number && r.FairId == Fair.Id && r.UnionId == Fair.UnionId, cancellation) is { } found
            ? found : throw new InvalidInput(field, "no-such-record", id);

    /// <summary>Whether a person belongs to a hardship family on a day, as far as any union has marked it.</summary>
    public async Task<bool> IsOfHardshipAsync(byte[]? person, DateOnly day, CancellationToken cancellation) =>
        person is not null && await Context.HardshipMarks.AnyAsync(m => m.PersonHash == person && m.From <= day && (m.Until == null || m.Until >= day), cancellation);
}

/// <summary>What the one story of recording, changing, showing and listing needs to know of a kind of record.</summary>
internal interface IRecorded<TSelf, in TInput, out TAnswer> where TSelf : FairRecord, IRecorded<TSelf, TInput, TAnswer>
{
    /// <summary>Its place in addresses, below the fair's.</summary>
    static abstract string Path { get; }

    /// <summary>Those that a search finds.</summary>
    static abstract IQueryable<TSelf> Search(IQueryable<TSelf> records, string text, Identities identities);

    /// <summary>Those with which something is to be done now; all of a kind of which nothing is.</summary>
    static virtual IQueryable<TSelf> Due(IQueryable<TSelf> records, FairsContext context, DateOnly today) => records;

    /// <summary>Takes over what was given, new or changed.</summary>
    void Put(TInput input, Identities identities);

    /// <summary>Finds what the record refers to, and checks it against that.</summary>
    Task BindAsync(TInput input, Recording at, CancellationToken cancellation);

    TAnswer Show(Identities identities);
}

/// <summary>An answer that a record is shown as.</summary>
internal interface IRecordAnswer
{
    string Id { get; }

    /// <summary>To be sent in <c>If-Match</c> with a change.</summary>
    int Version { get; }
}

/// <summary>Seals numbers that identify persons, finds them by keyed hashes, and shows as much of them as may be shown.</summary>
internal sealed class Identities(Secrets secrets)
{
    /// <summary>The purpose that every module hashes identity numbers for, so that the same person is the same hash wherever they are counted or marked.</summary>
    private const string Person = "person";

    private const string Phone = "phone", Employer = "employer";

    public (byte[] Encrypted, byte[] Hash) SealIdentity(string number)
    {
        var normal = IdentityNumber.Normalised(number);
        return (secrets.Encrypt(normal), secrets.Hash(Person, normal));
    }

    public byte[] PersonHash(string number) => secrets.Hash(Person, IdentityNumber.Normalised(number));

    public string MaskIdentity(byte[] encrypted) => IdentityNumber.Masked(secrets.Decrypt(encrypted));

    public (byte[] Encrypted, byte[] Hash) SealPhone(string phone)
    {
        var normal = Contracts.RecordInput.NormalPhone(phone);
        return (secrets.Encrypt(normal), secrets.Hash(Phone, normal));
    }

    public byte[] PhoneHash(string phone) => secrets.Hash(Phone, Contracts.RecordInput.NormalPhone(phone));

    public string OpenPhone(byte[] encrypted) => secrets.Decrypt(encrypted);

    public string MaskPhone(byte[] encrypted) => OpenPhone(encrypted) is var phone ? string.Concat(phone.AsSpan(0, 3), "****", phone.AsSpan(7)) : "";

    public byte[] EmployerHash(string code) => secrets.Hash(Employer, code);
}
