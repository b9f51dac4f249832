using Federation.EmploymentFairs.Inputs;
using Federation.EmploymentFairs.Records;
using Federation.Framework.Records;
using Federation.Kernel;
using Federation.Kernel.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace Federation.EmploymentFairs.Placements;

/// <summary>Who of a placement is still employed after 30 or after 90 days, asked once each.</summary>
[CountsFor(Sources.FollowUps)]
internal sealed class FollowUp : FairRecord, IOwnOnly, IRecord<FairsContext, FollowUpInput, FollowUpAnswer>
{
    internal static readonly RecordKind<FairsContext, FollowUp, FollowUpInput, FollowUpAnswer> Definition = new("follow-ups")
    {
        Parent = FairParent.Of<FollowUp, FollowUpInput>(),
        FilterFields = ["search", "due"],
        CheckFilter = FairParent.CheckSearch,
        Filter = (followUps, filter) => filter.Search is { } text
            ? followUps.Where(f => f.Placement.Seeker!.Name.Contains(text) || f.Placement.Post.Title.Contains(text) || f.Placement.Post.Stand.Employer.Contains(text))
            : followUps,
        HasPages = false,
    };

    public long PlacementId { get; private set; }
    public Placement Placement { get; private set; } = null!;
    public int After { get; private set; }
    public DateOnly Date { get; private set; }
    public int Reached { get; private set; }
    public int Employed { get; private set; }

    public override DateOnly? On => Date;
    public override bool AfterTheFair => true;

    public void Apply(FollowUpInput input, RecordTools tools) => (After, Date, Reached, Employed) = (input.After, input.Date, input.Reached ?? 0, input.Employed);

    public async Task ResolveAsync(FollowUpInput input, FairsContext context, RecordTools tools, CancellationToken cancellation)
    {
        Follow(await context.FindBesideAsync<Placement>(this, "placement", input.Placement, cancellation));
        if (await context.FollowUps.AnyAsync(f => f.PlacementId == PlacementId && f.After == After && f.Id != Id, cancellation)) throw new RuleViolation("followed-up-already", After);
    }

    internal void Follow(Placement placement)
    {
        (PlacementId, Placement) = (placement.Id, placement);
        if (Reached == 0) Reached = placement.People;
        if (Reached > placement.People) throw new RuleViolation("reached-above-placed", placement.People);
        if (Employed > Reached) throw new RuleViolation("employed-above-reached", Reached, Employed);
        CheckDue(placement.Date);
    }

    public void CheckDue(DateOnly placed)
    {
        if (Date < placed.AddDays(After)) throw new RuleViolation("follow-up-too-early", placed.AddDays(After));
    }

    public FollowUpAnswer ToAnswer(RecordTools tools, string union) =>
        new(Text.Of(Id), Text.Of(PlacementId), Placement.Seeker?.Name, Placement.Post.Title, Placement.Post.Stand.Employer, After, Date, Reached, Employed, Version);
}

internal sealed record FollowUpAnswer(string Id, string Placement, string? Name, string Title, string Employer, int After, DateOnly Date, int Reached, int Employed, int Version) : IRecordAnswer;
