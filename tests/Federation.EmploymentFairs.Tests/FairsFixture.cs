using Federation.Framework.Tenancy;

namespace Federation.EmploymentFairs.Tests;

[CollectionDefinition(Name)]
public sealed class FairsCollection : ICollectionFixture<FairsFixture>
{
    public const string Name = "fairs";
}

public sealed class FairsFixture() : ModuleFixture(new EmploymentFairsModule())
{
    /// <summary>What an import of a good table would do: rows added, changed and left as they are.</summary>
    public async Task<(int? Added, int? Changed, int? Unchanged)> CountsAsync(UnionInfo union, string kind, string csv)
    {
        var preview = await PreviewAsync(union, kind, csv);
        Assert.True(preview.IsGood);
        return (preview.Added, preview.Changed, preview.Unchanged);
    }
}
