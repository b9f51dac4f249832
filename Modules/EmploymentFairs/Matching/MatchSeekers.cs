using Federation.EmploymentFairs.Inputs;
using Federation.EmploymentFairs.Records;
using Federation.EmploymentFairs.Seekers;
using Federation.Framework.Handlers;
using Federation.Framework.Records;
using Federation.Framework.Security;
using Federation.Framework.Tenancy;
using Federation.Framework.Web;
using Federation.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Federation.EmploymentFairs.Matching;

/// <summary>The registered seekers of a fair whom a post fits, the best first, members of hardship families before others who fit as well; those placed are left out.</summary>
internal sealed record MatchSeekers(long Fair, long Post) : IRequest<MatchedSeekers>;

internal sealed record MatchedSeekers(IReadOnlyList<MatchedSeeker> Items);

/// <param name="Score">At most 9: trade 4, place 3, wage 2.</param>
/// <param name="Applied">Whether the seeker has applied for the post.</param>
internal sealed record MatchedSeeker(string Seeker, string Name, string Phone, Trade? Trade, decimal? Wage, bool Hardship, int Score, bool Applied, IReadOnlyList<ReasonAnswer> Reasons);

internal sealed class MatchSeekersHandler(FairsContext context, RecordReader<FairsContext> reader, Secrets secrets, Texts texts) : IHandler<MatchSeekers, MatchedSeekers>
{
    private const int Shown = 20;

    public Permission Permission => Permissions.Read;

    public async Task<MatchedSeekers> HandleAsync(MatchSeekers request, CancellationToken cancellation)
    {
        var seekers = await reader.ReadableAsync(Seeker.Definition, request.Fair, null, cancellation);
        var post = await context.Posts.AsNoTracking().SingleOrDefaultAsync(p => p.Id == request.Post && p.FairId == request.Fair, cancellation) ?? throw new NotFound("post");
        var (trade, district, city, province) = (post.Trade, post.Division, post.Division[..4], post.Division[..2]);
        // A wanted division that ends in zeros is a whole city or province, which the post lies in.
        var (wholeCity, wholeProvince) = (city + "00", province + "0000");
        var wage = post.WageTo ?? post.WageFrom;
        var ranked = await seekers.Where(s => !context.Placements.Any(p => p.SeekerId == s.Id))
            .Select(s => new
            {
                Seeker = s,
                Applied = context.Applications.Any(a => a.SeekerId == s.Id && a.PostId == request.Post),
                Score = (s.Trade == null || s.Trade == trade ? Match.Trade : 0)
                    + (s.Division == null || s.Division == district || s.Division == wholeCity || s.Division == wholeProvince ? Match.District
                        : s.Division.StartsWith(city) ? Match.City : s.Division.StartsWith(province) ? Match.Province : 0)
                    + (s.Wage == null || s.Wage <= wage ? Match.Wage : wage == null || s.Wage * Match.Near <= wage ? Match.NearWage : 0),
            })
            .OrderByDescending(r => r.Score).ThenByDescending(r => r.Seeker.Hardship).ThenBy(r => r.Seeker.Id).Take(Shown).ToListAsync(cancellation);
        return new MatchedSeekers(
        [
            .. ranked.Where(r => r.Score > 0).Select(r => new MatchedSeeker(
                Text.Of(r.Seeker.Id), r.Seeker.Name, secrets.MaskPhone(r.Seeker.Phone), r.Seeker.Trade, r.Seeker.Wage, r.Seeker.Hardship, r.Score, r.Applied,
                [.. Match.Reasons(r.Seeker, post).Concat(r.Seeker.Hardship ? [("match-hardship", 0)] : Array.Empty<(string Code, int Points)>()).Select(c => new ReasonAnswer(c.Code, texts[c.Code], c.Points))])),
        ]);
    }
}

internal static class MatchSeekersEndpoint
{
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/unions/{union}/fairs/{fair}/posts/{record}/matches",
        async (HttpContext http, IHandler<MatchSeekers, MatchedSeekers> handler, CancellationToken cancellation) =>
            EndpointExtensions.Answer(http, await handler.HandleAsync(new MatchSeekers(http.PathId("fair"), http.PathId("record")), cancellation)))
        .Handles<MatchSeekers, MatchedSeekers>();
}
