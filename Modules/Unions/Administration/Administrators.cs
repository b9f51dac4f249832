using Federation.Framework.Tenancy;
using Federation.Kernel;

namespace Federation.Unions.Administration;

/// <summary>Who may change the tree: administrators above the union that is changed. No union decides on its own place; only a root has nobody above.</summary>
internal sealed class Administrators(Caller caller, IUnionDirectory unions)
{
    public static readonly Permission Permission = new("unions.administer", Reach.FromAbove, Role.Administrator);

    public void RequireAbove(UnionInfo union)
    {
        if (!caller.IsSystem && !Administers(id => union.Ancestors.Contains(id) || (union.Ancestors.Count == 0 && id == union.Id))) throw new NotAllowed(Permission.Code);
    }

    /// <summary>A union that is named in an input, and that the caller administers from there or from above.</summary>
    public async Task<UnionInfo> AdministeredAsync(string field, string code, CancellationToken cancellation)
    {
        var union = await FindAsync(field, code, cancellation);
        if (!caller.IsSystem && !Administers(id => id == union.Id || union.Ancestors.Contains(id))) throw new NotAllowed(Permission.Code);
        return union;
    }

    /// <summary>A union that is named in an input; one that the caller does not see is unknown.</summary>
    public async Task<UnionInfo> FindAsync(string field, string code, CancellationToken cancellation) =>
        await unions.FindAsync(code, cancellation) is { } union && caller.Sees(union) ? union : throw new InvalidInput(field, "unknown-union", code);

    private bool Administers(Func<long, bool> reached) => caller.Grants.Any(g => g.Role == Role.Administrator && reached(g.UnionId));
}
