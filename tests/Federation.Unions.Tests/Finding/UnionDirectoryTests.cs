using Federation.Unions.Finding;

namespace Federation.Unions.Tests.Finding;

public sealed class UnionDirectoryTests
{
    [Fact]
    public async Task A_renamed_county_is_found_by_its_old_code()
    {
        await using var host = await TestHost.StartAsync();
        var (_, province) = await host.ProvinceAsync();
        var county = await host.FoundAsync($"{province}-721", UnionLevel.District, province, name: "南郑县总工会");
        await host.RegistryAsync(r => r.RenameAsync(county, "南郑区总工会", TestHost.Day(2017, 7), default));
        await host.RegistryAsync(r => r.RecodeAsync(county, $"{province}-703", TestHost.Day(2017, 7), default));

        var found = await host.Unions.FindAsync($"{province}-721", default);
        Assert.Equal((county, $"{province}-703", "南郑区总工会"), (found!.Id, found.Code, found.Name));
        Assert.Equal($"{province}-703", found.Path[^1]);
        Assert.Equal("南郑县总工会", (await host.Unions.NamesAsync([county], TestHost.Day(2016, 12, 31), default))[county].Name);
        Assert.Equal("南郑区总工会", (await host.Unions.NamesAsync([county], TestHost.Day(2017, 12, 31), default))[county].Name);
    }

    [Fact]
    public async Task An_old_code_that_is_taken_again_belongs_to_the_new_union()
    {
        await using var host = await TestHost.StartAsync();
        var (_, province) = await host.ProvinceAsync();
        var old = await host.FoundAsync($"{province}-1", UnionLevel.District, province);
        await host.RegistryAsync(r => r.RecodeAsync(old, $"{province}-2", TestHost.Day(2000), default));
        Assert.Equal(old, (await host.Unions.FindAsync($"{province}-1", default))!.Id);
        var later = await host.FoundAsync($"{province}-1", UnionLevel.District, province, TestHost.Day(2005));
        Assert.Equal(later, (await host.Unions.FindAsync($"{province}-1", default))!.Id);
    }

    [Fact]
    public async Task Another_host_notices_a_change_within_two_seconds()
    {
        await using var host = await TestHost.StartAsync();
        await using var other = await TestHost.StartAsync();
        var (id, code) = await host.ProvinceAsync();
        Assert.Equal($"{code}省总工会", (await other.Unions.FindAsync(code, default))!.Name);
        Assert.Null(await other.Unions.FindAsync($"{code}-C", default));

        await host.RegistryAsync(r => r.RenameAsync(id, "新名总工会", TestHost.Day(2000), default));
        await host.FoundAsync($"{code}-C", UnionLevel.City, code);
        Assert.Equal("新名总工会", (await host.Unions.FindAsync(code, default))!.Name);
        other.Clock.Advance(UnionMemory.Freshness);
        Assert.Equal("新名总工会", (await other.Unions.FindAsync(code, default))!.Name);
        Assert.NotNull(await other.Unions.FindAsync($"{code}-C", default));
    }

    [Fact]
    public async Task A_change_dated_tomorrow_holds_from_tomorrow()
    {
        await using var host = await TestHost.StartAsync();
        var (id, code) = await host.ProvinceAsync();
        await host.RegistryAsync(r => r.RenameAsync(id, "明天的名字", host.Clock.Today().AddDays(1), default));
        Assert.Equal($"{code}省总工会", (await host.Unions.FindAsync(code, default))!.Name);
        host.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal("明天的名字", (await host.Unions.FindAsync(code, default))!.Name);
    }

    [Fact]
    public async Task A_closed_union_is_still_known_by_its_last_place()
    {
        await using var host = await TestHost.StartAsync();
        var (provinceId, province) = await host.ProvinceAsync();
        var mine = await host.FoundAsync($"{province}-M", UnionLevel.Grassroots, province);
        await host.RegistryAsync(r => r.CloseAsync(mine, TestHost.Day(2015), default));
        var found = (await host.Unions.FindAsync($"{province}-M", default))!;
        Assert.False(found.Active);
        Assert.Equal((province, true), (found.Parent, found.Ancestors.Contains(provinceId)));
        Assert.Equal($"{province}-M", (await host.Unions.NamesAsync([mine], TestHost.Day(2020), default))[mine].Code);
    }

    [Fact]
    public async Task An_industry_union_has_no_place_but_looks_after_mines_wherever_they_lie()
    {
        await using var host = await TestHost.StartAsync();
        var (provinceId, province) = await host.ProvinceAsync();
        var industry = await host.RegistryAsync(r => r.FoundAsync(new NewUnion($"{province}-I01", "煤业集团工会", null, UnionKind.Industry, province, TestHost.Day(1990)), default));
        var mine = await host.FoundAsync($"{province}-M", UnionLevel.Grassroots, province);
        await host.RegistryAsync(r => r.LinkIndustryAsync(industry, mine, TestHost.Day(2000), default));

        var group = (await host.Unions.FindAsync($"{province}-I01", default))!;
        Assert.Equal((null, null), (group.Level, group.Parent));
        Assert.Equal([$"{province}-I01"], group.Path);
        Assert.Contains(provinceId, (IReadOnlySet<long>)group.Ancestors);
        var looked = (await host.Unions.FindAsync($"{province}-M", default))!;
        Assert.Equal([industry], looked.Industries);
        Assert.DoesNotContain(industry, (IReadOnlySet<long>)looked.Ancestors);

        await host.RegistryAsync(r => r.UnlinkIndustryAsync(industry, mine, TestHost.Day(2010), default));
        Assert.Empty((await host.Unions.FindAsync($"{province}-M", default))!.Industries);
    }

    [Theory]
    [InlineData("")]
    [InlineData("不存在")]
    [InlineData("' OR 1=1 --")]
    [InlineData("0123456789012345678901234567890123456789012345678901234567890123456789")]
    public async Task What_is_no_code_is_no_union(string code)
    {
        await using var host = await TestHost.StartAsync();
        Assert.Null(await host.Unions.FindAsync(code, default));
    }
}
