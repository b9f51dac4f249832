using System.Reflection;
using Federation.Architecture.Tests.Planted;
using Federation.Architecture.Tests.Solution;
using Federation.Host.Start;
using NetArchTest.Rules;

namespace Federation.Architecture.Tests.NetArchTest;

/// <summary>The rules on types said once more, in the words of NetArchTest. It passes on an empty selection, so each is looked at first; and each finds its planted violator.</summary>
public class LayerTests
{
    private static readonly string[] Engines = ["Hangfire", "Quartz", "Finbuckle"];
    private static readonly string[] Hosts = ["Federation.Host", "Federation.Jobs", "Federation.Tenancy"];

    private static Types Planted => Types.InAssembly(typeof(LayerTests).Assembly);

    private static IEnumerable<Assembly> Modules => InstalledModules.All().Select(m => m.GetType().Assembly);

    [Fact]
    public void The_kernel_knows_no_other_layer() => Holds(ShouldNotKnow(Types.InAssembly(typeof(Kernel.Ids).Assembly), ["Federation.Framework", "Microsoft.EntityFrameworkCore", .. Hosts, .. Clone.Modules]));

    [Fact]
    public void The_framework_knows_no_module_and_no_host() => Holds(ShouldNotKnow(Types.InAssembly(typeof(Framework.FrameworkModule).Assembly), [.. Hosts, .. Clone.Modules]));

    [Fact]
    public void A_module_knows_no_host()
    {
        foreach (var module in Modules) Holds(ShouldNotKnow(Types.InAssembly(module), Hosts));
    }

    [Fact]
    public void No_engine_and_no_resolver_is_known_below_the_host() =>
        Holds(ShouldNotKnow(Types.InAssemblies([typeof(Kernel.Ids).Assembly, typeof(Framework.FrameworkModule).Assembly, .. Modules]), Engines));

    [Fact]
    public void A_dependency_is_found()
    {
        Breaks(ShouldNotKnow(Planted, ["Federation.Figures"]), typeof(UsesForeignInsides));
        Breaks(ShouldNotKnow(Planted, Engines), typeof(KnowsAnEngine));
    }

    [Fact]
    public void Handlers_are_sealed_and_not_public() => Holds(ShouldBeClosed(Types.InAssemblies(Modules)));

    [Fact]
    public void An_open_handler_is_found() => Breaks(ShouldBeClosed(Planted), typeof(OpenHandler));

    [Fact]
    public void Modules_are_sealed_and_public() => Holds(ShouldBeModules(Types.InAssemblies(Modules)));

    [Fact]
    public void A_module_that_hides_is_found() => Breaks(ShouldBeModules(Planted), typeof(HiddenModule));

    private static Rule ShouldNotKnow(Types types, string[] others) => new(types.GetTypes(), types.ShouldNot().HaveDependencyOnAny(others));

    private static Rule ShouldBeClosed(Types types)
    {
        // By their names: it does not know an interface with type parameters again in what implements it.
        var handlers = types.That().HaveNameEndingWith("Handler");
        return new(handlers.GetTypes(), handlers.Should().BeSealed().And().NotBePublic());
    }

    private static Rule ShouldBeModules(Types types)
    {
        var modules = types.That().Inherit(typeof(Framework.Modules.FederationModule));
        return new(modules.GetTypes(), modules.Should().BeSealed().And().BePublic());
    }

    private static void Holds(Rule rule)
    {
        Assert.NotEmpty(rule.Selected);
        var result = rule.Says.GetResult();
        Assert.True(result.IsSuccessful, string.Join(", ", result.FailingTypeNames ?? []));
    }

    private static void Breaks(Rule rule, Type planted)
    {
        Assert.Contains(rule.Selected, t => t.FullName == planted.FullName);
        Assert.Contains(planted.FullName, rule.Says.GetResult().FailingTypeNames ?? []);
    }

    /// <param name="Selected">What the rule looks at.</param>
    private sealed record Rule(IEnumerable<Type> Selected, ConditionList Says);
}
