using Autofac;
using Federation.Framework.Databases;
using Federation.Host.Tests.Web;
using Federation.Unions.Contracts;

namespace Federation.Host.Tests.Tenancy;

/// <summary>Two cities of a province on two hosts, whose requests one resolver assigns to unions.</summary>
public abstract class ResolvedFederation(string resolver) : IAsyncLifetime
{
    public const string Province = "610000", City = "610100", FormerCity = "610199", OtherCity = "610200", District = "610101", Mine = "610101-M01", ClosedMine = "610101-M02";
    private static readonly DateOnly Since = new(2000, 1, 1);
    private int unions;

    public TestFederation Federation { get; private set; } = null!;

    /// <summary>Where the tree is changed: the other host learns of it from the database alone.</summary>
    public TestFederation Elsewhere { get; private set; } = null!;

    public TestClock Clock { get; } = new();

    public async Task InitializeAsync()
    {
        Federation = await TestFederation.StartAsync(clock: Clock, settings: [("Tenancy:Resolver", resolver)]);
        Elsewhere = await Federation.StartBesideAsync();
        var ids = await Elsewhere.FoundAsync(
            new NewUnion(Province, "陕西省总工会", UnionLevel.Province, UnionKind.Territorial, null, Since),
            new NewUnion(City, "西安市总工会", UnionLevel.City, UnionKind.Territorial, Province, Since) { Former = [new FormerName(FormerCity, "长安市总工会", new DateOnly(2010, 1, 1))] },
            new NewUnion(OtherCity, "铜川市总工会", UnionLevel.City, UnionKind.Territorial, Province, Since),
            new NewUnion(District, "新城区总工会", UnionLevel.District, UnionKind.Territorial, City, Since),
            new NewUnion(Mine, "某矿工会", UnionLevel.Grassroots, UnionKind.Mine, District, Since),
            new NewUnion(ClosedMine, "老矿工会", UnionLevel.Grassroots, UnionKind.Mine, District, Since));
        await ChangeAsync(r => r.CloseAsync(ids[ClosedMine], new DateOnly(2015, 1, 1), default));
    }

    public async Task DisposeAsync()
    {
        await Elsewhere.DisposeAsync();
        await Federation.DisposeAsync();
    }

    /// <summary>A district of its own below a city, for a test that changes it.</summary>
    public async Task<(long Id, string Code)> DistrictAsync(string city)
    {
        var code = $"6109{Interlocked.Increment(ref unions):00}";
        var ids = await Elsewhere.FoundAsync(new NewUnion(code, $"{code}区总工会", UnionLevel.District, UnionKind.Territorial, city, Since));
        LetTimePass();
        return (ids[code], code);
    }

    public async Task ChangeAsync(Func<IUnionRegistry, Task> change)
    {
        await using var scope = Elsewhere.Container.BeginLifetimeScope();
        scope.Resolve<Caller>().ActAsSystem();
        await change(scope.Resolve<IUnionRegistry>());
    }

    public async Task<long> IdAsync(string code) => (await Elsewhere.Container.Resolve<IUnionDirectory>().FindAsync(code, default))!.Id;

    /// <summary>As long as a change on another host may take to be noticed.</summary>
    public void LetTimePass() => Clock.Advance(TimeSpan.FromSeconds(2));
}

/// <summary>What every resolver does, seen from outside and at the seam. Each is bound to it by a class of its own.</summary>
public abstract class ResolverContract(ResolvedFederation house)
{
    private const string Province = ResolvedFederation.Province, City = ResolvedFederation.City, OtherCity = ResolvedFederation.OtherCity, District = ResolvedFederation.District, Mine = ResolvedFederation.Mine;
    private static readonly DateOnly LongAgo = new(2005, 1, 1);

    private readonly IUnionResolver resolver = house.Federation.Container.Resolve<IUnionResolver>();

    [Fact]
    public async Task A_union_is_found_by_its_code()
    {
        using var leader = await house.Federation.ClientAsync(Province, Role.Leader);
        foreach (var code in new[] { Province, City, District, Mine }) Assert.Equal(code, (await UnionAsync(leader, code)).Text("code"));
        Assert.Equal(City, (await UnionAsync(leader, "%36%31%30%31%30%30")).Text("code"));
    }

    [Fact]
    public async Task A_union_is_found_by_a_code_that_it_had()
    {
        using var leader = await house.Federation.ClientAsync(Province, Role.Leader);
        Assert.Equal(City, (await UnionAsync(leader, ResolvedFederation.FormerCity)).Text("code"));
        Assert.Equal(City, (await resolver.ByCodeAsync(ResolvedFederation.FormerCity, default))!.Code);
    }

    [Fact]
    public async Task A_closed_union_is_found_by_its_last_code()
    {
        using var leader = await house.Federation.ClientAsync(Province, Role.Leader);
        Assert.False((await UnionAsync(leader, ResolvedFederation.ClosedMine)).GetProperty("active").GetBoolean());
    }

