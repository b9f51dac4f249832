using Federation.Framework.Search;
using Federation.Kernel;
using Federation.Framework.Security;
using Federation.Kernel.Tenancy;
using Federation.LoveStations.Demonstrations;
using Federation.LoveStations.Inputs;
using Federation.LoveStations.Kit;
using Federation.LoveStations.Lifecycle;

namespace Federation.LoveStations.Sites;

/// <summary>
/// A place where a union serves people: a love station, or one of the other kinds, which share everything but what only stations have (kit, demonstration
/// status, subsidies). What changes on a day is kept with its days, so that any past day can be read.
/// </summary>
internal sealed class ServiceSite : ISubtreeReadable, INamed
{
    private static readonly Dictionary<SiteState, SiteState[]> Next = new()
    {
        [SiteState.Planned] = [SiteState.UnderConstruction, SiteState.InService, SiteState.Closed],
        [SiteState.UnderConstruction] = [SiteState.InService, SiteState.Closed],
        [SiteState.InService] = [SiteState.Suspended, SiteState.Closed],
        [SiteState.Suspended] = [SiteState.InService, SiteState.Closed],
        [SiteState.Closed] = [],
    };

    private readonly List<OpeningHours> hours = [];
    private readonly List<StateSpan> states = [];
    private readonly List<FacilitySpan> facilities = [];
    private readonly List<Demonstration> demonstrations = [];

    public long Id { get; private set; }
    public long UnionId { get; private set; }
    public ServiceKind Kind { get; private set; }
    public string Code { get; private set; } = "";
    public string Name { get; private set; } = "";
    public string Address { get; private set; } = "";
    public decimal? Latitude { get; private set; }
    public decimal? Longitude { get; private set; }
    public BuiltBy BuiltBy { get; private set; }
    public string? Partner { get; private set; }

    [Published("The telephone of the site, as its sign has it.")]
    public string? Phone { get; private set; }

    public bool RoundTheClock { get; private set; }

    /// <summary>Whether it is closed on official holidays, or keeps its hours; null where that is not known.</summary>
    public bool? ClosedOnHolidays { get; private set; }
    public string? Note { get; private set; }

    /// <summary>The last state; the days of all of them are in <see cref="States"/>.</summary>
    public SiteState State { get; private set; }

    /// <summary>Whether it is a demonstration station now.</summary>
    public bool IsDemonstration { get; private set; }

    public int Version { get; private set; }

    public IReadOnlyList<OpeningHours> Hours => hours;
    public IReadOnlyList<StateSpan> States => states;
    public IReadOnlyList<FacilitySpan> Facilities => facilities;
    public IReadOnlyList<Demonstration> Demonstrations => demonstrations;
    long INamed.NamedId => Id;
    string INamed.NameToFind => Name;

    private StateSpan Last => states.MaxBy(s => s.ValidFrom)!;

    public static ServiceSite Enter(long union, SiteInput input, DateOnly today, Ids ids)
    {
        if (input.Since > today) throw new RuleViolation("state-in-future", input.Since);
        var site = new ServiceSite { Id = ids.Next(), UnionId = union, Kind = input.Kind, Code = input.Code, State = input.State };
        site.states.Add(new StateSpan(site, input.State, input.Since, null));
        site.SetTerms(input);
        return site;
    }

    public void Revise(SiteTerms terms) => SetTerms(terms);

    /// <summary>The union that takes it over has another of its code.</summary>
    internal void Recode(string code)
    {
        Code = code;
        Version++;
    }

    /// <summary>Whether it is all as the terms say already.</summary>
    public bool Says(SiteTerms terms)
    {
        var open = (terms.Hours ?? []).Select(h => (h.Weekday, h.OpensAt, h.ClosesAt)).ToHashSet();
        return (Name, Address, Latitude, Longitude, BuiltBy, Partner, Phone, Note)
            == (terms.Name, terms.Address, terms.Place.Latitude, terms.Place.Longitude, terms.BuiltBy, terms.Partner, terms.Phone, terms.Note)
            && (RoundTheClock, ClosedOnHolidays) == (terms.RoundTheClock ?? false, terms.ClosedOnHolidays)
            && open.SetEquals(hours.Select(h => (h.Weekday, h.Opens, h.Closes)));
    }

    /// <summary>What may follow the state that it is in.</summary>
    public static IReadOnlyList<SiteState> After(SiteState state) => Next[state];

    public SiteState? StateOn(DateOnly day) => states.FirstOrDefault(s => s.HoldsOn(day))?.State;

    /// <summary>Whether it served on any day of a month.</summary>
    public bool ServedIn(Period month) => states.Any(s => s.State == SiteState.InService && s.ValidFrom <= month.Last && (s.ValidTo is null || s.ValidTo > month.First));

    /// <param name="recorded">The newest records at it; null where there are none.</param>
    public void Move(StateInput input, DateOnly today, LastRecorded? recorded = null)
    {
        if (input.On > today) throw new RuleViolation("state-in-future", input.On);
        var last = Last;
        if (!Next[last.State].Contains(input.State)) throw new RuleViolation("state-not-next", Code);
        if (input.On <= last.ValidFrom) throw new RuleViolation("state-before-last", last.ValidFrom);
        if (input.State != SiteState.InService && recorded?.ServedAfter(input.On) is true) throw new RuleViolation("served-after", Code, input.On);
        if (input.State == SiteState.Closed && recorded?.Inspected >= input.On) throw new RuleViolation("inspected-after", Code, input.On);
        last.ValidTo = input.On;
        states.Add(new StateSpan(this, input.State, input.On, input.Note));
        State = input.State;
        Version++;
    }

