using Federation.Tenancy.Finbuckle;

namespace Federation.Host.Start;

internal static partial class Resolvers
{
    static partial void OfferFinbuckle(List<Resolver> offered) => offered.Add(new Resolver("Finbuckle", FinbuckleTenancy.Description, services => services.AddFinbuckleResolver()));
}
