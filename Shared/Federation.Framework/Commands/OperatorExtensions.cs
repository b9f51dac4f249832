using Autofac;
using Federation.Framework.Tenancy;
using Federation.Framework.Web;

namespace Federation.Framework.Commands;

public static class OperatorExtensions
{
    /// <summary>Enters a union as the operator of the command line, who may do everything, for one unit of work.</summary>
    /// <exception cref="Kernel.NotFound">There is no union with that code.</exception>
    public static async Task<UnionInfo> EnterAsOperatorAsync(this ILifetimeScope unit, string union, CancellationToken cancellation)
    {
        var caller = unit.Resolve<Caller>();
        caller.ActAsSystem();
        return await caller.EnterAsync(union, unit.Resolve<IUnionResolver>(), cancellation);
    }
}
