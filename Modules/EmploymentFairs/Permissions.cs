using Federation.Framework.Tenancy;
using Federation.Kernel;

namespace Federation.EmploymentFairs;

internal static class Permissions
{
    public static readonly Permission Read = new("fairs.read", Reach.FromAbove, Permission.EveryRole);
    public static readonly Permission Write = new("fairs.write", Reach.Itself, Role.Clerk, Role.Reviewer);
    public static readonly Permission Reopen = new("fairs.reopen", Reach.Itself, Role.Reviewer, Role.Administrator);
    public static readonly Permission ReadPersonal = new("fairs.read-personal", Reach.Itself, Role.Clerk, Role.Reviewer, Role.Leader, Role.Auditor);
    private static readonly Permission BeThere = new("fairs.read", Reach.Itself, Permission.EveryRole);

    /// <summary>Whether the caller may look at persons of the union: what <see cref="RequirePersonal"/> asks for, for showing the way there.</summary>
    public static bool MayReadPersonal(this Caller caller) => caller.May(ReadPersonal);

    /// <summary>Seekers and what became of them stay with the union that held the fair: from above they do not exist, and within not every role sees them.</summary>
    public static void RequirePersonal(this Caller caller, string what)
    {
        if (!caller.May(BeThere)) throw new NotFound(what);
        if (!caller.May(ReadPersonal)) throw new NotAllowed(ReadPersonal.Code);
    }
}
