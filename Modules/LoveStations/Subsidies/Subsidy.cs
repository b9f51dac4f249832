using Federation.Framework.Records;
using Federation.Kernel;
using Federation.Kernel.Tenancy;
using Federation.LoveStations.Inputs;
using Federation.LoveStations.Sites;

namespace Federation.LoveStations.Subsidies;

public enum SubsidyState { Granted, PartPaid, Paid, Withdrawn }

/// <summary>Money for building a station (建设补助), from the grant to the last payment. It belongs to the union that pays it, and counts there alone.</summary>
internal sealed class Subsidy : ISubtreeReadable, IHasDays
{
    private readonly List<SubsidyPayment> payments = [];

    public long Id { get; private set; }
    public long UnionId { get; private set; }
    public long SiteId { get; private set; }
    public DateOnly GrantedOn { get; private set; }
    public decimal Amount { get; private set; }
    public decimal Paid { get; private set; }
    public string? Document { get; private set; }
    public SubsidyState State { get; private set; }
    public int Version { get; private set; }
    public IReadOnlyList<SubsidyPayment> Payments => payments;

    public IEnumerable<RecordDay> Days => [RecordDay.Happened("grantedOn", GrantedOn)];

    public static Subsidy Grant(long payer, ServiceSite site, SubsidyInput input, DateOnly today, Ids ids)
    {
        site.RequireStation();
        if (site.State == SiteState.Closed) throw new RuleViolation("station-closed", site.Code);
        var subsidy = new Subsidy { Id = ids.Next(), UnionId = payer, SiteId = site.Id };
        subsidy.SetTerms(input, today);
        return subsidy;
    }

    public void Revise(SubsidyInput input, DateOnly today)
    {
        RefuseIfWithdrawn();
        if (input.Amount < Paid) throw new RuleViolation("less-than-paid", Paid);
        if (payments.Exists(p => p.Date < input.GrantedOn)) throw new RuleViolation("paid-before-granted", input.GrantedOn);
        SetTerms(input, today);
    }

    public SubsidyPayment Pay(SubsidyPaymentInput input, DateOnly today, Ids ids)
    {
        RefuseIfWithdrawn();
        if (input.Date > today) throw new RuleViolation("record-in-future", input.Date);
        if (input.Date < GrantedOn) throw new RuleViolation("paid-before-granted", GrantedOn);
        if (Paid + input.Amount > Amount) throw new RuleViolation("more-than-granted", Amount - Paid);
        if (payments.Exists(p => p.IsOf(input.Date, input.Payee))) throw new RuleViolation("paid-already", input.Payee, input.Date);
        var payment = new SubsidyPayment(this, input, ids);
        payments.Add(payment);
        Count(input.Amount);
        return payment;
    }

    /// <summary>A payment was entered with the wrong amount.</summary>
    public void Correct(SubsidyPayment payment, decimal amount)
    {
        RefuseIfWithdrawn();
        if (Paid - payment.Amount + amount > Amount) throw new RuleViolation("more-than-granted", Amount - Paid + payment.Amount);
        Count(amount - payment.Amount);
        payment.Correct(amount);
    }

    /// <summary>A payment was entered by mistake.</summary>
    public void TakeBack(long payment)
    {
        var made = payments.Find(p => p.Id == payment) ?? throw new NotFound("payment");
        payments.Remove(made);
        Count(-made.Amount);
    }

    /// <summary>It will not be paid.</summary>
    public void Withdraw()
    {
        RefuseIfWithdrawn();
        if (Paid > 0) throw new RuleViolation("subsidy-paid", Paid);
        State = SubsidyState.Withdrawn;
        Version++;
    }

    private void RefuseIfWithdrawn()
    {
        if (State == SubsidyState.Withdrawn) throw new RuleViolation("subsidy-withdrawn");
    }

    private void SetTerms(SubsidyInput input, DateOnly today)
    {
        if (input.GrantedOn > today) throw new RuleViolation("record-in-future", input.GrantedOn);
        (GrantedOn, Amount, Document) = (input.GrantedOn, input.Amount, input.Document);
        Count(0);
    }

    private void Count(decimal paid)
    {
        Paid += paid;
        State = Paid == 0 ? SubsidyState.Granted : Paid < Amount ? SubsidyState.PartPaid : SubsidyState.Paid;
        Version++;
    }
}

[CountsFor(Sources.Payments)]
internal sealed class SubsidyPayment : ISubtreeReadable, ICountsInMonth, IHasDays
{
    private SubsidyPayment()
    {
    }

    internal SubsidyPayment(Subsidy subsidy, SubsidyPaymentInput input, Ids ids) =>
        (Id, UnionId, SubsidyId, Date, Month, Amount, Payee) = (ids.Next(), subsidy.UnionId, subsidy.Id, input.Date, Period.MonthOf(input.Date).Code, input.Amount, input.Payee);

    public long Id { get; private set; }
    public long UnionId { get; private set; }
    public long SubsidyId { get; private set; }
    public DateOnly Date { get; private set; }
    public int Month { get; private set; }
    public decimal Amount { get; private set; }
    public string Payee { get; private set; } = "";

    public IEnumerable<RecordDay> Days => [RecordDay.Happened("date", Date)];

    /// <summary>A payee is paid once a day: by that a table finds the payment again.</summary>
    public bool IsOf(DateOnly date, string payee) => Date == date && Payee == payee;

    internal void Correct(decimal amount) => Amount = amount;
}
