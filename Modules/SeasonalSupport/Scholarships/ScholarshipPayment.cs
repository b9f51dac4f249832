using Federation.Framework.Records;
using Federation.Kernel;
using Federation.Kernel.Tenancy;
using Federation.SeasonalSupport.Inputs;
using Federation.SeasonalSupport.Records;
using Microsoft.EntityFrameworkCore;

namespace Federation.SeasonalSupport.Scholarships;

/// <summary>Money paid on a grant. The payments of a grant never exceed it; a campaign's payments go one after the other, so the sum cannot race.</summary>
[CountsFor(Sources.Payments, Sources.Budget)]
internal sealed class ScholarshipPayment : CampaignRecord, IOwnOnly, IRecord<SeasonalContext, PaymentInput, PaymentAnswer>
{
    internal static readonly RecordKind<SeasonalContext, ScholarshipPayment, PaymentInput, PaymentAnswer> Definition = new("payments")
    {
        Parent = CampaignParent.OfGrant(),
        FilterFields = [],
        HasPages = false,
    };

    public long GrantId { get; private set; }
    public decimal Amount { get; private set; }

    /// <summary>The student's, kept here so that counting the students paid in a month reads one table.</summary>
    public byte[] PersonHash { get; private set; } = [];

    public override Season? OnlyIn => Season.Autumn;
    public override Booking Booking => new(0, Amount);

    public void Apply(PaymentInput input, RecordTools tools) => Amount = input.Amount;

    public async Task ResolveAsync(PaymentInput input, SeasonalContext context, RecordTools tools, CancellationToken cancellation)
    {
        var grant = await context.Grants.SingleOrDefaultAsync(g => g.Id == GrantId && g.CampaignId == CampaignId, cancellation)
            ?? throw new NotFound("grant");
        grant.Pay(this);
    }

    public PaymentAnswer ToAnswer(RecordTools tools, string union) => new(Text.Of(Id), Date, Amount, Version);

    protected override void StandUnder(RecordPlace place) => (CampaignId, GrantId) = (place.Outer, place.Parent);

    internal void BelongTo(ScholarshipGrant grant) => (GrantId, PersonHash) = (grant.Id, grant.PersonHash);
}

internal sealed record PaymentAnswer(string Id, DateOnly Date, decimal Amount, int Version) : IRecordAnswer;
