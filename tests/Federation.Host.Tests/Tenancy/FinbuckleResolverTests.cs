using Autofac;

namespace Federation.Host.Tests.Tenancy;

public sealed class FederationByFinbuckle() : ResolvedFederation("Finbuckle");

/// <summary>Compiled where the package feed has Finbuckle.</summary>
public sealed class FinbuckleResolverTests(FederationByFinbuckle house) : ResolverContract(house), IClassFixture<FederationByFinbuckle>
{
    [Fact]
    public void Finbuckle_runs() => Assert.Equal("FinbuckleResolver", house.Federation.Container.Resolve<IUnionResolver>().GetType().Name);

    [Fact]
    public async Task Nothing_has_to_be_set()
    {
        await using var federation = await TestFederation.StartAsync();
        Assert.Equal("FinbuckleResolver", federation.Container.Resolve<IUnionResolver>().GetType().Name);
    }
}
