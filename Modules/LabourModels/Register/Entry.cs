using Federation.Framework.Security;
using Federation.Framework.Tenancy;
using Federation.Kernel;
using Federation.Kernel.Checks;
using Federation.Kernel.Tenancy;

namespace Federation.LabourModels.Register;

/// <summary>A record that a union keeps in one of the module's registers. What belongs to a month is told by the kinds that count.</summary>
internal abstract class Entry : IOwnedByUnion
{
    public long Id { get; private set; }
    public long UnionId { get; private set; }

    /// <summary>What it is a part of: the studio of a patent, the file of a benefit, the selection of a quota; 0 for what stands by itself.</summary>
    public long HolderId { get; private set; }

    public int Version { get; private set; }

    /// <summary>The days on which figures count it that count a state at a day; null for what is counted otherwise or not at all.</summary>
    public virtual Days? Counted => null;

    /// <summary>The figure sources that count it on those days.</summary>
    public virtual ValueTask<IReadOnlyList<string>> SourcesAsync(LabourContext context, CancellationToken cancellation) => ValueTask.FromResult<IReadOnlyList<string>>([]);

    internal void KeepIn(long union, long holder, Ids ids)
    {
        if (Id == 0) (Id, UnionId, HolderId) = (ids.Next(), union, holder);
        Version++;
    }
}

/// <summary>From where a kind of record is read.</summary>
internal enum Seen
{
    /// <summary>By its own union alone: personal data.</summary>
    Itself,

    /// <summary>By its union and those above.</summary>
    FromAbove,

    /// <summary>By its union and those below: what a level lays down for all under it.</summary>
    FromBelow,
}

/// <summary>What the one story of recording, changing, listing and showing needs to know of a kind of record.</summary>
internal interface IEntry<TSelf, in TInput, out TAnswer> where TSelf : Entry, IEntry<TSelf, TInput, TAnswer>
{
    /// <summary>Its place in addresses.</summary>
    static abstract string Path { get; }

    static abstract Seen Seen { get; }

    /// <summary>Where it is a part of something: that thing's place in addresses.</summary>
    static virtual string? HolderPath => null;

    /// <summary>Whether the union has such a holder, where there is one.</summary>
    static virtual Task<bool> HasHolderAsync(LabourContext context, UnionInfo union, long holder, CancellationToken cancellation) => Task.FromResult(true);

    static abstract IQueryable<TSelf> Filter(IQueryable<TSelf> entries, EntryFilter filter);

    /// <summary>Takes over what was given, new or changed.</summary>
    void Put(TInput input, EntryTools tools);

    /// <summary>Finds what it refers to, and checks it against that and against its rules.</summary>
    Task BindAsync(TInput input, LabourContext context, EntryTools tools, CancellationToken cancellation) => Task.CompletedTask;

    /// <summary>Throws where a rule keeps it from being removed.</summary>
    Task CheckRemovableAsync(LabourContext context, CancellationToken cancellation) => Task.CompletedTask;

    TAnswer Show(EntryTools tools, string union);
}

/// <summary>An answer that a record is shown as.</summary>
internal interface IEntryAnswer
{
    string Id { get; }

    /// <summary>Code of the union that keeps it.</summary>
    string Union { get; }

    /// <summary>To be sent in <c>If-Match</c> with a change.</summary>
    int Version { get; }
}

/// <summary>What a record needs to be put and shown: sealed identity numbers, unions by code, today.</summary>
internal sealed class EntryTools(Secrets secrets, Caller caller, IUnionDirectory unions, TimeProvider time)
{
    /// <summary>One purpose for everybody in every module, so that the same person is the same hash wherever they are counted.</summary>
    private const string Purpose = "person";

    public UnionInfo Union => caller.Union!;
    public IUnionDirectory Unions => unions;
    public DateOnly Today => time.Today();

    /// <summary>What has not happened yet is not entered as done.</summary>
    public void RefuseAhead(string field, DateOnly? day)
    {
        if (day > Today) throw new InvalidInput(field, "date-ahead-of-today", day.Value);
    }

    public (byte[] Encrypted, byte[] Hash) Seal(string number)
    {
        var normal = IdentityNumber.Normalised(number);
        return (secrets.Encrypt(normal), secrets.Hash(Purpose, normal));
    }

    public byte[] HashOf(string number) => secrets.Hash(Purpose, IdentityNumber.Normalised(number));

    public string? Mask(byte[]? encrypted) => encrypted is null ? null : IdentityNumber.Masked(secrets.Decrypt(encrypted));
}
