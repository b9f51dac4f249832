using System.Globalization;
using Federation.Framework.Import;
using Federation.Kernel;
using Federation.LabourModels.Contracts;
using Federation.LabourModels.Register;
using Federation.LabourModels.Studios;
using Microsoft.EntityFrameworkCore;

namespace Federation.LabourModels.Imports;

/// <summary>The union's studios. A row finds its studio by name and the day on which it opened.</summary>
internal sealed class StudioImport(LabourContext context, EntryTools tools) : KeyedImport<StudioInput, Studio>(context)
{
    private const char Between = '\n';

    private readonly Dictionary<long, DateOnly> lastWork = [];
    private readonly HashSet<string> open = new(StringComparer.Ordinal);
    private readonly ChangedMonths changed = new(tools.Today);

    public override string Kind => "studios";

    public override IReadOnlyList<ImportColumn> Columns { get; } = FormField.Columns<StudioInput>("name", "leader", "field", "opened", "closed")
        .With("name", c => c with { Example = "王建国劳模创新工作室" })
        .With("leader", c => c with { Example = "王建国" });

    protected override string KeyColumn => "name";

    public override async Task OpenAsync(CancellationToken cancellation)
    {
        open.Clear();
        open.UnionWith(await context.Studios.Where(s => s.UnionId == context.TenantId && s.Closed == null).Select(s => s.Name).ToListAsync(cancellation));
    }

    protected override string KeyOf(StudioInput row) => KeyOf(row.Name, row.Opened);

    protected override async Task<IReadOnlyDictionary<string, Studio>> FindAsync(IReadOnlyCollection<string> keys, CancellationToken cancellation)
    {
        var names = keys.Select(k => k.Split(Between)[1]).Distinct().ToList();
        var known = new Dictionary<string, Studio>(StringComparer.Ordinal);
        foreach (var studio in await context.Studios.Where(s => s.UnionId == context.TenantId && names.Contains(s.Name)).ToListAsync(cancellation)) known.TryAdd(KeyOf(studio.Name, studio.Opened), studio);
        lastWork.Clear();
        var ids = known.Values.Select(s => s.Id).ToList();
        foreach (var work in new IQueryable<StudioWork>[] { context.Projects, context.Results, context.Patents, context.Methods })
            foreach (var last in await work.Where(w => ids.Contains(w.HolderId)).GroupBy(w => w.HolderId).Select(g => new { g.Key, Last = g.Max(w => w.Date) }).ToListAsync(cancellation))
                if (!(lastWork.GetValueOrDefault(last.Key) > last.Last)) lastWork[last.Key] = last.Last;
        return known;
    }

    protected override Studio Make(StudioInput row)
    {
        if (!(row.Closed is null ? open.Add(row.Name) : !open.Contains(row.Name))) throw new RuleViolation("studio-there-already", row.Name);
        var studio = new Studio();
        studio.KeepIn(context.TenantId, 0, context.Ids);
        studio.Put(row, tools);
        changed.Add(null, studio.Counted);
        return studio;
    }

    protected override void Change(Studio record, StudioInput row)
    {
        var before = record.Counted;
        (row.Field, row.Closed) = (row.Field ?? record.Field, row.Closed ?? record.Closed);
        if (lastWork.TryGetValue(record.Id, out var last) && row.Closed <= last) throw new RuleViolation("work-outside-studio", row.Name);
        record.Put(row, tools);
        if (context.Entry(record).State == EntityState.Modified) record.KeepIn(context.TenantId, 0, context.Ids);
        changed.Add(before, record.Counted);
    }

    public override async Task CloseAsync(CancellationToken cancellation)
    {
        if (changed.All.Count == 0) return;
        context.MarkAll(context.TenantId, changed, [Sources.Studios]);
        await context.SaveChangesAsync(cancellation);
    }

    protected override string ColumnOf(RuleViolation rule) => rule.Code == "work-outside-studio" ? "closed" : "name";

