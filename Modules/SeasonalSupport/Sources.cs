namespace Federation.SeasonalSupport;

/// <summary>Names of the module's figure sources, as fine as records change: one changed record re-measures only what it counts in.</summary>
internal static class Sources
{
    public const string Funds = "seasonal.funds";
    public const string SummerDeliveries = "seasonal.deliveries-summer";
    public const string WinterDeliveries = "seasonal.deliveries-winter";
    public const string Portions = "seasonal.portions";
    public const string Recipients = "seasonal.recipients";
    public const string Inspections = "seasonal.inspections";
    public const string Posts = "seasonal.posts";
    public const string Trainings = "seasonal.trainings";
    public const string Placements = "seasonal.placements";
    public const string Applications = "seasonal.applications";
    public const string Payments = "seasonal.payments";
    public const string Budget = "seasonal.budget";
}
