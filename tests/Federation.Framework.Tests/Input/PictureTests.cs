using System.Buffers.Binary;
using Federation.Framework.Input;
using Federation.Testing;

namespace Federation.Framework.Tests.Input;

/// <summary>What a camera wrote beside a picture does not stay with it, and what is no picture is not taken for one.</summary>
public sealed class PictureTests
{
    private static readonly byte[] secret = [.. "GPS 34.26N 108.94E"u8];

    [Fact]
    public void A_jpeg_loses_its_place_and_keeps_which_way_up_it_is()
    {
        byte[] gps = [.. "Exif\0\0II*\0"u8, 8, 0, 0, 0, 2, 0, 0x12, 0x01, 3, 0, 1, 0, 0, 0, 6, 0, 0, 0, 0x25, 0x88, 4, 0, 1, 0, 0, 0, 50, 0, 0, 0, 0, 0, 0, 0, .. secret];
        var plain = Samples.Jpeg();
        byte[] jfif = plain[2..20], kept = plain[20..], colours = Segment(0xE2, [.. "ICC_PROFILE\0"u8, 1, 1, 7]);
        byte[] taken = [0xFF, 0xD8, .. jfif, .. Segment(0xE1, gps), .. Segment(0xE1, [.. "http://ns.adobe.com/xap/1.0/\0"u8, .. secret]), .. Segment(0xFE, secret), .. colours, .. kept, .. secret];
        var (type, clean) = Picture.Clean(taken)!.Value;
        Assert.Equal("image/jpeg", type);
        Assert.Equal(-1, clean.AsSpan().IndexOf("GPS"u8));
        byte[] turned = Segment(0xE1, [.. "Exif\0\0MM\0*"u8, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0, 0, 0, 0, 0]);
        Assert.Equal([0xFF, 0xD8, .. jfif, .. turned, .. colours, .. kept], clean);
        // Cleaned once, it stays as it is.
        Assert.Equal(clean, Picture.Clean(clean)!.Value.Content);
    }

    [Fact]
    public void A_png_and_a_webp_lose_what_was_written_beside_them()
    {
        var (type, png) = Picture.Clean([.. Samples.Png([.. Samples.Chunk("eXIf", secret), .. Samples.Chunk("tEXt", secret)]), .. secret])!.Value;
        Assert.Equal("image/png", type);
        Assert.Equal(Samples.Png(), png);

        byte[] frame = [0x10, 0, 0, 0x9D, 0x01, 0x2A, 1, 0, 1, 0, 7, 7];
        byte[] plain = [.. Riff("VP8X", [0x10, 0, 0, 0, 0, 0, 0, 0, 0, 0]), .. Riff("VP8 ", frame)];
        byte[] written = [.. Riff("VP8X", [0x1C, 0, 0, 0, 0, 0, 0, 0, 0, 0]), .. Riff("VP8 ", frame), .. Riff("EXIF", secret), .. Riff("XMP ", secret)];
        var (other, webp) = Picture.Clean(WebP(written))!.Value;
        Assert.Equal("image/webp", other);
        Assert.Equal(WebP(plain), webp);
    }

    [Fact]
    public void What_does_not_hold_together_is_no_picture()
    {
        foreach (var picture in new[] { Samples.Jpeg(), Samples.Png() })
        {
            Assert.NotNull(Picture.Clean(picture));
            for (var length = 0; length < picture.Length; length++) Assert.Null(Picture.Clean(picture.AsSpan(0, length)));
        }
        Assert.Null(Picture.Clean("<svg onload='alert(1)'/>"u8));
        Assert.Null(Picture.Clean([0xFF, 0xD8, 0xFF, 0xE0, 0xFF, 0xFF, 1]));
    }

    /// <summary>The right first bytes, the right segments, and no picture.</summary>
    [Fact]
    public void A_stub_is_no_picture()
    {
        byte[] signature = [0x89, .. "PNG\r\n"u8, 0x1A, 0x0A], end = Samples.Chunk("IEND", []);
        byte[] head = Samples.Chunk("IHDR", [0, 0, 0, 9, 0, 0, 0, 9, 8, 2, 0, 0, 0]);
        Assert.Null(Picture.Clean([.. signature, .. end]));
        Assert.Null(Picture.Clean([.. signature, .. head, .. end]));
        Assert.Null(Picture.Clean([.. signature, .. head, .. Samples.Chunk("IDAT", [1, 2, 3]), .. end]));
        Assert.Null(Picture.Clean([.. signature, .. Samples.Chunk("IHDR", new byte[13]), .. Samples.Chunk("IDAT", [1, 2, 3]), .. end]));
        var forged = Samples.Png();
        forged[^1] ^= 1;
        Assert.Null(Picture.Clean(forged));

        Assert.Null(Picture.Clean([0xFF, 0xD8, .. Segment(0xDB, [0, 1]), .. Segment(0xDA, [1]), 1, 2, 0xFF, 0xD9]));
        // A size that so few bytes cannot fill.
        var large = Samples.Jpeg();
        var frame = large.AsSpan().IndexOf<byte>([0xFF, 0xC0]);
        (large[frame + 5], large[frame + 7]) = (4, 4);
        Assert.Null(Picture.Clean(large));
        Assert.Null(Picture.Clean(WebP(Riff("VP8 ", [9, 9, 9]))));
    }

    private static byte[] Segment(byte marker, byte[] body) => [0xFF, marker, (byte)((body.Length + 2) >> 8), (byte)(body.Length + 2), .. body];

    private static byte[] Riff(string name, byte[] body)
    {
        var length = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, body.Length);
        return [.. System.Text.Encoding.ASCII.GetBytes(name), .. length, .. body, .. new byte[body.Length & 1]];
    }

    private static byte[] WebP(byte[] chunks)
    {
        var length = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, chunks.Length + 4);
        return [.. "RIFF"u8, .. length, .. "WEBP"u8, .. chunks];
    }
}
