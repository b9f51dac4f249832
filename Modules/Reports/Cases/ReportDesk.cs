using System.Text.Json;
using Federation.Framework.Audit;
using Federation.Framework.Security;
using Federation.Framework.Tenancy;
using Federation.Kernel;
using Federation.Reports.Inputs;
using Federation.Reports.Mandates;
using Microsoft.EntityFrameworkCore;

namespace Federation.Reports.Cases;

/// <summary>A report that somebody acts on.</summary>
/// <param name="Unit">The union whose report it is.</param>
/// <param name="Move">The line of the table by which it is done.</param>
/// <param name="Mandate">By which the acting union hands in for the unit; null where it acts for itself.</param>
internal sealed record OpenReport(Report Report, UnionInfo Unit, UnionInfo Acting, Move Move, Mandate? Mandate);

/// <summary>
/// Where a report is found, opened by the table and saved. Who decides on it, and who hands in for it, writes in the name of the unit: the way in which this
/// module crosses unions. Each step is in the log and in the report's history.
/// </summary>
internal sealed class ReportDesk(ReportsContext context, Caller caller, IUnionDirectory unions, Secrets secrets, TimeProvider time)
{
    public UnionInfo Union => caller.Union!;

    public long? Person => caller.PersonId;

    /// <summary>A report that the entered union sees: its own, one that it decides on or hands in, or one from below.</summary>
    public async Task<Report> SeenAsync(long id, CancellationToken cancellation)
    {
        var report = await context.Reports.SingleOrDefaultAsync(r => r.Id == id, cancellation) ?? throw new NotFound("report");
        return await IsSeenAsync(report, cancellation) ? report : throw new NotFound("report");
    }

    /// <summary>The same for an action that the table allows the caller now, having read the version that is named.</summary>
    /// <param name="version">Null where the operator takes it as it is.</param>
    public async Task<OpenReport> OpenAsync(long id, int? version, ReportAction action, CancellationToken cancellation)
    {
        // Nobody closes the period between this and the commit.
        await context.KeepPeriodsAsync(cancellation);
        var report = await SeenAsync(id, cancellation);
        var sides = await SidesAsync(report, cancellation);
        var mine = ReportFlow.Table.Where(m => m.Action == action && sides.Sides.Contains(m.Side)).ToList();
        if (mine.Count == 0) throw new NotAllowed(CodeOf(action));
        var unit = await unions.FindAsync(report.UnionId, cancellation) ?? throw new NotFound("union");
        var byRight = mine.Exists(m => m.ByRight.Count > 0) && await InNameOfAsync(
            unit, async () => await context.HandingIn.AsNoTracking().AnyAsync(h => h.UnionId == unit.Id && h.ClerksSubmit, cancellation));
        mine.RemoveAll(m => !IsFor(m, byRight));
        if (mine.Count == 0) throw new NotAllowed(CodeOf(action));
        if (version is { } read && report.Version != read) throw new StaleRecord(missingCondition: false);
        var move = mine.Find(m => m.From == report.State) ?? throw new RuleViolation($"report-is-{Text.Of(report.State)}");
        return new OpenReport(report, unit, Union, move, move.Side == Side.Holder ? sides.Mandate : null);
    }

    /// <summary>What the caller may do with a report now; a rule may still refuse it.</summary>
    public async Task<IReadOnlyList<ReportAction>> OffersAsync(Report report, CancellationToken cancellation)
    {
        var (sides, _) = await SidesAsync(report, cancellation);
        var byRight = report.UnionId == Union.Id && await context.HandingIn.AsNoTracking().AnyAsync(
            h => h.UnionId == report.UnionId && h.ClerksSubmit, cancellation);
        return
        [
            .. ReportFlow.Table.Where(m => m.From == report.State && m.Action != ReportAction.Close && sides.Contains(m.Side) && IsFor(m, byRight))
                .Select(m => m.Action).Distinct(),
        ];
    }

    /// <summary>Opens a report for the first time: the head of an edition, with the first line of its history.</summary>
    public async Task BeginAsync(Report report, UnionInfo unit, string words, CancellationToken cancellation)
    {
        context.Add(report);
        await SaveAsync(report, unit, ReportStepKind.Opened, "reports.open", words, cancellation);
    }

