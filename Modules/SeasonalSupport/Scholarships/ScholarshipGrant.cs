using Federation.Framework.Claims;
using Federation.Framework.Records;
using Federation.Framework.Security;
using Federation.Kernel;
using Federation.Kernel.Tenancy;
using Federation.SeasonalSupport.Campaigns;
using Federation.SeasonalSupport.Inputs;
using Federation.SeasonalSupport.Records;
using Microsoft.EntityFrameworkCore;

namespace Federation.SeasonalSupport.Scholarships;

/// <summary>A student's application of a year and what was granted on it (金秋助学); its day is that of the application.</summary>
[CountsFor(Sources.Applications)]
internal sealed class ScholarshipGrant : CampaignRecord, IOwnOnly, IRecord<SeasonalContext, ScholarshipGrantInput, ScholarshipGrantAnswer>
{
    internal static readonly RecordKind<SeasonalContext, ScholarshipGrant, ScholarshipGrantInput, ScholarshipGrantAnswer> Definition = new("grants")
    {
        Parent = CampaignParent.Of<ScholarshipGrant, ScholarshipGrantInput>(),
        FilterFields = [],
        HasPages = false,
    };

    /// <summary>A student has one grant of a campaign year, whichever union grants it; it may be paid in several parts.</summary>
    public static readonly ClaimRule OnceAYear = new("scholarship-year", "granted-elsewhere-this-year");

    private readonly List<ScholarshipPayment> payments = [];

    public string Student { get; private set; } = "";
    public byte[] IdentityEncrypted { get; private set; } = [];
    public byte[] PersonHash { get; private set; } = [];
    public string School { get; private set; } = "";
    public SchoolStage Stage { get; private set; }
    public SealedText? Household { get; private set; }

    /// <summary>In yuan: asked for until it is approved, then granted.</summary>
    public decimal Amount { get; private set; }

    public GrantState State { get; private set; }
    public IReadOnlyList<ScholarshipPayment> Payments => payments;

    public override Season? OnlyIn => Season.Autumn;

    public decimal Paid => payments.Sum(p => p.Amount);

    public void Apply(ScholarshipGrantInput input, RecordTools tools)
    {
        (Student, School, Stage, Amount, State) = (input.Student, input.School, input.Stage, input.Amount, input.State ?? GrantState.Applied);
        tools.TakePersonal(this, input);
        if (input.IdentityNumber is { } number) (IdentityEncrypted, PersonHash) = tools.Identity.Seal(number);
        else if (IdentityEncrypted.Length == 0) throw new InvalidInput("identityNumber", "required");
        foreach (var payment in payments) payment.BelongTo(this);
        CheckPaid();
    }

    public async Task ResolveAsync(ScholarshipGrantInput input, SeasonalContext context, RecordTools tools, CancellationToken cancellation)
    {
        long year = await context.Campaigns.Where(c => c.Id == CampaignId).Select(c => c.Year).SingleAsync(cancellation);
        var (id, hash) = (Id, PersonHash);
        if (State == GrantState.Approved)
        {
            var others = context.Claims.AsNoTracking().Where(c => c.Rule == OnceAYear.Code && c.Within == year && c.Hash == hash && c.HolderId != id);
            if (await others.FirstOrDefaultAsync(cancellation) is { } other) throw await RefusalAsync(other, context, tools, cancellation);
        }
        await context.ClaimAsync(OnceAYear, Id, State == GrantState.Approved ? PersonHash : null, cancellation, year);
    }

    public Task CheckRemovableAsync(SeasonalContext context, CancellationToken cancellation) => context.ClaimAsync(OnceAYear, Id, null, cancellation);

    /// <summary>What an approved grant holds in its campaign's year.</summary>
    public Claim? ClaimOf(Campaign campaign) => State == GrantState.Approved ? OnceAYear.CreateClaim(Id, PersonHash, campaign.Year) : null;

    /// <summary>Says who has a grant of the year already: of this union on which day; of another one only that it is so.</summary>
    /// <param name="held">The claim of the other grant.</param>
    public async Task<RuleViolation> RefusalAsync(Claim held, SeasonalContext context, RecordTools tools, CancellationToken cancellation)
    {
        var (student, holder) = ($"{Student} {tools.Identity.Mask(IdentityEncrypted)}", held.HolderId);
        var own = await context.Grants.AsNoTracking().Where(g => g.Id == holder && g.UnionId == context.TenantId).Select(g => (DateOnly?)g.Date).SingleOrDefaultAsync(cancellation);
        return own is { } day ? new RuleViolation("granted-here-this-year", student, held.Within, day) : new RuleViolation(OnceAYear.Refusal, student, held.Within);
    }

    /// <summary>Takes a new or changed payment in.</summary>
    public void Pay(ScholarshipPayment payment)
    {
        if (!payments.Contains(payment)) payments.Add(payment);
        payment.BelongTo(this);
        CheckPaid();
    }

    public override void CheckRemovable()
    {
        if (payments.Count > 0) throw new RuleViolation("grant-has-payments");
    }

    public ScholarshipGrantAnswer ToAnswer(RecordTools tools, string union) =>
        new(Text.Of(Id), Date, Student, tools.Identity.Mask(IdentityEncrypted), School, Stage, RecordTools.Mask(Household), Amount, State, Paid, Version);

    private void CheckPaid()
    {
        if (payments.Count > 0 && State != GrantState.Approved) throw new RuleViolation("grant-not-approved");
        if (Paid > Amount) throw new RuleViolation("paid-above-granted", Paid, Amount);
    }
}

/// <param name="Household">Whether something is noted, not what.</param>
internal sealed record ScholarshipGrantAnswer(
    string Id, DateOnly Date, string Student, string IdentityNumber, string School, SchoolStage Stage, string? Household, decimal Amount, GrantState State,
    decimal Paid, int Version) : IRecordAnswer;
