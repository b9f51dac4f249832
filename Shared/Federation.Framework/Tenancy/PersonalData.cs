using Federation.Kernel;

namespace Federation.Framework.Tenancy;

public static class PersonalData
{
    /// <summary>Personal data stays with its union: from above it does not exist, and within not every role sees it.</summary>
    /// <param name="permission">Who may read it.</param>
    /// <param name="what">What was asked for.</param>
    public static void RequirePersonal(this Caller caller, Permission permission, string what)
    {
        if (!caller.May(permission with { Reach = Reach.Itself, Roles = Permission.EveryRole })) throw new NotFound(what);
        if (!caller.May(permission)) throw new NotAllowed(permission.Code);
    }
}
