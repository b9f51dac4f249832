using Federation.Unions.Seeding;

namespace Federation.Unions.Contracts;

/// <summary>The unions of the demo: the real tree from the files in <c>seeds/</c>, and grassroots unions made up beside the real ones.</summary>
public static class UnionSeed
{
    /// <param name="folder">The folder with the files; its README says where each came from.</param>
    /// <param name="grassroots">How many grassroots unions to make up below Shaanxi.</param>
    /// <param name="random">The same number gives the same unions on every machine.</param>
    /// <returns>For <see cref="IUnionRegistry.FoundManyAsync"/>: each province with all that is below it, district by district; industry unions last.</returns>
    public static IReadOnlyList<NewUnion> Read(string folder, int grassroots, int random)
    {
        var real = SeedFiles.Read(folder);
        return SeedOrder.DepthFirst([.. real, .. MadeUpUnions.Below("610000", real, grassroots, random)]);
    }
}
