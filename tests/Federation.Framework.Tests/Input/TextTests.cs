using Federation.Framework.Input;
using Federation.Framework.Pages;

namespace Federation.Framework.Tests.Input;

public sealed class TextTests
{
    [Theory]
    [InlineData("澄合矿区㵲水𠮷😀", true)]
    [InlineData("两\n行", true)]
    [InlineData("\uFFFE", false)]
    [InlineData("\uFFFF", false)]
    [InlineData("\uFDD0", false)]
    [InlineData("\U0001FFFE", false)]
    [InlineData("\uFFFD", false)]
    [InlineData("a\0b", false)]
    public void What_a_workbook_could_not_hold_is_no_text(string text, bool isPlain) => Assert.Equal(isPlain, PlainText.Is(text));

    [Theory]
    [InlineData("张　三", "张三")]
    [InlineData("阿依古丽•买买提", "阿依古丽·买买提")]
    [InlineData("〔2015〕5号", "[2015]5号")]
    [InlineData("（2015）5号", "【2015】5号")]
    [InlineData("Ｚ００１", "z001")]
    public void Names_are_the_same_however_they_are_typed(string one, string other) => Assert.True(NameText.AreSame(one, other));

    [Theory]
    [InlineData("张　三", "张三")]
    [InlineData("欧阳 晓 明", "欧阳晓明")]
    [InlineData("阿依古丽 买买提", "阿依古丽 买买提")]
    [InlineData("𠮷 田", "𠮷田")]
    [InlineData("🎉 𡘙", "🎉 𡘙")]
    [InlineData("John Smith", "John Smith")]
    [InlineData("李 John", "李 John")]
    public void A_name_is_kept_without_the_blanks_of_a_roster(string typed, string kept) => Assert.Equal(kept, PaddedText.Of(typed));

    [Theory]
    [InlineData("张三", "张山")]
    [InlineData("一号井", "二号井")]
    public void Other_names_are_not(string one, string other) => Assert.False(NameText.AreSame(one, other));

    [Theory]
    [InlineData("/u/610000?done=x", "/u/610000?done=x")]
    [InlineData("/stations?near=咸阳", "/stations?near=%E5%92%B8%E9%98%B3")]
    [InlineData("/a b", "/a%20b")]
    public void An_address_is_one_that_a_header_takes(string address, string header) => Assert.Equal(header, PageAddress.ForHeader(address));
}
