using Federation.Framework.Web;
using Federation.Unions.Reading;

namespace Federation.Unions.Tests.Reading;

public sealed class ReadingTests
{
    private static readonly PageRequest All = new(PageRequest.MaxLimit, null);

    [Fact]
    public async Task A_search_finds_names_and_codes_of_today_and_of_before()
    {
        await using var host = await TestHost.StartAsync();
        var (id, province) = await host.ProvinceAsync();
        var county = await host.FoundAsync($"{province}-721", UnionLevel.District, province, name: "南郑县总工会");
        await host.FoundAsync($"{province}-800", UnionLevel.District, province, name: "华县总工会");
        await host.RegistryAsync(r => r.RenameAsync(county, "南郑区总工会", TestHost.Day(2017, 7), default));
        await host.RegistryAsync(r => r.RecodeAsync(county, $"{province}-703", TestHost.Day(2017, 7), default));

        foreach (var words in new[] { "南郑县", "郑区", $"{province}-721", $"{province}-70", " 南郑 " })
            Assert.Equal([$"{province}-703"], await SearchAsync(words));
        Assert.Equal([province, $"{province}-703", $"{province}-800"], await SearchAsync(""));
        foreach (var words in new[] { "%", "_郑", "[南]", "\\", "703" }) Assert.Empty(await SearchAsync(words));

        async Task<IEnumerable<string>> SearchAsync(string words) =>
            (await host.AskAsync<SearchUnions, PageOf<UnionAnswer>>(new SearchUnions(words, All), null, new Grant(id, Role.Auditor))).Items.Select(u => u.Code);
    }

    [Fact]
    public async Task A_search_shows_nobody_elses_unions()
    {
        await using var host = await TestHost.StartAsync();
        var (id, province) = await host.ProvinceAsync();
        var (_, foreign) = await host.ProvinceAsync();
        await host.FoundAsync($"{foreign}-C", UnionLevel.City, foreign, name: "别人的市总工会");
        var city = await host.FoundAsync($"{province}-C", UnionLevel.City, province);
        var mine = await host.FoundAsync($"{province}-M", UnionLevel.Grassroots, $"{province}-C");
        var industry = await host.RegistryAsync(r => r.FoundAsync(new NewUnion($"{province}-I01", "煤业集团工会", null, UnionKind.Industry, province, TestHost.Day(1990)), default));
        await host.RegistryAsync(r => r.LinkIndustryAsync(industry, mine, TestHost.Day(2000), default));
        await host.RegistryAsync(r => r.CloseAsync(mine, TestHost.Day(2020), default));

        Assert.Equal([$"{province}-C", $"{province}-M"], await SeenByAsync(city));
        Assert.Equal([province, $"{province}-C", $"{province}-I01", $"{province}-M"], await SeenByAsync(id));
        Assert.Equal([$"{province}-I01"], await SeenByAsync(industry));
        Assert.Empty((await host.AskAsync<SearchUnions, PageOf<UnionAnswer>>(new SearchUnions("别人", All), null, new Grant(id, Role.Leader))).Items);

        async Task<IEnumerable<string>> SeenByAsync(long union)
        {
            var page = await host.AskAsync<SearchUnions, PageOf<UnionAnswer>>(new SearchUnions(null, All), null, new Grant(union, Role.Clerk));
            foreach (var seen in page.Items)
            {
                var info = (await host.Unions.FindAsync(seen.Code, default))!;
                Assert.Equivalent(UnionAnswer.Of(info), seen, strict: true);
                Assert.True(info.Id == union || info.Ancestors.Contains(union) || info.Industries.Contains(union));
            }
            return page.Items.Select(u => u.Code);
        }
    }

    [Fact]
    public async Task Children_are_listed_page_by_page_and_as_they_were()
    {
        await using var host = await TestHost.StartAsync();
        var (id, province) = await host.ProvinceAsync();
        var (_, other) = await host.ProvinceAsync();
        var first = await host.FoundAsync($"{province}-1", UnionLevel.City, province, name: "一市总工会");
        foreach (var n in new[] { 2, 3, 4, 5 }) await host.FoundAsync($"{province}-{n}", UnionLevel.City, province);
        await host.FoundAsync($"{province}-1-D", UnionLevel.District, $"{province}-1");
        await host.RegistryAsync(r => r.RenameAsync(first, "壹市总工会", TestHost.Day(2016), default));
        await host.RegistryAsync(async r => await r.MoveAsync(first, (await host.Unions.FindAsync(other, default))!.Id, TestHost.Day(2017), default));

        var one = await ListAsync(null, new PageRequest(3, null));
        Assert.Equal([$"{province}-2", $"{province}-3", $"{province}-4"], one.Items.Select(u => u.Code));
        var two = await ListAsync(null, new PageRequest(3, one.Items[^1].Code));
        Assert.Equal([$"{province}-5"], two.Items.Select(u => u.Code));
        Assert.NotNull(one.Next);
        Assert.Null(two.Next);
        Assert.Equal("一市总工会", (await ListAsync(TestHost.Day(2015, 5), All)).Items[0].Name);
        Assert.Equal("壹市总工会", (await ListAsync(TestHost.Day(2016, 5), All)).Items[0].Name);
        Assert.Equal([province, $"{province}-1"], (await ListAsync(TestHost.Day(2016, 5), All)).Items[0].Path);

        Task<PageOf<UnionAnswer>> ListAsync(DateOnly? on, PageRequest page) =>
            host.AskAsync<ListChildren, PageOf<UnionAnswer>>(new ListChildren(on, page), province, new Grant(id, Role.Clerk));
    }

    [Fact]
    public async Task A_union_tells_what_it_was_called_before()
    {
        await using var host = await TestHost.StartAsync();
        var (id, province) = await host.ProvinceAsync();
        var (otherId, _) = await host.ProvinceAsync();
        var county = await host.FoundAsync($"{province}-D", UnionLevel.District, province, name: "华县总工会");
        await host.RegistryAsync(r => r.ChangeKindAsync(county, UnionKind.Zone, TestHost.Day(2010), default));
        await host.RegistryAsync(r => r.RenameAsync(county, "华州区总工会", TestHost.Day(2015, 7), default));
        await host.RegistryAsync(r => r.MoveAsync(county, otherId, TestHost.Day(2016), default));
        var detail = await host.AskAsync<ReadUnion, UnionDetail>(new ReadUnion(), $"{province}-D", new Grant(otherId, Role.Clerk));
        Assert.Equal(("华州区总工会", UnionLevel.District, UnionKind.Zone, true), (detail.Name, detail.Level, detail.Kind, detail.Active));
        Assert.Equal([new FormerIdentity($"{province}-D", "华县总工会", TestHost.Day(2015, 7))], detail.FormerNames);
        await Assert.ThrowsAsync<NotAllowed>(() => host.AskAsync<ReadUnion, UnionDetail>(new ReadUnion(), $"{province}-D", new Grant(id, Role.Leader)));
    }
}
