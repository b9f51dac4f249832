using Federation.EmploymentFairs.Inputs;
using Federation.EmploymentFairs.Fairs;
using Federation.EmploymentFairs.PlaceNames;
using Federation.EmploymentFairs.Records;
using Federation.EmploymentFairs.Seekers;
using Federation.Framework.Handlers;
using Federation.Framework.Input;
using Federation.Framework.Records;
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
    [MaxLength(50)]
    public string Name { get; set; } = "";

    [MaxLength(20)]
    public string Phone { get; set; } = "";

    public Trade? Trade { get; set; }

    [MaxLength(Gazetteer.MaxLength)]
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

internal sealed class RegisterOnlineHandler(FairsContext context, RecordTools tools) : IHandler<RegisterOnline, Registered>
{
    public Permission Permission => Permissions.Write;

    public async Task<Registered> HandleAsync(RegisterOnline request, CancellationToken cancellation)
    {
        var (fair, today) = (await context.LockAsync(request.Fair, cancellation), tools.Today);
        if (fair.State is FairState.Planned or FairState.Cancelled) throw new NotFound("fair");
        if (fair.State == FairState.Held || fair.Ends < today) throw new RuleViolation("registration-over", fair.Title);
        var phone = tools.Secrets.PhoneHash(request.Input.Phone);
        if (await context.Seekers.AnyAsync(s => s.FairId == fair.Id && s.PhoneHash == phone, cancellation)) return new Registered();
        var seeker = Seeker.Online(today);
        var input = request.Input.Given;
        // Online, whoever registers while the fair is on is there.
        if (fair.Mode == FairMode.Online && fair.Starts <= today) input.ArrivedOn = today;
        seeker.PlaceIn(fair.UnionId, fair.Id, context.Ids);
        seeker.Apply(input, tools);
        await seeker.ResolveAsync(input, context, tools, cancellation);
        fair.Accept(seeker, today);
        context.Add(seeker);
        await context.SaveChangesAsync(cancellation);
        return new Registered();
    }
}
