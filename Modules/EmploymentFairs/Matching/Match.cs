using Federation.EmploymentFairs.Contracts;
using Federation.EmploymentFairs.Posts;
using Federation.EmploymentFairs.Seekers;

namespace Federation.EmploymentFairs.Matching;

/// <summary>
/// How well a seeker and a post fit, by trade, place and wage. What a seeker does not mind is met by any post. The points are added up inside the database, with the
/// same numbers as <see cref="Reasons"/> says in words.
/// </summary>
internal static class Match
{
    public const int Trade = 4, District = 3, City = 2, Province = 1, Wage = 2, NearWage = 1;

    /// <summary>A post that pays up to this much less than looked for is still near.</summary>
    public const decimal Near = 0.9m;

    /// <summary>The part of a division's code that all of its divisions share: two digits of a province, four of a city, six of a district.</summary>
    public static string Whole(string division) =>
        division.EndsWith("0000", StringComparison.Ordinal) ? division[..2] : division.EndsWith("00", StringComparison.Ordinal) ? division[..4] : division;

    /// <summary>Why they fit, as codes of sentences; what speaks against it as well.</summary>
    public static IReadOnlyList<string> Reasons(Trade? wantedTrade, string? wantedDivision, decimal? wantedWage, Post post)
    {
        var reasons = new List<string>();
        if (wantedTrade is { } trade) reasons.Add(trade == post.Trade ? "match-trade" : "match-other-trade");
        if (wantedDivision is { } division)
        {
            reasons.Add(
                post.Division.StartsWith(Whole(division), StringComparison.Ordinal) ? "match-place"
                : post.Division[..4] == division[..4] ? "match-city"
                : post.Division[..2] == division[..2] ? "match-province" : "match-far");
        }
        if (wantedWage is { } wage)
        {
            reasons.Add(post.WageTo is null && post.WageFrom is null ? "match-wage-open"
                : (post.WageTo ?? post.WageFrom) >= wage ? "match-wage"
                : (post.WageTo ?? post.WageFrom) >= wage * Near ? "match-wage-near" : "match-wage-below");
        }
        return reasons;
    }

    public static IReadOnlyList<string> Reasons(Seeker seeker, Post post) => Reasons(seeker.Trade, seeker.Division, seeker.Wage, post);
}

/// <param name="Code">What the sentence is found by.</param>
public sealed record ReasonAnswer(string Code, string Text);
