using Federation.Framework.Tenancy;

namespace Federation.Reports;

internal static class Permissions
{
    public static readonly Permission Read = new("reports.read", Reach.FromAbove, Permission.EveryRole);
    public static readonly Permission KeepForms = new("reports.keep-forms", Reach.Itself, Role.Reviewer, Role.Leader, Role.Administrator);
    public static readonly Permission GiveMandates = new("reports.mandate", Reach.Itself, Role.Leader);
    public static readonly Permission HandIn = new("reports.hand-in", Reach.Itself, Role.Clerk, Role.Reviewer, Role.Leader);
    public static readonly Permission Close = new("reports.close", Reach.Itself, Role.Leader);
}
