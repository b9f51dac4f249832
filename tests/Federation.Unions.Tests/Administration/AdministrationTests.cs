using Federation.Unions.Administration;
using Federation.Unions.Reading;
using Microsoft.EntityFrameworkCore;

namespace Federation.Unions.Tests.Administration;

public sealed class AdministrationTests
{
    private static readonly DateOnly On = TestHost.Day(2018, 3);

    [Fact]
    public async Task The_tree_is_changed_from_above_by_an_administrator_alone()
    {
        await using var host = await TestHost.StartAsync();
        var (province, code) = await host.ProvinceAsync();
        var city = await host.FoundAsync($"{code}-C", UnionLevel.City, code);
        var rename = new RenameUnion { Name = "新名", On = On };
        await Assert.ThrowsAsync<NotAllowed>(() => host.AskAsync<RenameUnion, UnionDetail>(rename, $"{code}-C", new Grant(province, Role.Leader)));
        await Assert.ThrowsAsync<NotAllowed>(() => host.AskAsync<RenameUnion, UnionDetail>(rename, $"{code}-C", new Grant(city, Role.Administrator)));
        Assert.Equal("新名", (await host.AskAsync<RenameUnion, UnionDetail>(rename, $"{code}-C", new Grant(province, Role.Administrator))).Name);
        // Nobody stands above a root.
        Assert.Equal("新名", (await host.AskAsync<RenameUnion, UnionDetail>(rename, code, new Grant(province, Role.Administrator))).Name);
        Assert.True(await host.ReadAsync(c => c.AuditEntries.AnyAsync(a => a.UnionId == city && a.Action == "unions.rename" && a.PersonId == 1)));
    }

    [Fact]
    public async Task A_life_of_a_mine_told_through_the_interface()
    {
        await using var host = await TestHost.StartAsync();
        var (province, code) = await host.ProvinceAsync();
        await host.FoundAsync($"{code}-A", UnionLevel.District, code);
        await host.FoundAsync($"{code}-B", UnionLevel.District, code);
        var grant = new Grant(province, Role.Administrator);

        var mine = await host.AskAsync<FoundUnion, UnionDetail>(
            new FoundUnion { Code = $"{code}-M", Name = "某矿工会", Level = UnionLevel.Grassroots, Kind = UnionKind.Mine, On = TestHost.Day(2010) }, $"{code}-A", grant);
        Assert.Equal([code, $"{code}-A", $"{code}-M"], mine.Path);
        var recoded = await host.AskAsync<RecodeUnion, UnionDetail>(new RecodeUnion { Code = $"{code}-N", On = On }, $"{code}-M", grant);
        Assert.Equal([new FormerIdentity($"{code}-M", "某矿工会", On)], recoded.FormerNames);
        Assert.Equal($"{code}-B", (await host.AskAsync<MoveUnion, UnionDetail>(new MoveUnion { Parent = $"{code}-B", On = On }, $"{code}-N", grant)).Parent);
        Assert.Equal(UnionKind.Enterprise, (await host.AskAsync<ChangeUnionKind, UnionDetail>(new ChangeUnionKind { Kind = UnionKind.Enterprise, On = On }, $"{code}-N", grant)).Kind);
        Assert.False((await host.AskAsync<MergeUnion, UnionDetail>(new MergeUnion { Into = $"{code}-A", On = On }, $"{code}-B", grant)).Active);
        Assert.Equal([code, $"{code}-A", $"{code}-N"], (await host.Unions.FindAsync($"{code}-N", default))!.Path);
        var part = await host.AskAsync<SplitUnion, UnionDetail>(new SplitUnion { Code = $"{code}-S", Name = "分出区总工会", Children = [$"{code}-N"], On = On }, $"{code}-A", grant);
        Assert.Equal((UnionLevel.District, code), (part.Level, part.Parent));
        Assert.False((await host.AskAsync<CloseUnion, UnionDetail>(new CloseUnion { On = On.AddDays(1) }, $"{code}-N", grant)).Active);
        Assert.True((await host.AskAsync<ReopenUnion, UnionDetail>(new ReopenUnion { On = TestHost.Day(2019) }, $"{code}-N", grant)).Active);
        Assert.Equal(UnionLevel.City, (await host.AskAsync<ChangeUnionLevel, UnionDetail>(new ChangeUnionLevel { Level = UnionLevel.City, On = On }, $"{code}-S", grant)).Level);
    }

    [Fact]
    public async Task A_union_is_moved_only_to_where_one_administers_too()
    {
        await using var host = await TestHost.StartAsync();
        var (province, code) = await host.ProvinceAsync();
        var (foreign, foreignCode) = await host.ProvinceAsync();
        await host.FoundAsync($"{code}-C", UnionLevel.City, code);
        var move = new MoveUnion { Parent = foreignCode, On = On };
        var unknown = await Assert.ThrowsAsync<InvalidInput>(() => host.AskAsync<MoveUnion, UnionDetail>(move, $"{code}-C", new Grant(province, Role.Administrator)));
        Assert.Equal("parent", Assert.Single(unknown.Problems).Key);
        await Assert.ThrowsAsync<NotAllowed>(() => host.AskAsync<MoveUnion, UnionDetail>(move, $"{code}-C", new Grant(province, Role.Administrator), new Grant(foreign, Role.Clerk)));
        await host.AskAsync<MoveUnion, UnionDetail>(move, $"{code}-C", new Grant(province, Role.Administrator), new Grant(foreign, Role.Administrator));
    }

    [Theory]
    [InlineData("a1", UnionKind.Mine, "code")]
    [InlineData("-1", UnionKind.Mine, "code")]
    [InlineData("1 2", UnionKind.Mine, "code")]
    [InlineData("12345678901234567890123456789012345678901", UnionKind.Mine, "code")]
    [InlineData("1", "castle", "kind")]
    [InlineData("1", UnionKind.Industry, "kind")]
    public void Bad_input_is_named_by_field(string code, string kind, string field)
    {
        var problems = new InputProblems();
        new FoundUnion { Code = code, Name = "某工会", Kind = kind, On = On }.Check(problems);
        Assert.Equal([field], problems.All().Keys);
    }
}
