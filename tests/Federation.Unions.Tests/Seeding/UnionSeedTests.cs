namespace Federation.Unions.Tests.Seeding;

public sealed class UnionSeedTests
{
    private static readonly string Folder = FindSeeds();

    [Fact]
    public async Task The_seed_is_a_tree_that_can_be_founded()
    {
        await using var host = await TestHost.StartAsync();
        var unions = UnionSeed.Read(Folder, 500, 1);
        await host.RegistryAsync(r => r.FoundManyAsync(unions, null, default));

        var renamed = (await host.Unions.FindAsync("610721", default))!;
        Assert.Equal(("610703", "南郑区总工会"), (renamed.Code, renamed.Name));
        Assert.Equal(("610721", "南郑县总工会"), (await host.Unions.NamesAsync([renamed.Id], TestHost.Day(2016, 12, 31), default))[renamed.Id]);
        Assert.Equal(["130000", "130400", "130406", "130406-M01"], (await host.Unions.FindAsync("130406-M01", default))!.Path);
        Assert.Equal("徐州市总工会", (await host.Unions.FindAsync("320300", default))!.Name);
        Assert.Equal(["370000", "370400", "370481", "370481-M01"], (await host.Unions.FindAsync("370481-M01", default))!.Path);
        var group = (await host.Unions.FindAsync("610000-I01", default))!;
        Assert.Null(group.Level);
        var mine = (await host.Unions.FindAsync("610428-M01", default))!;
        Assert.Equal(["610000", "610400", "610428", "610428-M01"], mine.Path);
        Assert.Contains(group.Id, (IReadOnlySet<long>)mine.Industries);
    }

    [Fact]
    public void The_same_seed_makes_the_same_unions_and_more_are_made_beside_them()
    {
        var few = UnionSeed.Read(Folder, 500, 7);
        Assert.Equal(few.Select(u => (u.Code, u.Name)), UnionSeed.Read(Folder, 500, 7).Select(u => (u.Code, u.Name)));
        Assert.NotEqual(few.Select(u => u.Name), UnionSeed.Read(Folder, 500, 8).Select(u => u.Name));
        var many = UnionSeed.Read(Folder, 60_000, 7);
        Assert.Equal(60_000 - 500, many.Count - few.Count);
        Assert.Subset(many.Select(u => (u.Code, u.Name)).ToHashSet(), few.Select(u => (u.Code, u.Name)).ToHashSet());
        Assert.Equal(many.Count, many.Select(u => u.Code).Distinct().Count());
        Assert.Contains(few, u => u.Parent == "610000" && u.Level == UnionLevel.Grassroots);
        Assert.Contains(few, u => u.Parent is { Length: 6 } city && city.EndsWith("00", StringComparison.Ordinal) && city != "610000" && u.Level == UnionLevel.Grassroots);
        Assert.All(few.Where(u => u.Kind == UnionKind.Mine && u.Code.StartsWith("61", StringComparison.Ordinal)), u => Assert.Equal(["610000-I01"], u.Industries));
    }

    private static string FindSeeds()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "seeds", "unions-shaanxi.csv"))) return Path.Combine(folder.FullName, "seeds");
        throw new DirectoryNotFoundException("seeds");
    }
}
