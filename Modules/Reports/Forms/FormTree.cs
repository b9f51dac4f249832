using Federation.Framework.Marks;
using Federation.Framework.Tenancy;
using Federation.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Federation.Reports.Forms;

/// <summary>
/// Who owes which form, and who decides on it. Everything goes by the tree on the period's last day: a union that was closed or moved within the period is
/// where it was that day, and one that was closed before it owes nothing.
/// </summary>
internal sealed class FormTree(ReportsContext context)
{
    /// <summary>Unions that are looked up in one statement.</summary>
    private const int AtOnce = 500;

    /// <summary>The version of a form for a period, as the union and those above it know it.</summary>
    public async Task<Form?> FindAsync(UnionInfo union, string number, Period period, CancellationToken cancellation) =>
        (await KnownAsync(union, cancellation)).Where(f => f.Number == number && f.IsOf(period)).MaxBy(f => f.Version);

    /// <summary>Every version of every form of the union, of those above it and of the national federation.</summary>
    public Task<List<Form>> KnownAsync(UnionInfo union, CancellationToken cancellation)
    {
        long[] owners = [Form.National, union.Id, .. union.Ancestors];
        return context.WholeForms.Where(f => owners.Contains(f.UnionId)).OrderBy(f => f.Number).ThenBy(f => f.Version).ToListAsync(cancellation);
    }

    /// <summary>The forms that the union owes for a period, with what it owes of each.</summary>
    public async Task<IReadOnlyList<(Form Form, FormDuty Duty)>> OwedAsync(UnionInfo union, Period period, CancellationToken cancellation)
    {
        if (await LevelOnAsync(union.Id, period.Last, cancellation) is not { } level) return [];
        var above = await AboveAsync(union.Id, period.Last, cancellation);
        var starts = await context.Starts.AsNoTracking().Where(s => s.From <= period.First && above.Contains(s.UnionId)).ToListAsync(cancellation);
        long[] owners = [.. starts.Select(s => s.OwnerId).Distinct()];
        var forms = await context.WholeForms.Where(f => owners.Contains(f.UnionId)).ToListAsync(cancellation);
        return
        [
            .. forms.Where(f => f.IsOf(period) && starts.Any(s => s.OwnerId == f.UnionId && s.Number == f.Number)).GroupBy(f => (f.UnionId, f.Number)).Select(
                g => g.MaxBy(f => f.Version)!)
                .Select(f => (Form: f, Duty: f.DutyOf(level, period))).Where(o => o.Duty is not null).Select(o => (o.Form, o.Duty!)).OrderBy(
                    o => o.Form.Number, StringComparer.Ordinal),
        ];
    }

    /// <summary>Who decides on a union's report: the nearest union above it that owes the form too. Nobody stands above a root, which decides itself.</summary>
    public async Task<long> DeciderAsync(Form form, long union, Period period, CancellationToken cancellation)
    {
        var levels = form.LevelsOf(period);
        return await On(period.Last).Where(c => c.DescendantId == union && c.Depth > 0 && levels.Contains(c.AncestorLevel)).OrderBy(c => c.Depth).Select(
            c => (long?)c.AncestorId)
            .FirstOrDefaultAsync(cancellation) ?? union;
    }

    /// <summary>The unions whose reports a union adds up: those below it that owe the form, with none between them that does.</summary>
    public async Task<IReadOnlyList<long>> ChildrenAsync(Form form, long union, Period period, CancellationToken cancellation)
    {
        var levels = form.LevelsOf(period);
        List<long> children = [], wave = [union];
        while (wave.Count > 0)
        {
            var next = new List<long>();
            foreach (var some in wave.Chunk(AtOnce))
            {
                var edges = await On(period.Last).Where(c => c.Depth == 1 && some.Contains(c.AncestorId)).Select(
                    c => new { c.DescendantId, c.DescendantLevel }).ToListAsync(cancellation);
                children.AddRange(edges.Where(e => levels.Contains(e.DescendantLevel)).Select(e => e.DescendantId));
                next.AddRange(edges.Where(e => !levels.Contains(e.DescendantLevel)).Select(e => e.DescendantId));
            }
            wave = next;
        }
        children.Sort();
        return children;
    }

    /// <summary>How many unions of a subtree owe the form, the union itself among them.</summary>
    public Task<int> CountAsync(Form form, long union, Period period, CancellationToken cancellation) => Owing(form, union, period).CountAsync(cancellation);

    /// <summary>The unions of a subtree that owe the form.</summary>
    public IQueryable<long> Owing(Form form, long union, Period period)
    {
        var levels = form.LevelsOf(period);
        return On(period.Last).Where(c => c.AncestorId == union && levels.Contains(c.DescendantLevel)).Select(c => c.DescendantId);
    }

    /// <summary>What a union is on a day; null where it is not there.</summary>
    public Task<UnionLevel?> LevelOnAsync(long union, DateOnly day, CancellationToken cancellation) =>
        On(day).Where(c => c.DescendantId == union && c.Depth == 0).Select(c => (UnionLevel?)c.DescendantLevel).FirstOrDefaultAsync(cancellation);

    private Task<List<long>> AboveAsync(long union, DateOnly day, CancellationToken cancellation) =>
        On(day).Where(c => c.DescendantId == union).Select(c => c.AncestorId).ToListAsync(cancellation);

    private IQueryable<TreeClosure> On(DateOnly day) => context.Tree.AsNoTracking().Where(c => c.ValidFrom <= day && (c.ValidTo == null || c.ValidTo > day));
}
