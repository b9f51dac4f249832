using Federation.EmploymentFairs.Placements;
using Federation.EmploymentFairs.Posts;
using Federation.EmploymentFairs.Seekers;
using Federation.Framework.Security;

namespace Federation.EmploymentFairs.Imports;

/// <summary>What employers and people agreed on in principle: with a registered seeker found by post and phone number, with a number of people by post and day.</summary>
internal sealed class OfferImport(FairsContext context, Secrets secrets, TimeProvider time) : AtPostImport<OfferRow, JobOffer>("fair-offers", context, secrets, time)
{
    protected override Post PostOf(JobOffer record) => record.Post;

    protected override Seeker? SeekerOf(JobOffer record) => record.Seeker;

    protected override DateOnly DayOf(JobOffer record) => record.Date;

    protected override IQueryable<JobOffer> Of(IReadOnlyList<long> posts, IReadOnlyList<long> seekers, IReadOnlyList<DateOnly> days) =>
        Context.Offers.Where(o => posts.Contains(o.PostId) && ((o.SeekerId != null && seekers.Contains(o.SeekerId.Value)) || (o.SeekerId == null && days.Contains(o.Date))));

    protected override JobOffer Make(OfferRow row)
    {
        var offer = new JobOffer();
        offer.OfPost(PostOf(row));
        offer.With(SeekerOf(row));
        Put(offer, row, found: false);
        return offer;
    }

    protected override void Put(JobOffer record, OfferRow row, bool found)
    {
        row.People ??= found ? record.People : 1;
        if (found && (record.People, record.Date) == (row.People, row.Date)) return;
        var fair = Fairs.Of(row);
        fair.Admit(record);
        record.Put(new() { People = row.People, Date = row.Date }, Identities);
        fair.Take(record, Today, Context.Ids);
    }
}
