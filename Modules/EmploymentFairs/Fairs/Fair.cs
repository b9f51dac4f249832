using Federation.EmploymentFairs.Inputs;
using Federation.EmploymentFairs.Records;
using Federation.Framework.Records;
using Federation.Framework.Search;
using Federation.Kernel;
using Federation.Kernel.Tenancy;

namespace Federation.EmploymentFairs.Fairs;

/// <summary>Planned: only its union knows of it. Announced: anyone may read it and register. Held: over and reported. Cancelled: it will not be.</summary>
public enum FairState { Planned, Announced, Held, Cancelled }

/// <summary>An employment fair (招聘会), with its host, which holds it, and the unions that hold it together with the host.</summary>
/// <remarks>It counts once it is reported as held, in the month of its last day, whatever the number of its hosts.</remarks>
[CountsFor(Sources.Fairs)]
internal sealed class Fair : ISubtreeReadable, ICountsInMonth, IHasDays, INamed
{
    /// <summary>A year online; more is a slip of the finger in one of the days.</summary>
    private const int MaxDays = 366;

    private readonly List<CoHosting> coHosts = [];

    public long Id { get; private set; }
    public long UnionId { get; private set; }
    public string Title { get; private set; } = "";
    public FairMode Mode { get; private set; }
    public DateOnly Starts { get; private set; }
    public DateOnly Ends { get; private set; }
    public string? Venue { get; private set; }
    public string? Link { get; private set; }
    public string? Division { get; private set; }
    public string? Note { get; private set; }
    public FairState State { get; private set; }
    public DateOnly? AnnouncedOn { get; private set; }
    public DateOnly? ClosedOn { get; private set; }
    public string? CancelReason { get; private set; }
    public int Month { get; private set; }
    public int Version { get; private set; }
    public IReadOnlyList<CoHosting> CoHosts => coHosts;
    long INamed.NamedId => Id;
    string INamed.NameToFind => Title;

    public IEnumerable<RecordDay> Days => [RecordDay.Planned("starts", Starts, Starts), RecordDay.Planned("ends", Ends, Ends)];

    public static Fair Plan(long union, FairInput input, IReadOnlyList<long> coHosts, Ids ids)
    {
        var fair = new Fair { Id = ids.Next(), UnionId = union };
        fair.Set(input, coHosts, ids);
        return fair;
    }

    public void Revise(FairInput input, IReadOnlyList<long> coHosts, Ids ids)
    {
        RefuseIfOver();
        Set(input, coHosts, ids);
    }

    /// <summary>A fair of the past as well: so it is written down afterwards.</summary>
    public void Announce(DateOnly today)
    {
        if (State != FairState.Planned) throw new RuleViolation("fair-not-planned", Title);
        Begin(today);
    }

    /// <summary>The fair is over, and is reported as held.</summary>
    /// <param name="present">How many employers came.</param>
    public void Close(DateOnly today, int present)
    {
        if (State != FairState.Announced) throw new RuleViolation(State == FairState.Planned ? "fair-not-announced" : State == FairState.Held ? "fair-held" : "fair-cancelled", Title);
        if (today < Ends) throw new RuleViolation("fair-not-over", Ends);
        if (present == 0) throw new RuleViolation("no-employer-present", Title);
        (State, ClosedOn) = (FairState.Held, today);
        TellCoHosts();
        Version++;
    }

    /// <summary>A fair that was reported is opened again, to put something right.</summary>
    public void Reopen()
    {
        if (State != FairState.Held) throw new RuleViolation("fair-not-held", Title);
        (State, ClosedOn) = (FairState.Announced, null);
        TellCoHosts();
        Version++;
    }

    /// <param name="attended">Whether an employer or a visitor has come: then it took place.</param>
    public void Cancel(string reason, bool attended)
    {
        RefuseIfOver();
        if (attended) throw new RuleViolation("fair-attended", Title);
        (State, CancelReason) = (FairState.Cancelled, reason);
        TellCoHosts();
        Version++;
    }

    public void CheckRemovable(bool hasRecords)
    {
        if (State != FairState.Planned) throw new RuleViolation("fair-not-planned", Title);
        if (hasRecords) throw new RuleViolation("fair-not-empty", Title);
    }

