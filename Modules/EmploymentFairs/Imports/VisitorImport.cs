using Federation.EmploymentFairs.Visitors;
using Federation.Framework.Import;
using Federation.Kernel;

namespace Federation.EmploymentFairs.Imports;

/// <summary>Visitors of fairs who were counted, found by their day.</summary>
internal sealed class VisitorImport(FairsContext context, TimeProvider time)
    : KeyedImport<VisitorsRow, VisitorCount>("fair-visitors", context, "fair", "starts")
{
    private readonly FairRows fairs = new(context, time);

    protected override IParentRecords<VisitorsRow> Parents => fairs;

    protected override RowKey<VisitorsRow, VisitorCount> DescribeKey() =>
        Key("date", r => new { FairId = fairs.Of(r).Id, r.Date }, v => new { v.FairId, v.Date });

    protected override VisitorCount Create(VisitorsRow row) => Apply(new VisitorCount(), row);

    protected override void Update(VisitorCount record, VisitorsRow row)
    {
        if (record.People != row.People) Apply(record, row);
    }

    protected override RuleViolation Ambiguous(VisitorsRow row) => new("visitors-there-twice", row.Date);

    protected override string ColumnOf(RuleViolation rule) => rule.Code is "date-ahead" or "outside-fair" or "visitors-there-twice" ? "date" : "fair";

    private VisitorCount Apply(VisitorCount count, VisitorsRow row) => fairs.Record(row, count, _ => count.Count(row));
}
