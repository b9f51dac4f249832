using Federation.EmploymentFairs.Placements;
using Federation.Framework.Import;
using Federation.Framework.Records;
using Federation.Kernel;

namespace Federation.EmploymentFairs.Imports;

/// <summary>
/// What employers and people agreed on in principle: with a registered seeker found by post and phone number, with a number of people by post and day.
/// </summary>
internal sealed class OfferImport(FairsContext context, RecordTools tools, TimeProvider time) : KeyedImport<OfferRow, JobOffer>("fair-offers", context)
{
    private readonly PostRows posts = new(context, tools, time);

    protected override IParentRecords<OfferRow> Parents => posts;

    protected override RowKey<OfferRow, JobOffer> DescribeKey() => Key(
        "phone",
        r => new { PostId = posts.PostOf(r).Id, SeekerId = posts.SeekerOf(r)?.Id, Day = r.Phone is null ? r.Date : default(DateOnly?) },
        o => new { o.PostId, o.SeekerId, Day = o.SeekerId == null ? o.Date : default(DateOnly?) });

    protected override JobOffer Create(OfferRow row)
    {
        var offer = new JobOffer();
        offer.OfPost(posts.PostOf(row));
        offer.With(posts.SeekerOf(row));
        return Apply(offer, row);
    }

    protected override void Complete(OfferRow row, JobOffer record) => row.People ??= record.People;

    protected override void Update(JobOffer record, OfferRow row)
    {
        if ((record.People, record.Date) != (row.People, row.Date)) Apply(record, row);
    }

    protected override RuleViolation Ambiguous(OfferRow row) => posts.Ambiguous(row);

    protected override string ColumnOf(RuleViolation rule) => PostRows.ColumnOf(rule);

    private JobOffer Apply(JobOffer record, OfferRow row) =>
        posts.Fairs.Record(row, record, _ => record.Apply(new() { People = row.People, Date = row.Date }, posts.Tools));
}
