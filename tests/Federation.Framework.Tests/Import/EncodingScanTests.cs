using System.Text;
using Federation.Framework.Import;

namespace Federation.Framework.Tests.Import;

public sealed class EncodingScanTests
{
    private const string Table = "单位,日期,地点\n孟村矿工会,2017-07-05,澄合矿区㵲水𠮷\n长武县总工会,2017-07-06,井口\n";

    static EncodingScanTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    [Theory]
    [InlineData("utf-8", null)]
    [InlineData("GB18030", "gb18030")]
    [InlineData("utf-16", null)]
    public void Each_encoding_of_Excel_is_told_from_the_others(string written, string? found)
    {
        var encoding = Encoding.GetEncoding(written);
        var scan = Scan([.. encoding.GetPreamble(), .. encoding.GetBytes(Table)]);
        Assert.Null(scan.Fault);
        Assert.Equal(found, scan.Encoding?.WebName.ToLowerInvariant());
    }

    [Theory]
    [InlineData(0xFF)]
    [InlineData(0xE5)]
    [InlineData(0xC1)]
    [InlineData((int)'x')]
    public void A_broken_byte_does_not_make_another_encoding_of_UTF_8(int broken)
    {
        var bytes = Encoding.UTF8.GetBytes(Table);
        var line = Encoding.UTF8.GetByteCount(Table[..(Table.IndexOf('\n') + 1)]);
        // The second byte of the second line's first character.
        bytes[line + 1] = (byte)broken;
        var fault = Scan(bytes).Fault;
        Assert.NotNull(fault);
        Assert.Equal(2, fault.Value.Line);
        Assert.InRange(fault.Value.Byte, 1, 3);
    }

    [Fact]
    public void A_broken_byte_of_GB18030_is_named()
    {
        var bytes = Encoding.GetEncoding("GB18030").GetBytes(Table);
        bytes[^3] = 0xFF;
        bytes[^2] = 0xFF;
        Assert.Equal(3, Scan(bytes).Fault?.Line);
    }

    [Fact]
    public void A_text_that_ends_within_a_character_is_broken() => Assert.NotNull(Scan(Encoding.UTF8.GetBytes(Table + "井")[..^1]).Fault);

    /// <summary>In pieces, as a body comes.</summary>
    private static EncodingScan Scan(byte[] bytes)
    {
        var scan = new EncodingScan();
        foreach (var piece in bytes.Chunk(7)) scan.Add(piece);
        return scan;
    }
}
