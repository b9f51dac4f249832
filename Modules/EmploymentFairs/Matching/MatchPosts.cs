using Federation.EmploymentFairs.Inputs;
using Federation.EmploymentFairs.Posts;
using Federation.EmploymentFairs.Records;
using Federation.EmploymentFairs.Seekers;
using Federation.Framework.Handlers;
using Federation.Framework.Records;
using Federation.Framework.Tenancy;
using Federation.Framework.Web;
using Federation.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Federation.EmploymentFairs.Matching;

/// <summary>The posts of a fair that fit a registered seeker, the best first; those that are filled are left out.</summary>
internal sealed record MatchPosts(long Fair, long Seeker) : IRequest<MatchedPosts>;

internal sealed record MatchedPosts(IReadOnlyList<MatchedPost> Items);

/// <param name="Score">At most 9: trade 4, place 3, wage 2.</param>
/// <param name="Applied">Whether the seeker has applied for it.</param>
internal sealed record MatchedPost(string Post, string Employer, string Title, Trade Trade, int OpeningsLeft, decimal? WageFrom, decimal? WageTo, string Place, int Score, bool Applied, IReadOnlyList<ReasonAnswer> Reasons);

internal sealed class MatchPostsHandler(FairsContext context, RecordReader<FairsContext> reader, Texts texts) : IHandler<MatchPosts, MatchedPosts>
{
    private const int Shown = 20;

    public Permission Permission => Permissions.Read;

    public async Task<MatchedPosts> HandleAsync(MatchPosts request, CancellationToken cancellation)
    {
        var seekers = await reader.ReadableAsync(Seeker.Definition, request.Fair, null, cancellation);
        var seeker = await seekers.SingleOrDefaultAsync(s => s.Id == request.Seeker, cancellation) ?? throw new NotFound("seeker");
        var (trade, wage) = (seeker.Trade, seeker.Wage);
        // Empty where nothing is looked for: every division begins with it.
        var (whole, city, province) = seeker.Division is { } division ? (Match.Whole(division), division[..4], division[..2]) : ("", "", "");
        var near = wage * Match.Near;
        var ranked = await context.Posts.AsNoTracking().Where(p => p.FairId == request.Fair && p.Filled < p.Openings && p.Stand.Attendance != Attendance.Absent)
            .Select(p => new
            {
                Post = p,
                Applied = context.Applications.Any(a => a.SeekerId == request.Seeker && a.PostId == p.Id),
                Score = (trade == null || p.Trade == trade ? Match.Trade : 0)
                    + (p.Division.StartsWith(whole) ? Match.District : p.Division.StartsWith(city) ? Match.City : p.Division.StartsWith(province) ? Match.Province : 0)
                    + (wage == null || (p.WageTo ?? p.WageFrom) >= wage ? Match.Wage : (p.WageTo ?? p.WageFrom) == null || (p.WageTo ?? p.WageFrom) >= near ? Match.NearWage : 0),
            })
            .OrderByDescending(r => r.Score).ThenByDescending(r => r.Post.WageTo ?? r.Post.WageFrom ?? 0).ThenBy(r => r.Post.Id).Take(Shown).ToListAsync(cancellation);
        return new MatchedPosts(
        [
            .. ranked.Where(r => r.Score > 0).Select(r => new MatchedPost(
                Text.Of(r.Post.Id), r.Post.Stand.Employer, r.Post.Title, r.Post.Trade, r.Post.Openings - r.Post.Filled, r.Post.WageFrom, r.Post.WageTo, r.Post.Place, r.Score, r.Applied,
                [.. Match.Reasons(seeker, r.Post).Select(c => new ReasonAnswer(c.Code, texts[c.Code], c.Points))])),
        ]);
    }
}

internal static class MatchPostsEndpoint
{
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/unions/{union}/fairs/{fair}/seekers/{record}/matches",
        async (HttpContext http, IHandler<MatchPosts, MatchedPosts> handler, CancellationToken cancellation) =>
            EndpointExtensions.Answer(http, await handler.HandleAsync(new MatchPosts(http.PathId("fair"), http.PathId("record")), cancellation)))
        .Handles<MatchPosts, MatchedPosts>();
}
