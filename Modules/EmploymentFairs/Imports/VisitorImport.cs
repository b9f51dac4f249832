using System.Globalization;
using Federation.EmploymentFairs.Visitors;
using Federation.Framework.Import;
using Federation.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Federation.EmploymentFairs.Imports;

/// <summary>Visitors of fairs who were counted, found by their day.</summary>
internal sealed class VisitorImport(FairsContext context, TimeProvider time) : FairImport<VisitorsRow, VisitorCount>("fair-visitors", context, time)
{
    private readonly HashSet<long> twice = [];

    public override IReadOnlyList<ImportColumn> Columns { get; } = ImportColumns.Of<VisitorsRow>("fair", "starts", "date")
        .With("fair", c => c with { Heading = "fair-title" }).With("starts", c => c with { Heading = "fair-starts" }).With("people", c => c with { Heading = "field-visitors" });

    protected override string KeyColumn => "date";

    protected override string Within(VisitorsRow row) => Text.Of(row.Date);

    protected override string Within(VisitorCount record) => Text.Of(record.Date);

    protected override async Task<IReadOnlyList<VisitorCount>> FindAsync(IReadOnlyList<long> fairs, IReadOnlyList<string> within, CancellationToken cancellation)
    {
        twice.Clear();
        var days = within.Select(w => DateOnly.ParseExact(w, "yyyy-MM-dd", CultureInfo.InvariantCulture)).ToList();
        return await Context.VisitorCounts.Where(v => fairs.Contains(v.FairId) && days.Contains(v.Date)).OrderBy(v => v.Id).ToListAsync(cancellation);
    }

    protected override void Twice(VisitorCount record) => twice.Add(record.Id);

    protected override VisitorCount Make(VisitorsRow row)
    {
        var count = new VisitorCount();
        Put(count, row);
        return count;
    }

    protected override void Change(VisitorCount record, VisitorsRow row)
    {
        if (twice.Contains(record.Id)) throw new RuleViolation("visitors-there-twice", record.Date);
        if (record.People != row.People) Put(record, row);
    }

    protected override string ColumnOf(RuleViolation rule) => rule.Code is "date-ahead" or "outside-fair" or "visitors-there-twice" ? "date" : base.ColumnOf(rule);

    private void Put(VisitorCount count, VisitorsRow row)
    {
        var fair = Fairs.Of(row);
        fair.Admit(count);
        count.Count(row);
        fair.Take(count, Today, Context.Ids);
    }
}
