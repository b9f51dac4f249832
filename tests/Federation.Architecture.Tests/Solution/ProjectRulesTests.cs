namespace Federation.Architecture.Tests.Solution;

public class ProjectRulesTests
{
    private static ProjectFile Planted(string path, string items) => new(path, $"<Project Sdk=\"Microsoft.NET.Sdk\">{items}</Project>");

    [Fact]
    public void Layers_build_on_the_layers_before_them() => Holds.For(Clone.Projects, ProjectRules.Upwards);

    [Theory]
    [InlineData("Shared/Federation.Kernel/Federation.Kernel.csproj", @"..\Federation.Framework\Federation.Framework.csproj")]
    [InlineData("Shared/Federation.Framework/Federation.Framework.csproj", @"..\..\Modules\Unions\Federation.Unions.csproj")]
    [InlineData("Shared/Federation.Framework/Federation.Framework.csproj", "../Federation.Other/Federation.Other.csproj")]
    [InlineData("Modules/Fairs/Federation.Fairs.csproj", @"..\..\Host\Federation.Host\Federation.Host.csproj")]
    [InlineData("Host/Federation.Host/Federation.Host.csproj", @"..\..\tests\Federation.Testing\Federation.Testing.csproj")]
    public void A_reference_against_the_direction_is_found(string path, string reference) =>
        Assert.Single(ProjectRules.Upwards(Planted(path, $"<ItemGroup><ProjectReference Include=\"{reference}\" /></ItemGroup>")));

    [Fact]
    public void The_kernel_has_no_packages() => Holds.For(Clone.Projects, ProjectRules.KernelPackages);

    [Theory]
    [InlineData("PackageReference")]
    [InlineData("FrameworkReference")]
    public void A_package_of_the_kernel_is_found(string kind) =>
        Assert.Single(ProjectRules.KernelPackages(Planted("Shared/Federation.Kernel/Federation.Kernel.csproj", $"<ItemGroup><{kind} Include=\"X\" /></ItemGroup>")));

    [Fact]
    public void Every_project_stands_in_a_layer() => Holds.For(Clone.Projects, ProjectRules.Misplaced);

    [Theory]
    [InlineData("Tools/Federation.Tools/Federation.Tools.csproj")]
    [InlineData("Modules/Support/Winter/Federation.Winter.csproj")]
    public void A_project_out_of_place_is_found(string path) => Assert.Single(ProjectRules.Misplaced(Planted(path, "")));

    [Fact]
    public void Engines_and_resolvers_are_known_to_their_adapters_alone() => Holds.For(Clone.Projects, ProjectRules.LooseEngines);

    [Theory]
    [InlineData("Modules/Fairs/Federation.Fairs.csproj", "Finbuckle.MultiTenant")]
    [InlineData("Shared/Federation.Framework/Federation.Framework.csproj", "Hangfire.Core")]
    [InlineData("Host/Federation.Host/Federation.Host.csproj", "Quartz")]
    [InlineData("Host/Federation.Jobs.Quartz/Federation.Jobs.Quartz.csproj", "Hangfire.Core")]
    public void An_engine_out_of_its_adapter_is_found(string path, string package) =>
        Assert.Single(ProjectRules.LooseEngines(Planted(path, $"<ItemGroup Condition=\"'$(X)' == 'true'\"><PackageReference Include=\"{package}\" /></ItemGroup>")));

    [Fact]
    public void No_source_is_compiled_in_two_ways() =>
        Holds.For([.. Clone.Files("*.cs"), .. Clone.Files("*.razor")], f => ProjectRules.CompiledInTwoWays(f, File.ReadAllText(Path.Combine(Clone.Root, f))));

    [Theory]
    [InlineData("#if HAS_FINBUCKLE")]
    [InlineData("    # if DEBUG")]
    public void A_source_compiled_in_two_ways_is_found(string line) => Assert.Single(ProjectRules.CompiledInTwoWays("planted", $"using System;\n{line}\nclass C;"));

