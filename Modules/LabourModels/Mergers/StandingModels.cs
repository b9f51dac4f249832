using Federation.Framework.Records;
using Federation.Kernel;
using Federation.LabourModels.Inputs;
using Federation.LabourModels.Files;
using Federation.LabourModels.Nominations;
using Federation.LabourModels.Studios;
using Microsoft.EntityFrameworkCore;

namespace Federation.LabourModels.Mergers;

/// <summary>
/// Models on record and open studios. Titles, payments and results of before the day stay with the union that ends. A nomination is not handed over: its way up
/// was fixed when it began, so it is brought to its end or withdrawn first.
/// </summary>
internal sealed class StandingModels(LabourContext context, TimeProvider time) : IStandingRecords
{
    public async Task<IReadOnlyList<Standing>> DescribeAsync(HandOver handOver, CancellationToken cancellation) =>
    [
        new("standing-models", await OnRecord(handOver).CountAsync(cancellation), []),
        await Standing.OfAsync("standing-studios", Open(handOver).Select(s => s.Name), cancellation),
        new("standing-nominations", await Waiting(handOver).CountAsync(cancellation), [], IsLeft: true),
    ];

    public async Task HandOverAsync(HandOver handOver, CancellationToken cancellation)
    {
        await context.LockFilesAsync(cancellation);
        await HandFilesOverAsync(handOver, cancellation);
        await HandStudiosOverAsync(handOver, cancellation);
    }

    private IQueryable<ModelFile> OnRecord(HandOver handOver) => context.Files.Where(f => f.UnionId == handOver.From && f.Until == null);

    private IQueryable<Studio> Open(HandOver handOver) =>
        context.Studios.Where(s => s.UnionId == handOver.From && (s.Closed == null || s.Closed > handOver.On));

    private IQueryable<Nomination> Waiting(HandOver handOver) => context.Nominations.Where(n => (n.UnionId == handOver.From || n.AtUnionId == handOver.From)
        && n.State != NominationState.Granted && n.State != NominationState.Refused && n.State != NominationState.Withdrawn);

    private async Task HandFilesOverAsync(HandOver handOver, CancellationToken cancellation)
    {
        var files = await OnRecord(handOver).OrderBy(f => f.Id).ToListAsync(cancellation);
        if (files.Count == 0) return;
        var ids = files.Select(f => f.Id).ToList();
        var spells = (await context.Spells.Where(s => ids.Contains(s.ParentId) && (s.To == null || s.To > handOver.On)).ToListAsync(cancellation)).ToLookup(s => s.ParentId);
        var (nexts, goOn) = (new Dictionary<long, ModelFile>(), new List<HardshipSpell>());
        foreach (var file in files)
        {
            var next = nexts[file.Id] = file.HandOver(handOver.Into, Later(file.Since, handOver.On), context.Ids);
            goOn.AddRange(spells[file.Id].Select(s => s.HandOver(next, Later(s.From, next.Since), context.Ids)));
        }
        await context.SaveChangesAsync(cancellation);
        context.ChangeTracker.Clear();

        handOver.EnterInto();
        context.AddRange(nexts.Values);
        context.AddRange(goOn);
        Mark(handOver, nexts.Values.Min(f => f.Since), goOn.Count > 0 ? [Sources.Files, Sources.Hardship] : [Sources.Files]);
        await context.SaveChangesAsync(cancellation);
        // The person's one place on record goes on with the file.
        foreach (var (before, next) in nexts)
        {
            var holder = next.Id;
            await context.Claims.Where(c => c.Rule == ModelFile.OnRecordOnce.Code && c.HolderId == before).ExecuteUpdateAsync(c => c.SetProperty(x => x.HolderId, holder), cancellation);
        }
        handOver.EnterFrom();
        context.ChangeTracker.Clear();
    }

    private async Task HandStudiosOverAsync(HandOver handOver, CancellationToken cancellation)
    {
        var studios = await Open(handOver).ToListAsync(cancellation);
        if (studios.Count == 0) return;
        var (ids, into, on) = (studios.Select(s => s.Id).ToList(), handOver.Into, handOver.On);
        context.AddRange(studios.Where(s => s.Counted!.Value.From < on).Select(s => s.Past(on, context.Ids)));
        await context.SaveChangesAsync(cancellation);
        await context.HandOverAsync(context.Members.Where(m => ids.Contains(m.ParentId)), into, cancellation);
        await context.HandOverAsync(context.Projects.Where(w => ids.Contains(w.ParentId)), into, cancellation);
        await context.HandOverAsync(context.Methods.Where(w => ids.Contains(w.ParentId)), into, cancellation);
        await context.HandOverAsync(context.Results.Where(w => ids.Contains(w.ParentId) && w.Date >= on), into, cancellation);
        await context.HandOverAsync(context.Patents.Where(w => ids.Contains(w.ParentId) && w.Date >= on), into, cancellation);
        await context.HandOverAsync(context.Studios.Where(s => ids.Contains(s.Id)), into, cancellation);
        await context.SaveChangesAsync(cancellation);
        context.ChangeTracker.Clear();

        handOver.EnterInto();
        foreach (var studio in await context.Studios.Where(s => ids.Contains(s.Id)).ToListAsync(cancellation))
            if (studio.Counted!.Value.From < on) studio.TakeOver(on, context.Ids);
        Mark(handOver, on, [Sources.Studios]);
        await context.SaveChangesAsync(cancellation);
    }

    private void Mark(HandOver handOver, DateOnly from, IReadOnlyList<string> sources)
    {
        var changed = new ChangedMonths(time.Today());
        changed.Add(null, new DayRange(from, null));
        foreach (var union in new[] { handOver.From, handOver.Into }) context.MarkAll(union, changed, sources);
    }

    private static DateOnly Later(DateOnly a, DateOnly b) => a > b ? a : b;
}
