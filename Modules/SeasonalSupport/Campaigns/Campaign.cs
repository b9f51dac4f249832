using System.Globalization;
using Federation.Framework.Records;
using Federation.Framework.Search;
using Federation.Kernel;
using Federation.Kernel.Tenancy;
using Federation.SeasonalSupport.Inputs;
using Federation.SeasonalSupport.Records;

namespace Federation.SeasonalSupport.Campaigns;

public enum CampaignState { Planned, Running, Closed }

/// <summary>A union's work of one season of one year (活动), with its money, its plan and its dates.</summary>
[CountsFor(Sources.Budget)]
internal sealed class Campaign : ISubtreeReadable, ICountsInMonth, IHasDays, INamed
{
    private readonly List<BudgetLine> budgetLines = [];
    private readonly List<CampaignTarget> plan = [];

    public long Id { get; private set; }
    public long UnionId { get; private set; }
    public Season Season { get; private set; }
    public int Year { get; private set; }
    public string Code { get; private set; } = "";
    public string Name { get; private set; } = "";
    public DateOnly Starts { get; private set; }
    public DateOnly Ends { get; private set; }

    /// <summary>In yuan.</summary>
    public decimal Budget { get; private set; }

    public CampaignState State { get; private set; }
    public DateOnly? StartedOn { get; private set; }
    public DateOnly? ClosedOn { get; private set; }

    /// <summary>The month that the budget counts in: that of the first day.</summary>
    public int Month { get; private set; }

    public int Version { get; private set; }
    public CampaignAccount Account { get; private set; } = null!;
    public IReadOnlyList<BudgetLine> BudgetLines => budgetLines;
    public IReadOnlyList<CampaignTarget> Plan => plan;
    long INamed.NamedId => Id;
    string INamed.NameToFind => Name;

    /// <summary>A round that crosses the new year may begin before its union was founded, or end after it was closed.</summary>
    public IEnumerable<RecordDay> Days => [RecordDay.Planned("starts", Starts, Ends)];

    public static Campaign Propose(long union, string code, CampaignInput input, Ids ids)
    {
        var campaign = new Campaign { Id = ids.Next(), UnionId = union, Season = input.Season, Year = input.Year, Code = code };
        campaign.Account = new CampaignAccount(campaign);
        campaign.SetTerms(input);
        return campaign;
    }

    public void Revise(CampaignTerms terms)
    {
        RefuseIfClosed();
        SetTerms(terms);
    }

    public void Start(DateOnly today)
    {
        if (State != CampaignState.Planned) throw new RuleViolation("campaign-not-planned", Code);
        (State, StartedOn) = (CampaignState.Running, today);
        Version++;
    }

    public void Close(DateOnly today)
    {
        if (State != CampaignState.Running) throw new RuleViolation(State == CampaignState.Closed ? "campaign-closed" : "campaign-not-running", Code);
        (State, ClosedOn) = (CampaignState.Closed, today);
        Version++;
    }

    public void Reopen()
    {
        if (State != CampaignState.Closed) throw new RuleViolation("campaign-not-closed", Code);
        (State, ClosedOn) = (CampaignState.Running, null);
        Version++;
    }

    /// <summary>
    /// What the union goes on with that takes over: the same terms, and of the budget what is not spent, so that the two have no more than the one had. This one is
    /// closed with its records.
    /// </summary>
    public Campaign HandOver(long into, string code, DateOnly on, Ids ids)
    {
        var rest = Math.Max(0, Budget - Account.Spent);
        var next = new Campaign { Id = ids.Next(), UnionId = into, Season = Season, Year = Year, Code = code };
        next.Account = new CampaignAccount(next);
        next.SetTerms(new CampaignTerms
        {
            Name = Name, Starts = Starts, Ends = Ends, Budget = rest, Plan = [.. plan.Select(t => new TargetInput { Indicator = t.Indicator, Value = t.Value })],
        });
        if (State == CampaignState.Running) next.Start(on);
        Budget -= rest;
        if (rest > 0) budgetLines.Clear();
        (State, ClosedOn) = (CampaignState.Closed, on);
        Version++;
        return next;
    }

    public void CheckRemovable(bool hasRecords)
    {
        if (State != CampaignState.Planned) throw new RuleViolation("campaign-not-planned", Code);
        if (hasRecords) throw new RuleViolation("campaign-not-empty", Code);
    }

    /// <summary>Takes a new record in.</summary>
    public void AcceptNew(CampaignRecord record, DateOnly date, Ids ids)
    {
        record.PlaceIn(UnionId, Id, ids);
        Accept(record, date, ids);
    }