    private static string KeyOf(string name, DateOnly opened) => string.Join(Between, Text.Of(opened), name);
}

/// <summary>What the union's studios have. A row finds its record by studio, day and name; what a cell leaves empty stays as it is.</summary>
/// <param name="kind">Name of the kind of table.</param>
/// <param name="dayColumn">The column of the day.</param>
internal abstract class StudioPartImport<TEntry, TInput, TAnswer, TRow>(LabourContext context, EntryTools tools, string kind, string dayColumn) : KeyedImport<TRow, TEntry>(context)
    where TEntry : Entry, IStudioPart, IEntry<TEntry, TInput, TAnswer>, new() where TRow : class, TInput, IStudioRow, new()
{
    private const char Between = '\n';
    private const int MostOffers = 50;

    private readonly HashSet<string> several = new(StringComparer.Ordinal);
    private IReadOnlyList<Studio> studios = [];

    public sealed override string Kind => kind;

    protected sealed override string KeyColumn => "name";

    public sealed override async Task<IReadOnlyDictionary<string, IReadOnlyList<string>>> OffersAsync(CancellationToken cancellation)
    {
        await OpenAsync(cancellation);
        return new Dictionary<string, IReadOnlyList<string>> { ["studio"] = [.. studios.Where(s => s.Closed is null).Select(s => s.Name).Take(MostOffers)] };
    }

    public sealed override async Task OpenAsync(CancellationToken cancellation) =>
        studios = await context.Studios.AsNoTracking().Where(s => s.UnionId == context.TenantId).OrderByDescending(s => s.Id).ToListAsync(cancellation);

    protected sealed override string KeyOf(TRow row) => KeyOf(StudioOf(row).Id, row.Name, row.Day);

    protected sealed override async Task<IReadOnlyDictionary<string, TEntry>> FindAsync(IReadOnlyCollection<string> keys, CancellationToken cancellation)
    {
        var ids = keys.Select(k => long.Parse(k.Split(Between)[0], CultureInfo.InvariantCulture)).Distinct().ToList();
        var names = keys.Select(k => k.Split(Between)[2]).Distinct().ToList();
        var known = new Dictionary<string, TEntry>(StringComparer.Ordinal);
        foreach (var part in await context.Set<TEntry>().Where(r => r.UnionId == context.TenantId && ids.Contains(r.HolderId) && names.Contains(EF.Property<string>(r, nameof(IStudioPart.Name)))).ToListAsync(cancellation))
            if (KeyOf(part.HolderId, part.Name, part.Day) is var key && !known.TryAdd(key, part)) several.Add(key);
        return known;
    }

    protected sealed override TEntry Make(TRow row)
    {
        var part = new TEntry();
        part.KeepIn(context.TenantId, StudioOf(row).Id, context.Ids);
        Require(part, row);
        part.Put(row, tools);
        return part;
    }

    protected sealed override void Change(TEntry record, TRow row)
    {
        // Which of them the row is about, nobody can tell.
        if (several.Contains(KeyOf(row))) throw new RuleViolation("several-that-day", row.Day);
        Fill(row, record);
        Require(record, row);
        record.Put(row, tools);
        if (context.Entry(record).State == EntityState.Modified) record.KeepIn(context.TenantId, record.HolderId, context.Ids);
    }

    /// <summary>Takes over what the row leaves empty.</summary>
    protected abstract void Fill(TRow row, TEntry record);

    /// <summary>Throws where a rule of its own keeps the row out.</summary>
    protected virtual void Require(TEntry record, TRow row)
    {
    }

    protected override string ColumnOf(RuleViolation rule) => rule.Code == "studio-unknown" ? "studio" : dayColumn;

    /// <summary>The studio of that name that was open on the day.</summary>
    private Studio StudioOf(TRow row)
    {
        var named = studios.Where(s => s.Name == row.Studio).ToList();
        if (named.Count == 0) throw new RuleViolation("studio-unknown", row.Studio);
        return named.Find(s => s.IsOpen(row.Day)) ?? throw new RuleViolation("studio-not-open", row.Day);
    }

    private static string KeyOf(long studio, string name, DateOnly date) => string.Join(Between, Text.Of(studio), Text.Of(date), name);
}

