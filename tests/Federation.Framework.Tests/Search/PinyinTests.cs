using Federation.Framework.Search;

namespace Federation.Framework.Tests.Search;

public class PinyinTests
{
    [Theory]
    [InlineData("陕西省总工会", "sxszgh")]
    [InlineData("西安市总工会", "xaszgh")]
    [InlineData("长武县", "cwx")]
    [InlineData("行长", "hz")]
    [InlineData("鄠邑区", "hyq")]
    [InlineData("阿坝 AB-12 号", "abab12h")]
    [InlineData("卓娅", "zy")]
    [InlineData("", "")]
    public void Names_are_known_by_their_first_letters(string name, string letters) => Assert.Contains(letters, Pinyin.InitialsOf(name));
}