    /// <summary>Throws where the campaign does not take a record on its day; else books its money.</summary>
    /// <param name="before">What the record had booked before a change.</param>
    public void Accept(CampaignRecord record, DateOnly date, Ids ids, Booking before = default)
    {
        RefuseIfClosed();
        RefuseOtherSeason(record);
        if (State == CampaignState.Planned && !record.BeforeTheStart) throw new RuleViolation("campaign-not-running", Code);
        if (date < Starts || date > Ends) throw new RuleViolation("outside-campaign", Starts, Ends);
        Account.Book(record.Booking - before);
        record.PlaceUnder(this, date, ids);
    }

    public void Release(CampaignRecord record)
    {
        RefuseIfClosed();
        record.CheckRemovable();
        Account.Book(default(Booking) - record.Booking);
    }

    public void RefuseOtherSeason(CampaignRecord record)
    {
        if (record.OnlyIn is { } season && season != Season) throw new RuleViolation("wrong-season", Code);
    }

    /// <summary>
    /// The month in which a record of a day counts. A round that crosses the new year belongs to its campaign's year: days before it count in its
    /// January, days after it in its December.
    /// </summary>
    public int MonthOf(DateOnly date) => Period.MonthOf(date.Year < Year ? new DateOnly(Year, 1, 1) : date.Year > Year ? new DateOnly(Year, 12, 31) : date).Code;

    /// <summary>Every month in which its records can count.</summary>
    public IEnumerable<int> Months()
    {
        for (int month = MonthOf(Starts), last = MonthOf(Ends); month <= last; month++) yield return month;
    }

    private void SetTerms(CampaignTerms terms)
    {
        if (terms.Starts > terms.Ends) throw new RuleViolation("campaign-dates-reversed");
        var reach = Season == Season.Winter ? 1 : 0;
        if (terms.Starts.Year > Year || terms.Ends.Year < Year || terms.Starts.Year < Year - reach || terms.Ends.Year > Year + reach)
            throw new RuleViolation("campaign-outside-its-year", Year);
        if ((terms.Plan ?? []).FirstOrDefault(t => !SeasonWork.Measures(Season, t.Indicator)) is { } foreign) throw new RuleViolation("target-of-other-season", foreign.Indicator);
        (Name, Starts, Ends, Budget, Month) = (terms.Name, terms.Starts, terms.Ends, terms.Budget, MonthOf(terms.Starts));
        budgetLines.Clear();
        budgetLines.AddRange((terms.BudgetLines ?? []).Select(l => new BudgetLine { CampaignId = Id, UnionId = UnionId, Source = l.Source, Amount = l.Amount }));
        plan.Clear();
        plan.AddRange((terms.Plan ?? []).Select(t => new CampaignTarget { CampaignId = Id, UnionId = UnionId, Indicator = t.Indicator, Value = t.Value }));
        Version++;
    }

    private void RefuseIfClosed()
    {
        if (State == CampaignState.Closed) throw new RuleViolation("campaign-closed", Code);
    }

    public static string DefaultCode(Season season, int year, IReadOnlySet<string> taken)
    {
        var plain = string.Create(CultureInfo.InvariantCulture, $"{year}-{SeasonWork.Word(season)}");
        return !taken.Contains(plain) ? plain : Enumerable.Range(2, taken.Count + 1).Select(n => $"{plain}-{n}").First(code => !taken.Contains(code));
    }
}

/// <summary>
/// What a campaign has raised and spent. A row of its own, which whoever writes under the campaign locks first: two clerks go one after the other, and
/// what is spent stays within what was raised. The campaign's own row and version stay as they are.
/// </summary>
internal sealed class CampaignAccount : ISubtreeReadable
{
    private CampaignAccount()
    {
    }

    public CampaignAccount(Campaign campaign) => (CampaignId, UnionId) = (campaign.Id, campaign.UnionId);

    public long CampaignId { get; private set; }
    public long UnionId { get; private set; }

    /// <summary>Available to spend: raised here or passed on by the parent.</summary>
    public decimal Raised { get; private set; }

    public decimal Spent { get; private set; }

    public void Book(Booking booking)
    {
        var (raised, spent) = (Raised + booking.Raised, Spent + booking.Spent);
        if (spent > raised) throw new RuleViolation("spent-above-raised", raised, spent);
        (Raised, Spent) = (raised, spent);
    }
}

/// <summary>A part of a campaign's budget by where the money is to come from.</summary>
internal sealed class BudgetLine : ISubtreeReadable
{
    public long CampaignId { get; init; }
    public long UnionId { get; init; }
    public MoneySource Source { get; init; }
    public decimal Amount { get; init; }
}

/// <summary>What a campaign means to reach on an indicator.</summary>
internal sealed class CampaignTarget : ISubtreeReadable
{
    public long CampaignId { get; init; }
    public long UnionId { get; init; }
    public required string Indicator { get; init; }
    public decimal Value { get; init; }
}
