using Federation.Framework.Tenancy;

namespace Federation.LabourModels;

internal static class Permissions
{
    public static readonly Permission Read = new("models.read", Reach.FromAbove, Permission.EveryRole);
    public static readonly Permission Write = new("models.write", Reach.Itself, Role.Clerk, Role.Reviewer);

    /// <summary>Reviews, sends back, refuses and grants.</summary>
    public static readonly Permission Decide = new("models.decide", Reach.Itself, Role.Reviewer, Role.Leader);

    public static readonly Permission ReadPersonal = new("models.read-personal", Reach.Itself, Role.Clerk, Role.Reviewer, Role.Leader, Role.Auditor);
    public static readonly Permission KeepCalendar = new("models.keep-calendar", Reach.Itself, Role.Administrator);
}