    [Theory]
    [InlineData("999999")]
    [InlineData("1")]
    [InlineData("610101-m01")]
    [InlineData("610100%20")]
    [InlineData("%20610100")]
    [InlineData("610100%E2%80%8B")]
    [InlineData("%EF%BC%96%EF%BC%91%EF%BC%90%EF%BC%91%EF%BC%90%EF%BC%90")]
    [InlineData("610100%2F")]
    [InlineData("%F0%A0%AE%B7")]
    [InlineData("%F0%9F%91%B7610100")]
    [InlineData("'%20OR%201=1%20--")]
    [InlineData("__tenant__")]
    [InlineData("{union}")]
    [InlineData("61010061010061010061010061010061010061010061010061010061010061010061010061010061010061010061010061010061010061010061010061010061010061010061010061010061010061010061010061010061010061010061010061010061010061010061010061010061010061010061010061010061010061010061010061010061010061010061010061010061010")]
    public async Task A_code_that_no_union_has_is_unknown_and_never_leads_to_the_callers_own_union(string code)
    {
        using var leader = await house.Federation.ClientAsync(City, Role.Leader);
        var said = await leader.GetAsync($"/api/v1/unions/{code}").JsonAsync(404);
        Assert.Equal("not-found", said.Text("code"));
        using var browser = await house.Federation.SignedInBrowserAsync(City, Role.Leader);
        Assert.DoesNotContain("西安市总工会</title>", await browser.PageAsync($"/u/{code}", 404), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Anothers_union_is_as_unknown_as_none()
    {
        using var leader = await house.Federation.ClientAsync(OtherCity, Role.Leader);
        var (foreign, unknown) = (await leader.GetAsync($"/api/v1/unions/{City}").JsonAsync(404), await leader.GetAsync("/api/v1/unions/999999").JsonAsync(404));
        foreach (var field in new[] { "type", "title", "status", "detail", "code" }) Assert.Equal(unknown.GetProperty(field).ToString(), foreign.GetProperty(field).ToString());
        await leader.GetAsync($"/api/v1/unions/{ResolvedFederation.FormerCity}").JsonAsync(404);
    }

    [Fact]
    public async Task Whoever_has_not_signed_in_learns_of_no_union()
    {
        using var anonymous = house.Federation.Anonymous();
        foreach (var code in new[] { City, "999999" }) Assert.Equal("not-signed-in", (await anonymous.GetAsync($"/api/v1/unions/{code}").JsonAsync(401)).Text("code"));
    }

    [Fact]
    public async Task A_union_named_elsewhere_than_in_the_path_is_found_alike()
    {
        using var leader = await house.Federation.ClientAsync(City, Role.Leader);
        foreach (var code in new[] { City, ResolvedFederation.FormerCity, District, Mine }) await leader.GetAsync($"/api/v1/rollups?scope={code}").JsonAsync();
        foreach (var code in new[] { OtherCity, Province, "999999", "%F0%A0%AE%B7" }) Assert.Equal("not-found", (await leader.GetAsync($"/api/v1/rollups?scope={code}").JsonAsync(404)).Text("code"));
        Assert.Null(await resolver.ByCodeAsync("", default));
    }

    [Fact]
    public async Task A_header_or_a_query_does_not_name_the_union()
    {
        using var leader = await house.Federation.ClientAsync(Province, Role.Leader);
        foreach (var name in new[] { "union", "tenant", "__tenant__" }) leader.DefaultRequestHeaders.Add(name, OtherCity);
        Assert.Equal(City, (await UnionAsync(leader, $"{City}?union={OtherCity}&__tenant__={OtherCity}")).Text("code"));
    }

    [Fact]
    public async Task Somebody_with_one_grant_begins_at_its_union()
    {
        var (name, password) = await house.Federation.AccountAsync((Mine, Role.Clerk));
        using var browser = house.Federation.Browser();
        Assert.Equal($"/u/{Mine}", await browser.SignInAsync(name, password).FollowRedirectAsync());
        Assert.Equal($"/u/{Mine}", await browser.GetAsync("/sign-in").FollowRedirectAsync());
        Assert.Contains("某矿工会", await browser.PageAsync("/me"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Somebody_with_several_grants_begins_at_the_first_and_goes_where_each_leads()
    {
        var (name, password) = await house.Federation.AccountAsync((OtherCity, Role.Leader), (Mine, Role.Clerk), (District, Role.Reviewer));
        var first = new[] { await house.IdAsync(OtherCity), await house.IdAsync(Mine), await house.IdAsync(District) }.Min();
        using var browser = house.Federation.Browser();
        Assert.Equal($"/u/{(await house.Federation.Container.Resolve<IUnionDirectory>().FindAsync(first, default))!.Code}", await browser.SignInAsync(name, password).FollowRedirectAsync());
        foreach (var code in new[] { OtherCity, Mine, District }) await browser.PageAsync($"/u/{code}");
        await browser.PageAsync($"/u/{City}", 404);
    }

    [Fact]
    public async Task The_first_grant_decides_whatever_has_become_of_its_union()
    {
        var (district, mine, closed) = (await house.IdAsync(District), await house.IdAsync(Mine), await house.IdAsync(ResolvedFederation.ClosedMine));
        Assert.Equal(mine, (await resolver.ByGrantsAsync([new Grant(mine, Role.Clerk), new Grant(district, Role.Leader)], default))!.Id);
        Assert.Equal(closed, (await resolver.ByGrantsAsync([new Grant(closed, Role.Auditor)], default))!.Id);
        Assert.Null(await resolver.ByGrantsAsync([], default));
        Assert.Null(await resolver.ByGrantsAsync([new Grant(1, Role.Clerk)], default));
    }

    [Fact]
    public async Task A_union_renamed_recoded_and_closed_on_another_host_is_noticed_within_seconds()
    {
        using var leader = await house.Federation.ClientAsync(Province, Role.Leader);
        var (id, code) = await house.DistrictAsync(City);
        Assert.Equal($"{code}区总工会", (await UnionAsync(leader, code)).Text("name"));

        await house.ChangeAsync(r => r.RenameAsync(id, "长安区总工会", LongAgo, default));
        house.LetTimePass();
        Assert.Equal("长安区总工会", (await UnionAsync(leader, code)).Text("name"));

        await leader.GetAsync($"/api/v1/unions/{code}-9").JsonAsync(404);
        await house.ChangeAsync(r => r.RecodeAsync(id, $"{code}-9", LongAgo, default));
        house.LetTimePass();
        Assert.Equal($"{code}-9", (await UnionAsync(leader, $"{code}-9")).Text("code"));
        Assert.Equal($"{code}-9", (await UnionAsync(leader, code)).Text("code"));
        Assert.Equal($"{code}-9", (await resolver.ByGrantsAsync([new Grant(id, Role.Leader)], default))!.Code);

        await house.ChangeAsync(r => r.CloseAsync(id, new DateOnly(2016, 1, 1), default));
        house.LetTimePass();
        Assert.False((await UnionAsync(leader, code)).GetProperty("active").GetBoolean());
    }

    [Fact]
    public async Task A_union_moved_on_another_host_changes_hands_within_seconds()
    {
        using var leader = await house.Federation.ClientAsync(City, Role.Leader);
        using var other = await house.Federation.ClientAsync(OtherCity, Role.Leader);
        var (id, code) = await house.DistrictAsync(City);
        Assert.Equal(City, (await UnionAsync(leader, code)).Text("parent"));
        await other.GetAsync($"/api/v1/unions/{code}").JsonAsync(404);

        var to = await house.IdAsync(OtherCity);
        await house.ChangeAsync(r => r.MoveAsync(id, to, LongAgo, default));
        house.LetTimePass();
        await leader.GetAsync($"/api/v1/unions/{code}").JsonAsync(404);
        Assert.Equal(OtherCity, (await UnionAsync(other, code)).Text("parent"));
    }

    [Fact]
    public async Task Requests_of_many_unions_at_once_never_mix()
    {
        string[] all = [Province, City, OtherCity, District, Mine, ResolvedFederation.ClosedMine];
        using var province = await house.Federation.ClientAsync(Province, Role.Leader);
        using var mine = await house.Federation.ClientAsync(Mine, Role.Leader);
        using var city = await house.Federation.ClientAsync(OtherCity, Role.Leader);
        await Parallel.ForEachAsync(Enumerable.Range(0, 600), new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (i, _) =>
        {
            var asked = all[i % all.Length];
            var (client, own) = (i % 3) switch { 0 => (province, null), 1 => (mine, Mine), _ => (city, OtherCity) };
            var status = own is null || own == asked ? 200 : 404;
            var said = await client.GetAsync($"/api/v1/unions/{asked}").JsonAsync(status);
            if (status == 200) Assert.Equal(asked, said.Text("code"));
            // What names no union says nothing of anybody's.
            if (i % 10 == 0) await client.GetAsync("/api/v1/indicators").JsonAsync();
        });
    }

    [Fact]
    public async Task A_database_that_cannot_be_asked_makes_no_union_unknown()
    {
        using var leader = await house.Federation.ClientAsync(Province, Role.Leader);
        await UnionAsync(leader, City);
        await using var scope = house.Elsewhere.Container.BeginLifetimeScope();
        var session = scope.Resolve<DatabaseSession>();
        await session.ExecuteAsync("ALTER TABLE unions.tree_version RENAME TO gone", default);
        try
        {
            house.LetTimePass();
            Assert.Equal("internal-error", (await leader.GetAsync($"/api/v1/unions/{City}").JsonAsync(500)).Text("code"));
            await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => resolver.ByCodeAsync(City, default).AsTask());
            await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => resolver.ByGrantsAsync([new Grant(1, Role.Clerk)], default).AsTask());
        }
        finally
        {
            await session.ExecuteAsync("ALTER TABLE unions.gone RENAME TO tree_version", default);
        }
        await UnionAsync(leader, City);
    }

    private static Task<JsonElement> UnionAsync(HttpClient client, string code) => client.GetAsync($"/api/v1/unions/{code}").JsonAsync();
}
