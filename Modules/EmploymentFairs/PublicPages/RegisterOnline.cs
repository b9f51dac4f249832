using Federation.EmploymentFairs.Contracts;
using Federation.EmploymentFairs.Fairs;
using Federation.EmploymentFairs.PlaceNames;
using Federation.EmploymentFairs.Records;
using Federation.EmploymentFairs.Seekers;
using Federation.Framework.Handlers;
using Federation.Framework.Input;
using Federation.Framework.Security;
using Federation.Framework.Tenancy;
using Federation.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Federation.EmploymentFairs.PublicPages;

/// <summary>
/// Somebody registers for a fair on the public page. Whether the number was registered already is not told: whoever types another's number learns nothing, and what
/// that person gave stays as it is.
/// </summary>
internal sealed record RegisterOnline(long Fair, OnlineInput Input) : ICommand<Registered>, IChecked
{
    public void Check(InputProblems problems) => Input.Check(problems);
}

internal sealed record Registered;

internal sealed class OnlineInput : IChecked
{
    [Longest(50)]
    public string Name { get; set; } = "";

    [Longest(20)]
    public string Phone { get; set; } = "";

    public Trade? Trade { get; set; }

    [Longest(Gazetteer.Longest)]
    public string? Division { get; set => field = FairInput.CodeOf(value); }

    public decimal? Wage { get; set; }

    /// <summary>That the union may keep and use this for finding work.</summary>
    public bool? Agreed { get; set; }

    public void Check(InputProblems problems)
    {
        Given.Check(problems);
        if (Agreed is not true) problems.Add("agreed", "agree-first");
    }

    /// <summary>The same as staff types at the door.</summary>
    public SeekerInput Given => new() { Name = Name, Phone = Phone, Trade = Trade, Division = Division, Wage = Wage };
}

internal sealed class RegisterOnlineHandler(FairsContext context, Secrets secrets, TimeProvider time) : IHandler<RegisterOnline, Registered>
{
    public Permission Permission => Permissions.Write;

    public async Task<Registered> HandleAsync(RegisterOnline request, CancellationToken cancellation)
    {
        var at = new Recording(context, await context.LockAsync(request.Fair, cancellation), time.Today());
        if (at.Fair.State is FairState.Planned or FairState.Cancelled) throw new NotFound("fair");
        if (at.Fair.State == FairState.Held || at.Fair.Ends < at.Today) throw new RuleViolation("registration-over", at.Fair.Title);
        var identities = new Identities(secrets);
        var phone = identities.PhoneHash(request.Input.Phone);
        if (await context.Seekers.AnyAsync(s => s.FairId == at.Fair.Id && s.PhoneHash == phone, cancellation)) return new Registered();
        var seeker = Seeker.Online(at.Today);
        var input = request.Input.Given;
        // Online, whoever registers while the fair is on is there.
        if (at.Fair.Mode == FairMode.Online && at.Fair.Starts <= at.Today) input.ArrivedOn = at.Today;
        seeker.Put(input, identities);
        await seeker.BindAsync(input, at, cancellation);
        at.Fair.Take(seeker, at.Today, context.Ids);
        context.Add(seeker);
        await context.SaveChangesAsync(cancellation);
        return new Registered();
    }
}
