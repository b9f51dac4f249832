using Federation.Framework.Tenancy;

namespace Federation.Registers;

internal static class Permissions
{
    public static readonly Permission Read = new("registers.read", Reach.FromAbove, Permission.EveryRole);
    public static readonly Permission Write = new("registers.write", Reach.Itself, Role.Clerk, Role.Reviewer);
    public static readonly Permission ReadPersonal = new("registers.read-personal", Reach.Itself, Role.Clerk, Role.Reviewer, Role.Leader, Role.Auditor);

    /// <summary>Defines what is recorded and counted.</summary>
    public static readonly Permission Define = new("registers.define", Reach.Itself, Role.Reviewer, Role.Administrator);
}
