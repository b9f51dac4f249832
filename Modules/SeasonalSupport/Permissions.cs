using Federation.Framework.Tenancy;
using Federation.Kernel;

namespace Federation.SeasonalSupport;

internal static class Permissions
{
    public static readonly Permission Read = new("seasonal.read", Reach.FromAbove, Permission.EveryRole);
    public static readonly Permission Write = new("seasonal.write", Reach.Itself, Role.Clerk, Role.Reviewer);
    public static readonly Permission Reopen = new("seasonal.reopen", Reach.Itself, Role.Reviewer, Role.Administrator);
    public static readonly Permission ReadPersonal = new("seasonal.read-personal", Reach.Itself, Role.Clerk, Role.Reviewer, Role.Leader, Role.Auditor);
    private static readonly Permission BeThere = new("seasonal.read", Reach.Itself, Permission.EveryRole);

    /// <summary>Whether the caller may look at personal data of the union: what <see cref="RequirePersonal"/> asks for, for showing the way there.</summary>
    public static bool MayReadPersonal(this Caller caller) => caller.May(ReadPersonal);

    /// <summary>Personal data stays with its union: from above it does not exist, and within not every role sees it.</summary>
    public static void RequirePersonal(this Caller caller, string what)
    {
        if (!caller.May(BeThere)) throw new NotFound(what);
        if (!caller.May(ReadPersonal)) throw new NotAllowed(ReadPersonal.Code);
    }
}