    /// <summary>Saves what was done to a report, with its line of history and its entry in the log.</summary>
    public async Task SaveAsync(OpenReport open, ReportStepKind kind, string words, CancellationToken cancellation)
    {
        open.Report.MoveTo(open.Move.To);
        await SaveAsync(open.Report, open.Unit, kind, CodeOf(open.Move.Action), words, cancellation);
    }

    private async Task SaveAsync(Report report, UnionInfo unit, ReportStepKind kind, string action, string words, CancellationToken cancellation)
    {
        var acting = Union;
        Log(report, unit, action);
        await InNameOfAsync(unit, async () =>
        {
            var before = await context.Steps.AsNoTracking().Where(s => s.ReportId == report.Id).OrderByDescending(s => s.Number).FirstOrDefaultAsync(
                cancellation);
            var step = new ReportStep
            {
                ReportId = report.Id, UnionId = unit.Id, At = time.GetUtcNow(), ActingUnionId = acting.Id, PersonId = caller.PersonId, Kind = kind,
                Words = words, Submission = report.Submissions,
            };
            step.SealAfter(before, secrets);
            context.Add(step);
            report.Steps++;
            report.Version++;
            await context.SaveChangesAsync(cancellation);
            return true;
        });
    }

    /// <summary>Saves what was filled in: no line of history, since the submission will say it, but an entry in the log.</summary>
    public async Task SaveFilledAsync(OpenReport open, CancellationToken cancellation)
    {
        Log(open.Report, open.Unit, CodeOf(ReportAction.Fill));
        open.Report.Version++;
        await InNameOfAsync(open.Unit, () => context.SaveChangesAsync(cancellation));
    }

    private void Log(Report report, UnionInfo unit, string action) =>
        context.AuditEntries.Add(AuditEntry.Of(context.Ids, time, caller.PersonId, unit.Id, action, $"{report.Number} {report.PeriodOf} {unit.Code}"));

    /// <summary>Does something in the name of the unit, and comes back to the caller's.</summary>
    public async Task<T> InNameOfAsync<T>(UnionInfo unit, Func<Task<T>> work)
    {
        var acting = Union;
        if (unit.Id == acting.Id) return await work();
        caller.Enter(unit);
        try
        {
            return await work();
        }
        finally
        {
            caller.Enter(acting);
        }
    }

    /// <summary>The permission of an action, which is also its word in the log.</summary>
    public static string CodeOf(ReportAction action) => "reports." + JsonNamingPolicy.KebabCaseLower.ConvertName(action.ToString());

    /// <summary>Whether one of the caller's roles at the entered union may make a move.</summary>
    /// <param name="byRight">Whether the unit lets its clerks hand in.</param>
    private bool IsFor(Move move, bool byRight) => caller.IsSystem
        || caller.Grants.Any(g => g.UnionId == Union.Id && (move.Roles.Contains(g.Role) || (byRight && move.ByRight.Contains(g.Role))));

    private async Task<bool> IsSeenAsync(Report report, CancellationToken cancellation)
    {
        var here = Union.Id;
        return report.UnionId == here || report.DeciderId == here
            || await context.Tree.AnyAsync(c => c.AncestorId == here && c.DescendantId == report.UnionId && (c.ValidTo == null || c.Closes), cancellation);
    }

    private async Task<(IReadOnlyList<Side> Sides, Mandate? Mandate)> SidesAsync(Report report, CancellationToken cancellation)
    {
        var (here, sides) = (Union, new List<Side>());
        Mandate? mandate = null;
        if (report.UnionId == here.Id) sides.Add(Side.Unit);
        else
        {
            mandate = await context.MandatesFor(report.UnionId, time.Today()).AsNoTracking().Where(m => m.HolderId == here.Id).OrderBy(m => m.Id)
                .FirstOrDefaultAsync(cancellation);
            if (mandate is not null) sides.Add(Side.Holder);
        }
        if (report.DeciderId == here.Id) sides.Add(Side.Decider);
        return (sides, mandate);
    }
}
