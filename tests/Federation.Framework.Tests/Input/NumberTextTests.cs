using Federation.Framework.Input;

namespace Federation.Framework.Tests.Input;

public sealed class NumberTextTests
{
    [Theory]
    [InlineData("1234.5", "1234.5")]
    [InlineData(" 1,234.5 ", "1234.5")]
    [InlineData("-1,234,567", "-1234567")]
    [InlineData("１，２３４．５", "1234.5")]
    [InlineData("−7", "-7")]
    [InlineData("1.5E+3", "1.5E+3")]
    public void What_is_clear_is_taken(string typed, string plain) => Assert.Equal(plain, NumberText.ToPlain(typed));

    [Theory]
    [InlineData("1，5")]
    [InlineData("1,5")]
    [InlineData("12,34")]
    [InlineData("30,5")]
    [InlineData("1,2345")]
    [InlineData("1234,567")]
    [InlineData(",123")]
    [InlineData("1 2")]
    [InlineData("1　2")]
    [InlineData("5²")]
    [InlineData("½")]
    [InlineData("1、2")]
    [InlineData("1,234.5,6")]
    public void What_could_mean_something_else_is_no_number(string typed) => Assert.Null(NumberText.ToPlain(typed));
}
