using Federation.EmploymentFairs.Inputs;
using Federation.EmploymentFairs.Fairs;
using Federation.Framework.Records;
using Federation.Framework.Security;
using Federation.Kernel;
using Federation.Kernel.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace Federation.EmploymentFairs.Records;

/// <summary>Something that is recorded of a fair. The fair says when that may be, and with its day or the fair's last day the month that it counts in.</summary>
internal abstract class FairRecord : IRecord, ICountsInMonth, IHasDays
{
    public long Id { get; private set; }
    public long UnionId { get; private set; }
    public long FairId { get; private set; }
    public int Month { get; private set; }
    public int Version { get; private set; }

    /// <summary>The day on which it happened; null for what belongs to the fair as a whole, which counts in the month of its last day.</summary>
    public virtual DateOnly? On => null;

    /// <summary>The field that says that day.</summary>
    protected virtual string DayField => "date";

    public IEnumerable<RecordDay> Days => On is { } day ? [RecordDay.Happened(DayField, day)] : [];

    /// <summary>Whether it may be recorded before the fair is announced.</summary>
    public virtual bool BeforeAnnounced => false;

    /// <summary>Whether it may happen, and be recorded, after the fair was held.</summary>
    public virtual bool AfterTheFair => false;

    public void PlaceIn(long union, RecordPlace place, Ids ids)
    {
        if (Id == 0) (Id, UnionId, FairId) = (ids.Next(), union, place.Parent);
        Version++;
    }

    /// <summary>Throws where it cannot be so at the fair today.</summary>
    public virtual void CheckAt(Fair fair, DateOnly today)
    {
    }

    /// <summary>Takes back what it has done to other records, before it is changed or removed.</summary>
    public virtual void Release()
    {
    }

    internal void CountAt(Fair fair) => Month = On is { } day ? Period.MonthOf(day).Code : fair.Month;
}

/// <summary>A fair as the parent of its records: it is locked while one is written, and its state and days say whether it takes the record.</summary>
internal static class FairParent
{
    public static RecordParent<FairsContext, TRecord, TInput> Of<TRecord, TInput>() where TRecord : FairRecord where TInput : RecordInput => new("fairs", "fair")
    {
        Under = (records, place) => records.Where(r => r.FairId == place.Parent),
        FindAsync = (context, _, place, cancellation) => context.Fairs.Where(f => f.Id == place.Parent).Select(f => (long?)f.UnionId).SingleOrDefaultAsync(cancellation),
        OpenAsync = async (context, tools, place, cancellation) => new OpenFair(await context.LockAsync(place.Parent, cancellation), tools.Today),
    };

    /// <summary>Refuses a phone number as a search text: the text becomes part of the address, which browsers and logs keep.</summary>
    public static void CheckSearch(RecordFilter filter, InputProblems problems)
    {
        if (filter.Search is { } text && RecordInput.IsPhone(text)) problems.Add("search", "number-in-address");
    }

    private sealed class OpenFair(Fair fair, DateOnly today) : IRecordHost<FairRecord, RecordInput>
    {
        public void Admit(FairRecord record) => fair.Admit(record);

        public void Release(FairRecord record) => record.Release();

        public void Check(FairRecord record, RecordInput input) => record.CheckAt(fair, today);

        public void Accept(FairRecord record, RecordInput input) => fair.Accept(record, today);
    }
}

internal static class FairRecords
{
    /// <summary>Another record of the same fair that an input refers to by its id.</summary>
    public static async Task<T> FindBesideAsync<T>(this FairsContext context, FairRecord record, string field, string id, CancellationToken cancellation) where T : FairRecord =>
        long.TryParse(id, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number)
            && await context.Set<T>().SingleOrDefaultAsync(r => r.Id == number && r.FairId == record.FairId && r.UnionId == record.UnionId, cancellation) is { } found
            ? found : throw new InvalidInput(field, "no-such-record", id);

    /// <summary>Whether a person belongs to a hardship family on a day, as far as any union has marked it.</summary>
    public static async Task<bool> IsOfHardshipAsync(this FairsContext context, byte[]? person, DateOnly day, CancellationToken cancellation) =>
        person is not null && await context.HardshipMarks.AnyAsync(m => m.PersonHash == person && m.From <= day && (m.Until == null || m.Until >= day), cancellation);
}

/// <summary>Seals phone numbers and employers' codes, finds them by keyed hashes, and shows as much of them as may be shown.</summary>
internal static class FairSecrets
{
    private const string Phone = "phone", Employer = "employer";

    public static (SealedText Sealed, byte[] Hash) SealPhone(this Secrets secrets, string phone) =>
        (secrets.Seal(RecordInput.NormalPhone(phone)), secrets.PhoneHash(phone));

    public static byte[] PhoneHash(this Secrets secrets, string phone) => secrets.Hash(Phone, RecordInput.NormalPhone(phone));

    public static byte[] EmployerHash(this Secrets secrets, string code) => secrets.Hash(Employer, code);
}
