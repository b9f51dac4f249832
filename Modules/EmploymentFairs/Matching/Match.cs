using Federation.EmploymentFairs.Inputs;
using Federation.EmploymentFairs.Posts;
using Federation.EmploymentFairs.Seekers;

namespace Federation.EmploymentFairs.Matching;

/// <summary>
/// How well a seeker and a post fit, by trade, place and wage. What a seeker does not mind is met by any post. The points are added up inside the database, with the
/// same numbers as <see cref="Reasons"/> says in words.
/// </summary>
internal static class Match
{
    public const int Trade = 4, District = 3, City = 2, Province = 1, Wage = 2, NearWage = 1, MaxScore = Trade + District + Wage;

    /// <summary>A post that pays up to this much less than looked for is still near.</summary>
    public const decimal Near = 0.9m;

    /// <summary>The part of a division's code that all of its divisions share: two digits of a province, four of a city, six of a district.</summary>
    public static string Whole(string division) =>
        division.EndsWith("0000", StringComparison.Ordinal) ? division[..2] : division.EndsWith("00", StringComparison.Ordinal) ? division[..4] : division;

    /// <summary>Why they fit, of trade, place and wage what was found with the points that it gives; what speaks against it gives none. They add up to the score.</summary>
    public static IReadOnlyList<(string Code, int Points)> Reasons(Seeker seeker, Post post) => [ByTrade(seeker.Trade, post), ByPlace(seeker.Division, post), ByWage(seeker.Wage, post)];

    private static (string Code, int Points) ByTrade(Trade? wanted, Post post) => wanted is null ? ("match-any-trade", Trade) : wanted == post.Trade ? ("match-trade", Trade) : ("match-other-trade", 0);

    private static (string Code, int Points) ByPlace(string? wanted, Post post) => wanted is null ? ("match-any-place", District)
        : post.Division.StartsWith(Whole(wanted), StringComparison.Ordinal) ? ("match-place", District)
        : post.Division[..4] == wanted[..4] ? ("match-city", City)
        : post.Division[..2] == wanted[..2] ? ("match-province", Province) : ("match-far", 0);

    private static (string Code, int Points) ByWage(decimal? wanted, Post post) => wanted is null ? ("match-any-wage", Wage) : (post.WageTo ?? post.WageFrom) switch
    {
        null => ("match-wage-open", NearWage),
        { } paid when paid >= wanted => ("match-wage", Wage),
        { } paid when paid >= wanted * Near => ("match-wage-near", NearWage),
        _ => ("match-wage-below", 0),
    };
}

/// <param name="Code">What the sentence is found by.</param>
/// <param name="Points">What it gives towards the score.</param>
public sealed record ReasonAnswer(string Code, string Text, int Points);
