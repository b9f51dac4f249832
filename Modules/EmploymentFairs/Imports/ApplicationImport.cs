using Federation.EmploymentFairs.Placements;
using Federation.Framework.Import;
using Federation.Framework.Records;
using Federation.Kernel;

namespace Federation.EmploymentFairs.Imports;

/// <summary>Applications of registered seekers for posts, found by post and phone number.</summary>
internal sealed class ApplicationImport(FairsContext context, RecordTools tools, TimeProvider time)
    : KeyedImport<ApplicationRow, JobApplication>("fair-applications", context)
{
    private readonly PostRows posts = new(context, tools, time);

    protected override IParentRecords<ApplicationRow> Parents => posts;

    protected override RowKey<ApplicationRow, JobApplication> DescribeKey() =>
        Key("phone", r => new { PostId = posts.PostOf(r).Id, SeekerId = posts.SeekerOf(r)!.Id }, a => new { a.PostId, a.SeekerId });

    protected override JobApplication Create(ApplicationRow row)
    {
        var application = new JobApplication();
        application.Apply(posts.SeekerOf(row)!, posts.PostOf(row));
        return Apply(application, row);
    }

    protected override void Update(JobApplication record, ApplicationRow row)
    {
        if (record.Date != row.Date) Apply(record, row);
    }

    protected override RuleViolation Ambiguous(ApplicationRow row) => posts.Ambiguous(row);

    protected override string ColumnOf(RuleViolation rule) => PostRows.ColumnOf(rule);

    private JobApplication Apply(JobApplication record, ApplicationRow row) =>
        posts.Fairs.Record(row, record, _ => record.Apply(new() { Date = row.Date }, posts.Tools));
}