internal sealed class MemberImport(LabourContext context, EntryTools tools) : StudioPartImport<Member, MemberInput, MemberAnswer, MemberRow>(context, tools, "studio-members", "from")
{
    public override IReadOnlyList<ImportColumn> Columns { get; } = FormField.Columns<MemberRow>("studio", "name", "trade", "from", "to").With("name", c => c with { Example = "李丽娟" });

    protected override void Fill(MemberRow row, Member record) => (row.Trade, row.To) = (row.Trade ?? record.Trade, row.To ?? record.To);
}

internal sealed class ProjectImport(LabourContext context, EntryTools tools) : StudioPartImport<Project, ProjectInput, ProjectAnswer, ProjectRow>(context, tools, "studio-projects", "date")
{
    public override IReadOnlyList<ImportColumn> Columns { get; } = FormField.Columns<ProjectRow>("studio", "name", "date", "finished", "aim").With("name", c => c with { Heading = "project-name" });

    protected override void Fill(ProjectRow row, Project record) => (row.Finished, row.Aim) = (row.Finished ?? record.Finished, row.Aim ?? record.Aim);
}

internal sealed class ResultImport(LabourContext context, EntryTools tools) : StudioPartImport<Result, ResultInput, ResultAnswer, ResultRow>(context, tools, "studio-results", "date")
{
    public override IReadOnlyList<ImportColumn> Columns { get; } = FormField.Columns<ResultRow>("studio", "name", "date", "prize", "benefit").With("name", c => c with { Heading = "result-name" });

    protected override void Fill(ResultRow row, Result record) => (row.Prize, row.Benefit) = (row.Prize ?? record.Prize, row.Benefit ?? record.Worth);
}

internal sealed class PatentImport(LabourContext context, EntryTools tools) : StudioPartImport<Patent, PatentInput, PatentAnswer, PatentRow>(context, tools, "studio-patents", "date")
{
    private readonly LabourContext context = context;

    /// <summary>Whose each number is, with the rows so far.</summary>
    private readonly Dictionary<string, long> numbers = new(StringComparer.Ordinal);

    public override IReadOnlyList<ImportColumn> Columns { get; } = FormField.Columns<PatentRow>("studio", "name", "kind", "date", "number").With("name", c => c with { Heading = "patent-name" });

    protected override async Task PrepareAsync(IReadOnlyCollection<(PatentRow Row, Patent? Record)> rows, CancellationToken cancellation)
    {
        var given = rows.Select(r => r.Row.Number).OfType<string>().Distinct().ToList();
        foreach (var patent in await context.Patents.AsNoTracking().Where(p => p.UnionId == context.TenantId && p.Number != null && given.Contains(p.Number)).Select(p => new { p.Id, p.Number }).ToListAsync(cancellation))
            numbers[patent.Number!] = patent.Id;
    }

    protected override void Fill(PatentRow row, Patent record) => row.Number ??= record.Number;

    protected override void Require(Patent record, PatentRow row)
    {
        if (row.Number is null) return;
        if (!numbers.TryAdd(row.Number, record.Id) && numbers[row.Number] != record.Id) throw new RuleViolation("patent-there-already", row.Number);
    }

    protected override string ColumnOf(RuleViolation rule) => rule.Code == "patent-there-already" ? "number" : base.ColumnOf(rule);
}

internal sealed class MethodImport(LabourContext context, EntryTools tools) : StudioPartImport<Method, MethodInput, MethodAnswer, MethodRow>(context, tools, "studio-methods", "date")
{
    public override IReadOnlyList<ImportColumn> Columns { get; } = FormField.Columns<MethodRow>("studio", "name", "date", "use").With("name", c => c with { Heading = "method-name" });

    protected override void Fill(MethodRow row, Method record) => row.Use ??= record.Use;
}
