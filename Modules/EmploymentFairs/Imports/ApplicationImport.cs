using Federation.EmploymentFairs.Placements;
using Federation.EmploymentFairs.Posts;
using Federation.EmploymentFairs.Seekers;
using Federation.Framework.Security;
using Federation.Kernel;

namespace Federation.EmploymentFairs.Imports;

/// <summary>Applications of registered seekers for posts, found by post and phone number.</summary>
internal sealed class ApplicationImport(FairsContext context, Secrets secrets, TimeProvider time) : AtPostImport<ApplicationRow, JobApplication>("fair-applications", context, secrets, time)
{
    protected override Post PostOf(JobApplication record) => record.Post;

    protected override Seeker? SeekerOf(JobApplication record) => record.Seeker;

    protected override DateOnly DayOf(JobApplication record) => record.Date;

    protected override IQueryable<JobApplication> Of(IReadOnlyList<long> posts, IReadOnlyList<long> seekers, IReadOnlyList<DateOnly> days) =>
        Context.Applications.Where(a => posts.Contains(a.PostId) && seekers.Contains(a.SeekerId));

    protected override JobApplication Make(ApplicationRow row)
    {
        var application = new JobApplication();
        application.Apply(SeekerOf(row)!, PostOf(row));
        Put(application, row, found: false);
        return application;
    }

    protected override void Put(JobApplication record, ApplicationRow row, bool found)
    {
        if (found && record.Date == row.Date) return;
        var fair = Fairs.Of(row);
        fair.Admit(record);
        record.Put(new() { Date = row.Date }, Identities);
        fair.Take(record, Today, Context.Ids);
    }
}
