namespace Federation.EmploymentFairs;

/// <summary>Names of the module's figure sources, as fine as records change: one changed record re-measures only what it counts in.</summary>
internal static class Sources
{
    public const string Fairs = "fairs.fairs";
    public const string CoHosts = "fairs.co-hosts";
    public const string Stands = "fairs.stands";
    public const string Posts = "fairs.posts";
    public const string Visitors = "fairs.visitors";
    public const string Applications = "fairs.applications";
    public const string Offers = "fairs.offers";
    public const string Placements = "fairs.placements";
    public const string FollowUps = "fairs.follow-ups";
}
