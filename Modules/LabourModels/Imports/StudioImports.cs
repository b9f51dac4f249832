using Federation.Framework.Import;
using Federation.Framework.Input;
using Federation.Framework.Records;
using Federation.Kernel;
using Federation.LabourModels.Inputs;
using Federation.LabourModels.Studios;
using Microsoft.EntityFrameworkCore;
using System.Globalization;

namespace Federation.LabourModels.Imports;

/// <summary>The union's studios. A row finds its studio by name and the day on which it opened.</summary>
internal sealed class StudioImport(LabourContext context, RecordTools tools) : KeyedImport<StudioInput, Studio>("studios", context)
{
    private readonly Dictionary<long, DateOnly> lastWork = [];
    private readonly HashSet<string> open = new(StringComparer.Ordinal);
    private readonly ChangedMonths changed = new(tools.Today);

    public override async Task OpenAsync(CancellationToken cancellation) =>
        open.UnionWith(await context.Studios.Where(s => s.UnionId == context.TenantId && s.Closed == null).Select(s => s.Name).ToListAsync(cancellation));

    protected override RowKey<StudioInput, Studio> DescribeKey() => Key("name", r => new { Name = NameText.Normalize(r.Name), r.Opened }, s => new { Name = NameText.Normalize(s.Name), s.Opened });

    protected override async Task PrepareAsync(IReadOnlyCollection<(StudioInput Row, Studio? Record)> rows, CancellationToken cancellation)
    {
        lastWork.Clear();
        var ids = rows.Select(r => r.Record?.Id).OfType<long>().ToList();
        foreach (var work in new IQueryable<StudioWork>[] { context.Projects, context.Results, context.Patents, context.Methods })
        {
            var days = work.Where(w => ids.Contains(w.ParentId)).GroupBy(w => w.ParentId).Select(g => new { g.Key, Last = g.Max(w => w.Date) });
            foreach (var last in await days.ToListAsync(cancellation))
                if (!(lastWork.GetValueOrDefault(last.Key) > last.Last)) lastWork[last.Key] = last.Last;
        }
    }

    protected override Studio Create(StudioInput row)
    {
        if (!(row.Closed is null ? open.Add(row.Name) : !open.Contains(row.Name))) throw new RuleViolation("studio-there-already", row.Name);
        var studio = context.Enter<Studio>(s => s.Apply(row, tools));
        changed.Add(null, studio.Counted);
        return studio;
    }

    protected override void Complete(StudioInput row, Studio record) => (row.Field, row.Closed) = (row.Field ?? record.Field, row.Closed ?? record.Closed);

    protected override void Update(Studio record, StudioInput row)
    {
        var before = record.Counted;
        if (lastWork.TryGetValue(record.Id, out var last) && row.Closed <= last) throw new RuleViolation("work-outside-studio", row.Name);
        context.Revise(record, s => s.Apply(row, tools));
        changed.Add(before, record.Counted);
    }

    public override Task CloseAsync(CancellationToken cancellation) => context.MarkAsync(changed, [Sources.Studios], cancellation);

    protected override string ColumnOf(RuleViolation rule) => rule.Code == "work-outside-studio" ? "closed" : "name";
}

/// <summary>What the union's studios have. A row finds its record by studio, day and name; what a cell leaves empty stays as it is.</summary>
internal sealed class StudioPartImport<TPart, TInput, TAnswer, TRow>(LabourContext context, RecordTools tools)
    : KeyedImport<TRow, TPart>($"studio-{TRow.Path}", context, "studio")
    where TPart : Record, IStudioPart, IRecord<LabourContext, TInput, TAnswer>, new() where TInput : RecordInput where TAnswer : IRecordAnswer where TRow : class, TInput, IStudioRow<TPart>, new()
{
    private readonly NamedRecords<Studio> studios = new("studio", s => s.Name, c => StudiosAsync(context, c))
    {
        Unknown = "studio-unknown", IsOffered = s => s.Closed is null, MaxOffers = EntryRecords.MaxOffers,
    };

    /// <summary>Whose each patent's number is, with the rows so far.</summary>
    private readonly Dictionary<string, long> patents = new(StringComparer.Ordinal);

    protected override IReadOnlyList<INamedRecords> Named => [studios];

    protected override RowKey<TRow, TPart> DescribeKey() =>
        Key("name", r => new { ParentId = StudioOf(r).Id, Name = NameText.Normalize(r.Name), r.Day }, p => new { p.ParentId, Name = NameText.Normalize(p.Name), p.Day });

    /// <summary>Without the day, which is another column of each kind.</summary>
    protected override async Task<IEnumerable<TPart>> FindAsync(IReadOnlyList<TRow> rows, CancellationToken cancellation)
    {
        var (ids, names) = (rows.Select(r => StudioOf(r).Id).Distinct().ToList(), rows.Select(r => r.Name).Distinct().ToList());
        return await context.Set<TPart>()
            .Where(p => p.UnionId == context.TenantId && ids.Contains(p.ParentId) && names.Contains(EF.Property<string>(p, nameof(IStudioPart.Name))))
            .OrderBy(p => p.Id).ToListAsync(cancellation);
    }

    protected override async Task PrepareAsync(IReadOnlyCollection<(TRow Row, TPart? Record)> rows, CancellationToken cancellation)
    {
        var given = rows.Select(r => r.Row.PatentNumber).OfType<string>().Distinct().ToList();
        if (given.Count == 0) return;
        var taken = context.Patents.Where(p => p.UnionId == context.TenantId && p.Number != null && given.Contains(p.Number));
        foreach (var patent in await taken.Select(p => new { p.Id, p.Number }).ToListAsync(cancellation)) patents[patent.Number!] = patent.Id;
    }

    protected override TPart Create(TRow row)
    {
        var part = context.Enter<TPart>(p => p.Apply(row, tools), StudioOf(row).Id);
        RequireNumber(part, row);
        return part;
    }

    protected override void Complete(TRow row, TPart record) => row.Complete(record);

    protected override void Update(TPart record, TRow row)
    {
        RequireNumber(record, row);
        context.Revise(record, p => p.Apply(row, tools));
    }

    protected override RuleViolation Ambiguous(TRow row) => new("several-that-day", row.Day);

    protected override string ColumnOf(RuleViolation rule) => rule.Code == "patent-there-already" ? "number" : TRow.DayColumn;

    private void RequireNumber(TPart record, TRow row)
    {
        if (row.PatentNumber is { } number && !patents.TryAdd(number, record.Id) && patents[number] != record.Id)
            throw new RuleViolation("patent-there-already", number);
    }

    private static Task<List<Studio>> StudiosAsync(LabourContext context, CancellationToken cancellation) =>
        context.Studios.AsNoTracking().Where(s => s.UnionId == context.TenantId).OrderByDescending(s => s.Id).ToListAsync(cancellation);

    /// <summary>The studio of that name that was open on the day.</summary>
    private Studio StudioOf(TRow row)
    {
        var named = studios.Matches(row.Studio);
        if (named.Count == 0) throw new InvalidInput(studios.Column, studios.Unknown, row.Studio);
        return named.FirstOrDefault(s => s.IsOpen(row.Day)) ?? throw new RuleViolation("studio-not-open", row.Day);
    }
}
