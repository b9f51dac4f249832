using Federation.Tenancy.Finbuckle;

namespace Federation.Host.Start;

internal static partial class Resolvers
{
    static partial void AddFinbuckle(List<Resolver> offered) => offered.Add(new Resolver("Finbuckle", FinbuckleTenancy.Description, services => services.AddFinbuckleResolver()));
}
