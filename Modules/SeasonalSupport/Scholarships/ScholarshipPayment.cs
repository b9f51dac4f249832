using Federation.Kernel;
using Federation.Kernel.Tenancy;
using Federation.SeasonalSupport.Contracts;
using Federation.SeasonalSupport.Records;
using Microsoft.EntityFrameworkCore;

namespace Federation.SeasonalSupport.Scholarships;

/// <summary>Money paid on a grant. The payments of a grant never exceed it; a campaign's payments go one after the other, so the sum cannot race.</summary>
[CountsFor(Sources.Payments, Sources.Budget)]
internal sealed class ScholarshipPayment : CampaignRecord, IOwnOnly, IRecorded<ScholarshipPayment, PaymentInput, PaymentAnswer>
{
    public static string Path => "grants/{grant}/payments";

    public long GrantId { get; private set; }
    public decimal Amount { get; private set; }

    /// <summary>The student's, kept here so that counting the students paid in a month reads one table.</summary>
    public byte[] PersonHash { get; private set; } = [];

    public override Season? OnlyIn => Season.Autumn;
    public override Booking Booking => new(0, Amount);

    public static IQueryable<ScholarshipPayment> At(IQueryable<ScholarshipPayment> payments, RecordPlace place) =>
        payments.Where(p => p.CampaignId == place.Campaign && p.GrantId == place.Grant);

    public void Put(PaymentInput input, Identities identities) => Amount = input.Amount;

    public async Task BindAsync(SeasonalContext context, RecordPlace place, CancellationToken cancellation)
    {
        var grant = await context.Grants.SingleOrDefaultAsync(g => g.Id == place.Grant && g.CampaignId == place.Campaign, cancellation)
            ?? throw new NotFound("grant");
        grant.Pay(this);
    }

    public PaymentAnswer Show(Identities identities) => new(Text.Of(Id), Date, Amount, Version);

    internal void BelongTo(ScholarshipGrant grant) => (GrantId, PersonHash) = (grant.Id, grant.PersonHash);
}

internal sealed record PaymentAnswer(string Id, DateOnly Date, decimal Amount, int Version) : IRecordAnswer;