    [Fact]
    public void Folders_are_named_after_the_field() => Holds.For([.. Clone.Folders()], f => ProjectRules.TechnicalFolders([f]));

    [Theory]
    [InlineData("Modules/Fairs/Services")]
    [InlineData("Modules/Fairs/Helpers")]
    [InlineData("Modules/Fairs/Dtos")]
    [InlineData("Shared/Federation.Framework/Utils")]
    [InlineData("Host/Federation.Host/Api/v1")]
    public void A_folder_named_after_technique_is_found(string folder) => Assert.Single(ProjectRules.TechnicalFolders([folder]));

    [Fact]
    public void The_installed_modules_are_the_folders_under_modules() => Assert.Equal(
        Clone.Modules.Order(StringComparer.Ordinal), Host.Start.InstalledModules.All().Select(m => m.GetType().Assembly.GetName().Name!).Order(StringComparer.Ordinal));

    [Fact]
    public void Every_project_stands_in_the_solution()
    {
        var solution = File.ReadAllText(Path.Combine(Clone.Root, "Federation.sln")).Replace('\\', '/');
        Holds.For(Clone.Projects, p => solution.Contains(p.Path, StringComparison.Ordinal) ? [] : [p.Path]);
    }

    [Fact]
    public void Banned_symbols_are_banned_everywhere()
    {
        Assert.Empty(ProjectRules.Unwired(File.ReadAllText(Path.Combine(Clone.Root, "Directory.Build.props"))));
        // Others of these names would hide those at the root.
        Assert.Equal(["Directory.Build.props", "Directory.Build.targets"], Clone.Files("Directory.Build.*").Order(StringComparer.Ordinal));
        Holds.For([.. Clone.Projects, new ProjectFile("Directory.Build.targets", File.ReadAllText(Path.Combine(Clone.Root, "Directory.Build.targets")))], ProjectRules.Unbanned);
        Holds.For([.. Clone.Files("*.cs"), .. Clone.Files(".editorconfig"), .. Clone.Files("*.globalconfig")], f => ProjectRules.Silenced(f, File.ReadAllText(Path.Combine(Clone.Root, f))));
    }

    [Theory]
    [InlineData("<Project><ItemGroup><AdditionalFiles Include=\"BannedSymbols.txt\" /></ItemGroup></Project>", 2)]
    [InlineData("<Project><PropertyGroup><TreatWarningsAsErrors>true</TreatWarningsAsErrors></PropertyGroup><ItemGroup Condition=\"'$(X)' == ''\"><AdditionalFiles Include=\"BannedSymbols.txt\" /><PackageReference Include=\"Microsoft.CodeAnalysis.BannedApiAnalyzers\" /></ItemGroup></Project>", 2)]
    public void A_list_that_is_not_handed_on_is_found(string props, int missing) => Assert.Equal(missing, ProjectRules.Unwired(props).Count());

    [Theory]
    [InlineData("<PropertyGroup><NoWarn>$(NoWarn);RS0030</NoWarn></PropertyGroup>")]
    [InlineData("<PropertyGroup><TreatWarningsAsErrors>false</TreatWarningsAsErrors></PropertyGroup>")]
    [InlineData("<ItemGroup><AdditionalFiles Remove=\"@(AdditionalFiles)\" /></ItemGroup>")]
    public void A_project_that_lifts_the_ban_is_found(string items) => Assert.Single(ProjectRules.Unbanned(Planted("Modules/Fairs/Federation.Fairs.csproj", items)));

    [Theory]
    [InlineData("#pragma warning disable RS0030")]
    [InlineData("  [assembly: SuppressMessage(\"ApiDesign\", \"RS0030\")]")]
    [InlineData("dotnet_diagnostic.RS0030.severity = none")]
    public void A_silenced_ban_is_found(string line) => Assert.Single(ProjectRules.Silenced("planted", $"using System;\n{line}\nclass C;"));
}
