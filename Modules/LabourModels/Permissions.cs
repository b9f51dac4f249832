using Federation.Framework.Tenancy;
using Federation.Kernel;

namespace Federation.LabourModels;

internal static class Permissions
{
    public static readonly Permission Read = new("models.read", Reach.FromAbove, Permission.EveryRole);
    public static readonly Permission Write = new("models.write", Reach.Itself, Role.Clerk, Role.Reviewer);

    /// <summary>Reviews, sends back, refuses and grants.</summary>
    public static readonly Permission Decide = new("models.decide", Reach.Itself, Role.Reviewer, Role.Leader);

    public static readonly Permission ReadPersonal = new("models.read-personal", Reach.Itself, Role.Clerk, Role.Reviewer, Role.Leader, Role.Auditor);
    public static readonly Permission KeepCalendar = new("models.keep-calendar", Reach.Itself, Role.Administrator);
    private static readonly Permission BeThere = new("models.read", Reach.Itself, Permission.EveryRole);

    /// <summary>Whether the caller may look at personal data of the union, for showing the way there.</summary>
    public static bool MayReadPersonal(this Caller caller) => caller.May(ReadPersonal);

    /// <summary>Personal data stays with its union: from above it does not exist, and within not every role sees it.</summary>
    public static void RequirePersonal(this Caller caller, string what)
    {
        if (!caller.May(BeThere)) throw new NotFound(what);
        if (!caller.May(ReadPersonal)) throw new NotAllowed(ReadPersonal.Code);
    }
}
