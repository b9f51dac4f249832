using Federation.Architecture.Tests.Solution;

namespace Federation.Architecture.Tests.Code;

public class FolderRulesTests
{
    /// <summary>
    /// Folders that still stand in circles, over all modules: lowered with each that is mended and never raised. At 0 there are none.
    /// </summary>
    private const int Left = 42;

    [Fact]
    public void No_more_folders_of_a_module_use_each_other_in_a_circle()
    {
        Assert.NotEmpty(Clone.Modules);
        var circles = Clone.Modules.SelectMany(m => FolderRules.Circles(m, Compiled.TypesOf(m))).ToList();
        var count = circles.Sum(c => c.Folders.Count);
        var told = circles.Select(c => $"{c.Root} {string.Join(" ", c.Folders)}: {c.Uses}");
        Assert.True(count <= Left, $"{count} folders stand in circles, {Left} were left:{Environment.NewLine}{string.Join(Environment.NewLine, told)}");
    }

    [Fact]
    public void A_circle_of_folders_is_found()
    {
        const string planted = "Federation.Architecture.Tests.Planted.Folders";
        var found = Assert.Single(FolderRules.Circles(planted, Compiled.TypesOf("Federation.Architecture.Tests")));
        Assert.Equal(["Here", "There"], found.Folders);
        Assert.Contains("Here → There (Begins", found.Uses, StringComparison.Ordinal);
        Assert.Contains("There → Here (Goes.Back", found.Uses, StringComparison.Ordinal);
    }
}
