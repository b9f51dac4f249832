using Federation.Framework.Tenancy;

namespace Federation.LoveStations;

internal static class Permissions
{
    public static readonly Permission Read = new("stations.read", Reach.FromAbove, Permission.EveryRole);
    public static readonly Permission Write = new("stations.write", Reach.Itself, Role.Clerk, Role.Reviewer);

    /// <summary>Takes back what was entered by mistake: a state, a demonstration status.</summary>
    public static readonly Permission Correct = new("stations.put-right", Reach.Itself, Role.Reviewer, Role.Administrator);
}
