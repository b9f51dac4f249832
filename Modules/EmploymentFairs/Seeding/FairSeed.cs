using Federation.EmploymentFairs.Inputs;
using Federation.EmploymentFairs.Employers;
using Federation.EmploymentFairs.Fairs;
using Federation.EmploymentFairs.Placements;
using Federation.EmploymentFairs.Posts;
using Federation.EmploymentFairs.Records;
using Federation.EmploymentFairs.Visitors;
using Federation.Framework.Handlers;
using Federation.Framework.Records;
using Federation.Framework.Tenancy;
using Federation.Kernel;

namespace Federation.EmploymentFairs.Seeding;

/// <summary>Writes many fairs and their records at bulk speed, by the same rules as one by one.</summary>
internal sealed class FairSeed(FairsContext context, Caller caller, RecordTools tools)
{

    /// <summary>
    /// Writes for one union after the other, in the session's open transaction; the caller has entered the last of them afterwards. Where a rule is broken the
    /// transaction must not be committed.
    /// </summary>
    public async Task WriteAsync(IEnumerable<(UnionInfo Union, IReadOnlyList<SeededFair> Fairs)> unions, CancellationToken cancellation)
    {
        foreach (var (union, fairs) in unions)
        {
            // In the union's own name, so that the check of tenants holds here as everywhere.
            caller.Enter(union);
            var pile = new PendingRows();
            foreach (var fair in fairs) Accept(pile, union.Id, fair);
            await pile.WriteAsync(context, cancellation);
        }
        // Whoever measures next would else be planned for as few rows as there were before.
        await context.AnalyzeAsync<Stand>(cancellation);
        await context.AnalyzeAsync<Post>(cancellation);
        await context.AnalyzeAsync<Placement>(cancellation);
        await context.AnalyzeAsync<FollowUp>(cancellation);
    }

    private void Accept(PendingRows pile, long union, SeededFair seeded)
    {
        Check(seeded.Fair);
        var fair = Fair.Plan(union, seeded.Fair, seeded.CoHosts, context.Ids);
        fair.Begin(seeded.AnnouncedOn);
        var taken = new List<(Post Post, SeededPost Seeded)>();
        foreach (var (input, posts) in seeded.Stands)
        {
            var stand = Record<Stand, StandInput, StandAnswer>(fair, input);
            pile.Stands.Add(stand);
            foreach (var post in posts)
            {
                var offered = Record<Post, PostInput, PostAnswer>(fair, post.Post);
                offered.StandAt(stand);
                pile.Posts.Add(offered);
                taken.Add((offered, post));
            }
        }
        foreach (var visitors in seeded.Visitors) pile.Visitors.Add(Record<VisitorCount, VisitorsInput, VisitorsAnswer>(fair, visitors));
        if (seeded.Held) fair.Close(fair.Ends, pile.Stands.Count(s => s.FairId == fair.Id && s.Attendance == Attendance.Present));
        pile.Fairs.Add(fair);
        pile.CoHosts.AddRange(fair.CoHosts);
        foreach (var (post, of) in taken) TakeWhatCame(pile, fair, post, of);
    }

    private void TakeWhatCame(PendingRows pile, Fair fair, Post post, SeededPost seeded)
    {
        foreach (var input in seeded.Offers)
        {
            var offer = Record<JobOffer, OfferInput, OfferAnswer>(fair, input);
            offer.OfPost(post);
            pile.Offers.Add(offer);
        }
        foreach (var (input, followUps) in seeded.Placements)
        {
            var placement = Record<Placement, PlacementInput, PlacementAnswer>(fair, input);
            placement.TakeOpenings(post);
            pile.Placements.Add(placement);
            foreach (var asked in followUps)
            {
                var followUp = Record<FollowUp, FollowUpInput, FollowUpAnswer>(fair, asked);
                followUp.Follow(placement);
                pile.FollowUps.Add(followUp);
            }
        }
    }

    private TRecord Record<TRecord, TInput, TAnswer>(Fair fair, TInput input) where TRecord : FairRecord, IRecord<FairsContext, TInput, TAnswer>, new() where TInput : RecordInput where TAnswer : IRecordAnswer
    {
        Check(input);
        var record = new TRecord();
        record.Apply(input, tools);
        fair.Admit(record);
        fair.AcceptNew(record, tools.Today, context.Ids);
        return record;
    }

    private static void Check(IChecked input)
    {
        var problems = new InputProblems();
        input.Check(problems);
        problems.ThrowIfAny();
    }

    /// <summary>The rows of one union by their tables, written in the order in which they refer to each other.</summary>
    private sealed class PendingRows
    {
        public List<Fair> Fairs { get; } = [];
        public List<CoHosting> CoHosts { get; } = [];
        public List<Stand> Stands { get; } = [];
        public List<Post> Posts { get; } = [];
        public List<VisitorCount> Visitors { get; } = [];
        public List<JobOffer> Offers { get; } = [];
        public List<Placement> Placements { get; } = [];
        public List<FollowUp> FollowUps { get; } = [];

        public async Task WriteAsync(FairsContext context, CancellationToken cancellation)
        {
            await context.BulkInsertAsync(Fairs, cancellation);
            await context.BulkInsertAsync(CoHosts, cancellation);
            await context.BulkInsertAsync(Stands, cancellation);
            await context.BulkInsertAsync(Posts, cancellation);
            await context.BulkInsertAsync(Visitors, cancellation);
            await context.BulkInsertAsync(Offers, cancellation);
            await context.BulkInsertAsync(Placements, cancellation);
            await context.BulkInsertAsync(FollowUps, cancellation);
        }
    }
}
