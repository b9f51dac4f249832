using Federation.EmploymentFairs.Contracts;
using Federation.EmploymentFairs.Records;
using Federation.Kernel;
using Federation.Kernel.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace Federation.EmploymentFairs.Seekers;

/// <summary>
/// Somebody who looks for work at a fair, registered once by phone number; a visitor on the day of arrival. Whether the family is in hardship is told by a mark
/// that goes by the keyed hash of the identity number: no file is opened.
/// </summary>
[CountsFor(Sources.Visitors)]
internal sealed class Seeker : FairRecord, IOwnOnly, IRecorded<Seeker, SeekerInput, SeekerAnswer>
{
    public static string Path => "seekers";

    public string Name { get; private set; } = "";
    public byte[] PhoneEncrypted { get; private set; } = [];
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

    public static IQueryable<Seeker> Search(IQueryable<Seeker> records, string text, Identities identities)
    {
        var phone = identities.PhoneHash(text);
        return records.Where(s => s.Name.Contains(text) || s.PhoneHash == phone);
    }

    public static Seeker Online(DateOnly today) => new() { Channel = Channel.Online, RegisteredOn = today };

    public void Put(SeekerInput input, Identities identities)
    {
        (Name, Trade, Division, Wage, ArrivedOn) = (input.Name, input.Trade, input.Division, input.Wage, input.ArrivedOn);
        // A change shows the numbers masked and so cannot send them back: left out, they stay.
        if (input.Phone is { } phone) (PhoneEncrypted, PhoneHash) = identities.SealPhone(phone);
        else if (PhoneHash.Length == 0) throw new InvalidInput("phone", "required");
        if (input.IdentityNumber is { } number) (IdentityEncrypted, PersonHash) = identities.SealIdentity(number);
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

    public async Task BindAsync(SeekerInput input, Recording at, CancellationToken cancellation)
    {
        if (await at.Context.Seekers.AnyAsync(s => s.FairId == at.Fair.Id && s.Id != Id && s.PhoneHash == PhoneHash, cancellation)) throw new RuleViolation("phone-registered-already");
        Note(at.Today, await at.IsOfHardshipAsync(PersonHash, Noted(at.Today), cancellation));
    }

    public override async Task CheckRemovableAsync(FairsContext context, CancellationToken cancellation)
    {
        if (await context.Applications.AnyAsync(a => a.SeekerId == Id, cancellation) || await context.Offers.AnyAsync(o => o.SeekerId == Id, cancellation) || await context.Placements.AnyAsync(p => p.SeekerId == Id, cancellation))
            throw new RuleViolation("seeker-in-use");
    }

    public SeekerAnswer Show(Identities identities) => new(
        Text.Of(Id), Name, identities.MaskPhone(PhoneEncrypted), IdentityEncrypted is { } sealed_ ? identities.MaskIdentity(sealed_) : null, Trade, Division, Wage, ArrivedOn, RegisteredOn, Channel, Hardship, Version);
}

/// <param name="Phone">Masked, as the identity number is.</param>
/// <param name="Hardship">Whether some union has marked the person as of a hardship family.</param>
internal sealed record SeekerAnswer(
    string Id, string Name, string Phone, string? IdentityNumber, Trade? Trade, string? Division, decimal? Wage, DateOnly? ArrivedOn, DateOnly RegisteredOn, Channel Channel, bool Hardship, int Version) : IRecordAnswer;
