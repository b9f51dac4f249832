using Federation.Figures.Map;
using Federation.Framework.Tenancy;
using Federation.Kernel;
using Federation.Kernel.Figures;
using Federation.Testing;
using Federation.Unions.Contracts;

namespace Federation.Figures.Tests.Pages;

/// <summary>A union's children beside each other, on a map and in a table.</summary>
public sealed class MapTests(Province province) : IClassFixture<Province>
{
    [Fact]
    public async Task The_map_and_the_table_show_every_child_with_the_year_before()
    {
        var page = await Province.ReadAsync(province.Leader, "/u/610000/map?period=2017&indicator=seasonal.cooling.people");
        foreach (var said in new[] { "西安市总工会", "铜川市总工会", "title=\"40,000\"", "title=\"30,000\"", "+33.3%", "1. 西安市总工会" }) Assert.Contains(said, page, StringComparison.Ordinal);
        // A city without figures is hatched and still has its place; each area leads to its own map.
        Assert.Contains("fill=\"url(#missing)\"", page, StringComparison.Ordinal);
        Assert.Contains("href=\"/u/610100/map?period=2017&indicator=seasonal.cooling.people\"", page, StringComparison.Ordinal);
        Assert.Contains("没有下级工会", await Province.ReadAsync(province.Leader, $"/u/{Province.Mine}/map?period=2017"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_address_says_what_is_shown_and_how_it_is_sorted()
    {
        var page = await Province.ReadAsync(province.Leader, "/u/610000/map?period=2017&indicator=seasonal.cooling.people&show=completeness&sort=code&up=true");
        Assert.Contains("aria-sort=\"ascending\"", page, StringComparison.Ordinal);
        Assert.True(page.LastIndexOf("西安市总工会", StringComparison.Ordinal) < page.LastIndexOf("铜川市总工会", StringComparison.Ordinal));
        var turned = await Province.ReadAsync(province.Leader, "/u/610000/map?period=2017&indicator=seasonal.cooling.people&sort=code");
        Assert.True(turned.LastIndexOf("西安市总工会", StringComparison.Ordinal) > turned.LastIndexOf("铜川市总工会", StringComparison.Ordinal));
        foreach (var odd in new[] { "show=nothing", "sort=%00", "indicator=nothing", "period=zz" }) await Province.ReadAsync(province.Leader, $"/u/610000/map?{odd}", 400);
        var file = await Province.ReadAsync(province.Leader, "/u/610000/map/export?period=2017&indicator=seasonal.cooling.people&format=csv");
        Assert.Contains("西安市总工会,40000,30000,33.3", file, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2017", "2017", "2016")]
    [InlineData("2018", "2018-01 2018-02 2018-03", "2017-01 2017-02 2017-03")]
    [InlineData("2018-03", "2018-03", "2017-03")]
    [InlineData("2018-04", "", "")]
    [InlineData("S2018", "2017-10 2017-11 2017-12 2018-01 2018-02 2018-03", "2016-10 2016-11 2016-12 2017-01 2017-02 2017-03")]
    [InlineData("2019", "", "")]
    public void A_running_year_is_compared_by_its_months_that_are_over(string period, string now, string before)
    {
        var sum = new IndicatorText(1, "x", "x", "x", "persons", "x").Typed(IndicatorKind.Sum) with { Source = IndicatorSource.Records };
        var like = LikeWithLike.Of(Period.Parse(period), sum, new DateOnly(2018, 4, 10));
        Assert.Equal((now, before), (string.Join(' ', like.Now), string.Join(' ', like.Before)));
        Assert.Empty(LikeWithLike.Of(Period.Year(2018), sum with { Kind = IndicatorKind.Distinct }, new DateOnly(2018, 4, 10)).Now);
        Assert.Empty(LikeWithLike.Of(Period.Year(2018), sum with { Source = IndicatorSource.Form }, new DateOnly(2018, 4, 10)).Now);
    }

    /// <summary>Two squares beside each other are one oblong: the line between them goes.</summary>
    [Fact]
    public void Neighbours_are_joined_without_the_line_between_them()
    {
        static GeoPoint At(int x, int y) => new(x, y);
        var outlines = Boundaries.Join([[At(0, 0), At(1, 0), At(1, 1), At(0, 1), At(0, 0)], [At(1, 0), At(1, 1), At(2, 1), At(2, 0), At(1, 0)]]);
        var outline = Assert.Single(outlines);
        Assert.Equal(6, outline.Count);
        Assert.Equal(4, Math.Abs(Boundaries.Area(outline)));
    }

    [Fact]
    public void Equal_numbers_have_one_colour_and_larger_ones_are_darker()
    {
        var classes = MapClasses.Of([5, 5, 5, null, 7, 9, 11, 11, 20, 30]);
        Assert.Equal(classes.Count, classes.Select(c => c.Colour).Distinct().Count());
        Assert.Equal(classes.ColourOf(5), classes[0].Colour);
        Assert.Equal(classes.ColourOf(30), classes[^1].Colour);
        Assert.Null(classes.ColourOf(null));
        Assert.All(new decimal[] { 5, 7, 9, 11, 20, 30 }, n => Assert.NotNull(classes.ColourOf(n)));
    }
}