    /// <summary>The last state was entered by mistake: the one before it goes on.</summary>
    /// <returns>The first day on which that makes a difference.</returns>
    public DateOnly TakeBackState()
    {
        if (states.Count < 2) throw new RuleViolation("first-state-stays", Code);
        var last = Last;
        states.Remove(last);
        Last.ValidTo = null;
        State = Last.State;
        Version++;
        return last.ValidFrom;
    }

    /// <summary>What there is from a day on.</summary>
    public void Equip(FacilitiesInput input, DateOnly today)
    {
        if (input.On > today) throw new RuleViolation("facilities-in-future", input.On);
        var changes = facilities.SelectMany(f => new[] { f.ValidFrom, f.ValidTo ?? f.ValidFrom }).DefaultIfEmpty(input.On).Max();
        if (input.On < changes) throw new RuleViolation("facilities-before-last", changes);
        var wanted = (input.Facilities ?? []).Select(f => f.Facility).ToHashSet();
        foreach (var standing in facilities.Where(f => f.ValidTo is null).ToList())
        {
            if (wanted.Remove(standing.Facility)) continue;
            if (standing.ValidFrom == input.On) facilities.Remove(standing);
            else standing.ValidTo = input.On;
        }
        foreach (var facility in wanted)
        {
            if (facilities.FirstOrDefault(f => f.Facility == facility && f.ValidTo == input.On) is { } gone) gone.ValidTo = null;
            else facilities.Add(new FacilitySpan(this, facility, input.On));
        }
        Version++;
    }

    public void Award(DemonstrationInput input, DateOnly today)
    {
        RequireStation();
        if (input.On > today) throw new RuleViolation("demonstration-in-future", input.On);
        if (IsDemonstration) throw new RuleViolation("demonstration-already", Code);
        if (StateOn(input.On) != SiteState.InService) throw new RuleViolation("not-in-service-then", Code, input.On);
        if (demonstrations.Select(d => d.ValidTo).Max() is { } before && input.On < before) throw new RuleViolation("demonstration-before-last", before);
        demonstrations.Add(new Demonstration(this, input));
        IsDemonstration = true;
        Version++;
    }

    public void Withdraw(WithdrawalInput input, DateOnly today)
    {
        if (input.On > today) throw new RuleViolation("demonstration-in-future", input.On);
        if (demonstrations.FirstOrDefault(d => d.ValidTo is null) is not { } standing) throw new RuleViolation("no-demonstration", Code);
        if (input.On <= standing.ValidFrom) throw new RuleViolation("withdrawn-before-granted", standing.ValidFrom);
        standing.Withdraw(input);
        IsDemonstration = false;
        Version++;
    }

    /// <summary>What was entered last of its status was a mistake: a withdrawal, or else the grant.</summary>
    /// <returns>The first day on which that makes a difference.</returns>
    public DateOnly TakeBackDemonstration()
    {
        if (demonstrations.MaxBy(d => d.ValidFrom) is not { } last) throw new RuleViolation("no-demonstration", Code);
        Version++;
        if (last.ValidTo is { } withdrawn)
        {
            last.Restore();
            IsDemonstration = true;
            return withdrawn;
        }
        demonstrations.Remove(last);
        IsDemonstration = false;
        return last.ValidFrom;
    }

    /// <summary>Throws where it cannot be taken out of the books: what has served, or was subsidised, is closed instead.</summary>
    public void CheckRemovable(bool hasRecords)
    {
        if (hasRecords || demonstrations.Count > 0 || states.Any(s => s.State == SiteState.InService)) throw new RuleViolation("site-has-history", Code);
    }

    /// <summary>Throws for the kinds that have neither kit nor demonstration status nor subsidies.</summary>
    public void RequireStation()
    {
        if (Kind != ServiceKind.Station) throw new RuleViolation("only-stations", Code);
    }

    private void SetTerms(SiteTerms terms)
    {
        (Name, Address, Latitude, Longitude, BuiltBy, Partner, Phone, RoundTheClock, Note) =
            (terms.Name, terms.Address, terms.Place.Latitude, terms.Place.Longitude, terms.BuiltBy, terms.Partner, terms.Phone, terms.RoundTheClock ?? false, terms.Note);
        ClosedOnHolidays = terms.ClosedOnHolidays;
        // Lines that stay as they are are left alone: a row that is deleted and made again under its key is one too many for EF.
        var wanted = (terms.Hours ?? []).Select(h => new OpeningHours(this, h)).ToList();
        hours.RemoveAll(h => !wanted.Exists(w => Same(w, h)));
        hours.AddRange(wanted.Where(w => !hours.Exists(h => Same(w, h))).ToList());
        Version++;

        static bool Same(OpeningHours a, OpeningHours b) => (a.Weekday, a.Opens, a.Closes) == (b.Weekday, b.Opens, b.Closes);
    }
}
