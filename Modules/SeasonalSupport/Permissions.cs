using Federation.Framework.Tenancy;

namespace Federation.SeasonalSupport;

internal static class Permissions
{
    public static readonly Permission Read = new("seasonal.read", Reach.FromAbove, Permission.EveryRole);
    public static readonly Permission Write = new("seasonal.write", Reach.Itself, Role.Clerk, Role.Reviewer);
    public static readonly Permission Reopen = new("seasonal.reopen", Reach.Itself, Role.Reviewer, Role.Administrator);
    public static readonly Permission ReadPersonal = new("seasonal.read-personal", Reach.Itself, Role.Clerk, Role.Reviewer, Role.Leader, Role.Auditor);
}
