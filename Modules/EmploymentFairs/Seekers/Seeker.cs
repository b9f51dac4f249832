using Federation.EmploymentFairs.Inputs;
using Federation.EmploymentFairs.Records;
using Federation.Framework.Records;
using Federation.Framework.Security;
using Federation.Kernel;
using Federation.Kernel.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace Federation.EmploymentFairs.Seekers;

/// <summary>
/// Somebody who looks for work at a fair, registered once by phone number; a visitor on the day of arrival. Whether the family is in hardship is told by a mark
/// that goes by the keyed hash of the identity number: no file is opened.
/// </summary>
[CountsFor(Sources.Visitors)]
internal sealed class Seeker : FairRecord, IOwnOnly, IRecord<FairsContext, SeekerInput, SeekerAnswer>
{
    internal static readonly RecordKind<FairsContext, Seeker, SeekerInput, SeekerAnswer> Definition = new("seekers")
    {
        Parent = FairParent.Of<Seeker, SeekerInput>(),
        FilterFields = ["search", "due"],
        CheckFilter = FairParent.CheckSearch,
        FilterWith = (seekers, filter, _, tools) =>
        {
            if (filter.Search is not { } text) return seekers;
            var phone = tools.Secrets.PhoneHash(text);
            return seekers.Where(s => s.Name.Contains(text) || s.PhoneHash == phone);
        },
        HasPages = false,
    };

    public string Name { get; private set; } = "";
    public SealedText Phone { get; private set; } = null!;
    public byte[] PhoneHash { get; private set; } = [];
    public byte[]? IdentityEncrypted { get; private set; }
    public byte[]? PersonHash { get; private set; }
    public Trade? Trade { get; private set; }
    public string? Division { get; private set; }
    public decimal? Wage { get; private set; }
    public Channel Channel { get; private set; }
    public DateOnly RegisteredOn { get; private set; }
    public DateOnly? ArrivedOn { get; private set; }
    public bool Hardship { get; private set; }

    public override DateOnly? On => ArrivedOn;

    protected override string DayField => "arrivedOn";

    public static Seeker Online(DateOnly today) => new() { Channel = Channel.Online, RegisteredOn = today };

    public void Apply(SeekerInput input, RecordTools tools)
    {
        (Name, Trade, Division, Wage, ArrivedOn) = (input.Name, input.Trade, input.Division, input.Wage, input.ArrivedOn);
        // A change shows the numbers masked and so cannot send them back: left out, they stay.
        if (input.Phone is { } phone) (Phone, PhoneHash) = tools.Secrets.SealPhone(phone);
        else if (PhoneHash.Length == 0) throw new InvalidInput("phone", "required");
        if (input.IdentityNumber is { } number) (IdentityEncrypted, PersonHash) = tools.Identity.Seal(number);
        if (IdentityEncrypted is { } person) tools.CheckAge("identityNumber", tools.Identity.BirthDate(person), ArrivedOn ?? tools.Today, works: true);
    }

    /// <summary>Whether an input says nothing new of somebody who is found by the phone number.</summary>
    /// <param name="person">Hash of the identity number that is given; null where none is.</param>
    public bool Says(SeekerInput input, byte[]? person) =>
        (Name, Trade, Division, Wage, ArrivedOn) == (input.Name, input.Trade, input.Division, input.Wage, input.ArrivedOn) && (person is null || (PersonHash is { } known && known.AsSpan().SequenceEqual(person)));

    /// <summary>What the union notes with the registration.</summary>
    /// <param name="hardship">Whether a mark says so of the person on the day of <see cref="Noted"/>.</param>
    public void Note(DateOnly today, bool hardship)
    {
        if (RegisteredOn == default) RegisteredOn = today;
        Hardship = hardship;
    }

    /// <summary>The day that the family's hardship is asked for: that of the arrival, or as long as nobody has come, today.</summary>
    public DateOnly Noted(DateOnly today) => ArrivedOn ?? today;

    public async Task ResolveAsync(SeekerInput input, FairsContext context, RecordTools tools, CancellationToken cancellation)
    {
        if (await context.Seekers.AnyAsync(s => s.FairId == FairId && s.Id != Id && s.PhoneHash == PhoneHash, cancellation)) throw new RuleViolation("phone-registered-already");
        Note(tools.Today, await context.IsOfHardshipAsync(PersonHash, Noted(tools.Today), cancellation));
    }

    public async Task CheckRemovableAsync(FairsContext context, CancellationToken cancellation)
    {
        if (await context.Applications.AnyAsync(a => a.SeekerId == Id, cancellation) || await context.Offers.AnyAsync(o => o.SeekerId == Id, cancellation) || await context.Placements.AnyAsync(p => p.SeekerId == Id, cancellation))
            throw new RuleViolation("seeker-in-use");
    }

    public SeekerAnswer ToAnswer(RecordTools tools, string union) => new(
        Text.Of(Id), Name, tools.Secrets.MaskPhone(Phone), IdentityEncrypted is { } sealed_ ? tools.Identity.Mask(sealed_) : null, Trade, Division, Wage, ArrivedOn, RegisteredOn, Channel, Hardship, Version);
}

/// <param name="Phone">Masked, as the identity number is.</param>
/// <param name="Hardship">Whether some union has marked the person as of a hardship family.</param>
internal sealed record SeekerAnswer(
    string Id, string Name, string Phone, string? IdentityNumber, Trade? Trade, string? Division, decimal? Wage, DateOnly? ArrivedOn, DateOnly RegisteredOn, Channel Channel, bool Hardship, int Version) : IRecordAnswer;