    /// <summary>Takes a new record in, or a changed one.</summary>
    public void AcceptNew(FairRecord record, DateOnly today, Ids ids)
    {
        record.PlaceIn(UnionId, Id, ids);
        Accept(record, today);
    }

    /// <summary>Throws where the fair does not take a record on its day; else the record counts at the fair.</summary>
    public void Accept(FairRecord record, DateOnly today)
    {
        Admit(record);
        if (record.On is { } day)
        {
            if (day > today) throw new RuleViolation("date-ahead", day);
            if (day < Starts || (!record.AfterTheFair && day > Ends)) throw new RuleViolation("outside-fair", Starts, Ends);
        }
        record.CountAt(this);
    }

    /// <summary>Throws where the fair's state lets no such record be made, changed or taken back.</summary>
    public void Admit(FairRecord record)
    {
        if (State == FairState.Cancelled) throw new RuleViolation("fair-cancelled", Title);
        if (State == FairState.Held && !record.AfterTheFair) throw new RuleViolation("fair-held", Title);
        if (State == FairState.Planned && !record.BeforeAnnounced) throw new RuleViolation("fair-not-announced", Title);
    }

    /// <summary>Whether an input says nothing new of it.</summary>
    /// <param name="unions">Ids of the co-hosts.</param>
    public bool Says(FairInput input, IReadOnlyList<long> unions) =>
        (Title, Mode, Starts, Ends, Venue, Link, Division, Note) == (input.Title, input.Mode, input.Starts, input.Ends, input.Venue, input.Link, input.Division, input.Note) && coHosts.Select(c => c.UnionId).ToHashSet().SetEquals(unions);

    /// <summary>As it was written down after it was held: for seeds.</summary>
    internal void Begin(DateOnly announced)
    {
        (State, AnnouncedOn) = (FairState.Announced, announced);
        TellCoHosts();
        Version++;
    }

    private void Set(FairInput input, IReadOnlyList<long> unions, Ids ids)
    {
        if (input.Starts > input.Ends) throw new RuleViolation("fair-dates-reversed");
        if (input.Ends.DayNumber - input.Starts.DayNumber >= MaxDays) throw new RuleViolation("fair-too-long", MaxDays);
        if (unions.Contains(UnionId)) throw new RuleViolation("host-is-co-host");
        (Title, Mode, Starts, Ends, Venue, Link, Division, Note) = (input.Title, input.Mode, input.Starts, input.Ends, input.Venue, input.Link, input.Division, input.Note);
        Month = Period.MonthOf(Ends).Code;
        coHosts.RemoveAll(c => !unions.Contains(c.UnionId));
        coHosts.AddRange(unions.Where(u => coHosts.TrueForAll(c => c.UnionId != u)).Select(u => new CoHosting(this, u, ids)).ToList());
        TellCoHosts();
        Version++;
    }

    private void TellCoHosts()
    {
        foreach (var coHost in coHosts) coHost.Follow(this);
    }

    private void RefuseIfOver()
    {
        if (State is FairState.Held or FairState.Cancelled) throw new RuleViolation(State == FairState.Held ? "fair-held" : "fair-cancelled", Title);
    }
}

/// <summary>
/// That a union holds a fair together with its host. It counts at the co-host and is written by the host: so it is no union's own, and whoever reads it asks for
/// those of one union.
/// </summary>
[CountsFor(Sources.CoHosts)]
internal sealed class CoHosting : IShared, ICountsInMonth
{
    private CoHosting()
    {
    }

    public CoHosting(Fair fair, long union, Ids ids) => (Id, FairId, UnionId, HostId) = (ids.Next(), fair.Id, union, fair.UnionId);

    public long Id { get; private set; }
    public long FairId { get; private set; }

    /// <summary>The co-host.</summary>
    public long UnionId { get; private set; }

    public long HostId { get; private set; }
    public string Title { get; private set; } = "";
    public DateOnly Starts { get; private set; }
    public DateOnly Ends { get; private set; }
    public FairState State { get; private set; }
    public int Month { get; private set; }

    /// <summary>Another union goes on with the fair.</summary>
    internal void GoTo(long host) => HostId = host;

    /// <summary>Another union holds it together with the host.</summary>
    internal void PassTo(long union) => UnionId = union;

    internal void Follow(Fair fair) => (Title, Starts, Ends, State, Month) = (fair.Title, fair.Starts, fair.Ends, fair.State, fair.Month);
}
