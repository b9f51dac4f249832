using Autofac;
using Federation.Framework;
using Federation.Host.Start;

namespace Federation.Host.Tests.Tenancy;

public sealed class FederationByBuiltIn() : ResolvedFederation("BuiltIn");

public sealed class BuiltInResolverTests(FederationByBuiltIn house) : ResolverContract(house), IClassFixture<FederationByBuiltIn>
{
    [Fact]
    public void The_built_in_resolver_runs() => Assert.Equal("UnionResolver", house.Federation.Container.Resolve<IUnionResolver>().GetType().Name);

    [Fact]
    public async Task A_resolver_that_is_none_stops_the_start_up() =>
        Assert.Contains("Tenancy:Resolver", (await Assert.ThrowsAsync<ConfigurationError>(() => TestFederation.StartAsync(settings: [("Tenancy:Resolver", "Claims")]))).Message, StringComparison.Ordinal);
}
