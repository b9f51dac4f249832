using Federation.Framework.Audit;
using Federation.Framework.Security;
using Federation.Framework.Tenancy;
using Federation.Kernel;
using Federation.LabourModels.Inputs;
using Microsoft.EntityFrameworkCore;

namespace Federation.LabourModels.Nominations;

/// <summary>
/// Where a nomination is opened, acted on and saved. A level above writes in the name of the union whose nomination it is: the one way in which this
/// module crosses unions, granted by the nomination's way: the level holds it. Whatever it writes, and every look at a person, is in the log.
/// </summary>
internal sealed class NominationDesk(LabourContext context, Caller caller, IUnionDirectory unions, Secrets secrets, TimeProvider time)
{
    /// <summary>The union that acts, while its name is laid down for another's.</summary>
    private UnionInfo? acting;

    /// <summary>A nomination that the entered union holds, as the caller read it.</summary>
    public async Task<Nomination> OpenAsync(long id, int version, bool byItsOwnUnion, CancellationToken cancellation)
    {
        var nomination = await context.Nominations.InFull().SingleOrDefaultAsync(n => n.Id == id, cancellation) ?? throw new NotFound("nomination");
        // A draft is its own union's business, and so is what only that union does.
        if (nomination.UnionId != context.TenantId && (byItsOwnUnion || nomination.SubmittedOn is null)) throw new NotFound("nomination");
        if (nomination.Version != version) throw new StaleRecord(missingCondition: false);
        if (!byItsOwnUnion && nomination.AtUnionId != context.TenantId && !nomination.HasEnded) throw new RuleViolation("nomination-not-here");
        return nomination;
    }

    /// <summary>Saves what was done to a nomination, with its line of history.</summary>
    public async Task SaveAsync(Nomination nomination, StepKind kind, string words, CancellationToken cancellation, Func<Task>? more = null)
    {
        if (nomination.UnionId != caller.Union!.Id) context.AuditEntries.Add(AuditEntry.Of(context.Ids, time, caller, Permissions.Decide.Code, $"nomination {Text.Of(nomination.Id)}"));
        await InNameOfAsync(nomination, async () =>
        {
            if (more is not null) await more();
            await context.ClaimInSelectionAsync(nomination, cancellation);
            var before = context.ChangeTracker.Entries<NominationStep>().Select(e => e.Entity).Where(s => s.NominationId == nomination.Id).MaxBy(s => s.Number)
                ?? await context.Steps.AsNoTracking().Where(s => s.NominationId == nomination.Id).OrderByDescending(s => s.Number).FirstOrDefaultAsync(cancellation);
            var step = new NominationStep
            {
                NominationId = nomination.Id, UnionId = nomination.UnionId, At = time.GetUtcNow(), ActingUnionId = acting!.Id, PersonId = caller.PersonId, Kind = kind, Words = words,
            };
            step.SealAfter(before, secrets);
            context.Add(step);
            await context.SaveChangesAsync(cancellation);
            return true;
        }, cancellation);
    }

    /// <summary>Does something in the name of the union whose nomination it is, and comes back to the caller's.</summary>
    public async Task<T> InNameOfAsync<T>(Nomination nomination, Func<Task<T>> work, CancellationToken cancellation)
    {
        acting = caller.Union!;
        if (nomination.UnionId == acting.Id) return await work();
        caller.Enter(await unions.FindAsync(nomination.UnionId, cancellation) ?? throw new NotFound("union"));
        try
        {
            return await work();
        }
        finally
        {
            caller.Enter(acting);
        }
    }
}

internal static class FullNomination
{
    /// <summary>Those of a selection that a union has sent up and that still run or were granted: they use up its places.</summary>
    public static IQueryable<Nomination> SentUp(this IQueryable<Nomination> nominations, long selection, long by) =>
        nominations.Where(n => n.SelectionId == selection && (n.State == NominationState.UnderWay || n.State == NominationState.Returned || n.State == NominationState.Granted)
            && n.Levels.Any(l => l.LevelUnionId == by && l.PassedOn != null));

    public static IQueryable<Nomination> InFull(this IQueryable<Nomination> nominations) => nominations
        .Include(n => n.Levels.OrderBy(l => l.Place)).Include(n => n.Opinions).Include(n => n.Reviews).Include(n => n.Notices).Include(n => n.Objections).AsSplitQuery();
}
