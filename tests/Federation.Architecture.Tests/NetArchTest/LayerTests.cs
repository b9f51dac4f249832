using Federation.Architecture.Tests.Solution;
using Federation.Host.Start;
using NetArchTest.Rules;

namespace Federation.Architecture.Tests.NetArchTest;

/// <summary>The layers and the handlers said once more, in the words of NetArchTest. It passes on an empty selection, so each is looked at first.</summary>
public class LayerTests
{
    [Fact]
    public void The_kernel_knows_no_other_layer() => AssertNoDependency(typeof(Kernel.Ids).Assembly, ["Federation.Framework", "Federation.Host", .. Clone.Modules]);

    [Fact]
    public void The_framework_knows_no_module() => AssertNoDependency(typeof(Framework.FrameworkModule).Assembly, ["Federation.Host", .. Clone.Modules]);

    [Fact]
    public void A_module_knows_no_host()
    {
        foreach (var module in InstalledModules.All()) AssertNoDependency(module.GetType().Assembly, ["Federation.Host", "Federation.Jobs"]);
    }

    [Fact]
    public void A_dependency_is_found()
    {
        var planted = Types.InAssembly(typeof(LayerTests).Assembly).That().HaveName(nameof(Planted.UsesForeignInsides));
        Assert.False(planted.ShouldNot().HaveDependencyOnAny("Federation.Figures").GetResult().IsSuccessful);
    }

    [Fact]
    public void Handlers_are_sealed_and_not_public()
    {
        var handlers = Types.InAssemblies(InstalledModules.All().Select(m => m.GetType().Assembly)).That().HaveNameEndingWith("Handler");
        Assert.NotEmpty(handlers.GetTypes());
        var result = handlers.Should().BeSealed().And().NotBePublic().GetResult();
        Assert.True(result.IsSuccessful, string.Join(", ", result.FailingTypeNames ?? []));
    }

    private static void AssertNoDependency(System.Reflection.Assembly assembly, string[] others)
    {
        var types = Types.InAssembly(assembly);
        Assert.NotEmpty(types.GetTypes());
        var result = types.ShouldNot().HaveDependencyOnAny(others).GetResult();
        Assert.True(result.IsSuccessful, string.Join(", ", result.FailingTypeNames ?? []));
    }
}
