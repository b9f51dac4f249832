using Federation.EmploymentFairs.PlaceNames;

namespace Federation.EmploymentFairs.Tests.PlaceNames;

public sealed class GazetteerTests
{
    [Theory]
    [InlineData("610102", "610102")]
    [InlineData("西安市新城区 610102", "610102")]
    [InlineData("西安市新城区", "610102")]
    [InlineData("陕西省 西安市 新城区", "610102")]
    [InlineData("陕西·西安", "610100")]
    [InlineData("西安", "610100")]
    [InlineData("秦都区", "610402")]
    [InlineData("陕西", "610000")]
    [InlineData("吉林", "220000")]
    [InlineData("吉林市", "220200")]
    [InlineData("北京市朝阳区", "110105")]
    [InlineData("内蒙古", "150000")]
    [InlineData("济源市", "419001")]
    public void A_place_is_known_by_its_name_or_code(string typed, string code) => Assert.Equal(code, Gazetteer.CodeOf(typed));

    [Theory]
    [InlineData("新城区", 2)]
    [InlineData("无此地", 0)]
    [InlineData("市辖区", 0)]
    [InlineData("汉中市新城区", 0)]
    [InlineData("13900000001", 0)]
    [InlineData("6101020", 0)]
    [InlineData("", 0)]
    public void What_names_no_place_or_several_is_no_code(string typed, int places)
    {
        Assert.Null(Gazetteer.CodeOf(typed));
        Assert.Equal(places, Gazetteer.Find(typed).Count);
    }

    [Fact]
    public void A_code_is_shown_by_its_name_where_there_is_one() => Assert.Equal(["西安市新城区 610102", "陕西省 610000", "北京市东城区 110101", "610199"], new[] { "610102", "610000", "110101", "610199" }.Select(Gazetteer.Say));
}
