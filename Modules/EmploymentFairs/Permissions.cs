using Federation.Framework.Tenancy;

namespace Federation.EmploymentFairs;

internal static class Permissions
{
    public static readonly Permission Read = new("fairs.read", Reach.FromAbove, Permission.EveryRole);
    public static readonly Permission Write = new("fairs.write", Reach.Itself, Role.Clerk, Role.Reviewer);
    public static readonly Permission Reopen = new("fairs.reopen", Reach.Itself, Role.Reviewer, Role.Administrator);
    public static readonly Permission ReadPersonal = new("fairs.read-personal", Reach.Itself, Role.Clerk, Role.Reviewer, Role.Leader, Role.Auditor);
}
