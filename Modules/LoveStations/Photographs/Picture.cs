using System.Buffers.Binary;

namespace Federation.LoveStations.Photographs;

/// <summary>
/// A picture without what a camera wrote beside it: where it was taken, when, with what, the small copy of it. Which way up it is stays, and its colours do.
/// Read as its format says it is made, not decoded; what does not hold together is no picture.
/// </summary>
internal static class Picture
{
    private const int App0 = 0xE0, App1 = 0xE1, App2 = 0xE2, App14 = 0xEE, App15 = 0xEF, Comment = 0xFE, StartOfScan = 0xDA, End = 0xD9, Start = 0xD8;
    private const int Orientation = 0x0112;

    private static ReadOnlySpan<byte> PngSignature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>The media type and the bytes that remain; null for what is no picture of a kind that browsers show.</summary>
    public static (string MediaType, byte[] Content)? Clean(ReadOnlySpan<byte> content)
    {
        var (type, clean) =
            content.StartsWith<byte>([0xFF, Start, 0xFF]) ? ("image/jpeg", Jpeg(content))
            : content.StartsWith(PngSignature) ? ("image/png", Png(content))
            : content.Length > 12 && content.StartsWith("RIFF"u8) && content[8..].StartsWith("WEBP"u8) ? ("image/webp", WebP(content))
            : ("", null);
        return clean is null ? null : (type, clean);
    }

    private static byte[]? Jpeg(ReadOnlySpan<byte> content)
    {
        using var kept = new MemoryStream(content.Length);
        kept.Write(content[..2]);
        var (turned, scanned) = (1, false);
        for (var at = 2; at + 2 <= content.Length;)
        {
            if (content[at] != 0xFF) return null;
            var marker = content[at + 1];
            if (marker == 0xFF)
            {
                at++;
                continue;
            }
            if (marker == End)
            {
                // What stands behind the end is no part of the picture: phones put a film there.
                kept.Write(content.Slice(at, 2));
                return scanned ? kept.ToArray() : null;
            }
            if (at + 4 > content.Length) return null;
            var length = BinaryPrimitives.ReadUInt16BigEndian(content[(at + 2)..]);
            if (length < 2 || at + 2 + length > content.Length) return null;
            var segment = content.Slice(at, 2 + length);
            var body = segment[4..];
            if (marker == App1 && body.StartsWith("Exif\0\0"u8)) turned = OrientationIn(body[6..]) ?? turned;
            if (marker is App0 or App14 or not (>= App0 and <= App15 or Comment) || (marker == App2 && body.StartsWith("ICC_PROFILE\0"u8)))
            {
                // Which way up has to be said before the picture begins.
                if (marker is not (App0 or App14) && turned != 1)
                {
                    kept.Write(Turned(turned));
                    turned = 1;
                }
                kept.Write(segment);
            }
            at += segment.Length;
            if (marker != StartOfScan) continue;
            scanned = true;
            var from = at;
            // Within a scan a byte 0xFF is followed by 0, by a mark to begin again, or by the next segment.
            while (at + 1 < content.Length && (content[at] != 0xFF || content[at + 1] is 0 or (>= 0xD0 and <= 0xD7))) at++;
            kept.Write(content[from..at]);
        }
        return null;
    }

    /// <summary>Exif with nothing in it but which way up the picture is.</summary>
    private static byte[] Turned(int orientation) =>
    [
        0xFF, App1, 0, 34, .. "Exif\0\0"u8, .. "MM\0*"u8, 0, 0, 0, 8, 0, 1, Orientation >> 8, Orientation & 0xFF, 0, 3, 0, 0, 0, 1, 0, (byte)orientation, 0, 0, 0, 0, 0, 0,
    ];

    private static int? OrientationIn(ReadOnlySpan<byte> tiff)
    {
        if (tiff.Length < 14) return null;
        var little = tiff[0] == 'I';
        var at = (long)Long(tiff[4..]);
        if (at + 2 > tiff.Length) return null;
        var entries = Short(tiff[(int)at..]);
        for (var i = 0; i < entries; i++)
        {
            var entry = at + 2 + i * 12L;
            if (entry + 12 > tiff.Length) return null;
            if (Short(tiff[(int)entry..]) == Orientation) return Short(tiff[((int)entry + 8)..]) is >= 1 and <= 8 and var orientation ? orientation : null;
        }
        return null;

        int Short(ReadOnlySpan<byte> bytes) => little ? BinaryPrimitives.ReadUInt16LittleEndian(bytes) : BinaryPrimitives.ReadUInt16BigEndian(bytes);
        uint Long(ReadOnlySpan<byte> bytes) => little ? BinaryPrimitives.ReadUInt32LittleEndian(bytes) : BinaryPrimitives.ReadUInt32BigEndian(bytes);
    }

    private static byte[]? Png(ReadOnlySpan<byte> content)
    {
        using var kept = new MemoryStream(content.Length);
        kept.Write(PngSignature);
        for (var at = PngSignature.Length; at + 12 <= content.Length;)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(content[at..]);
            if (length > content.Length - at - 12) return null;
            var chunk = content.Slice(at, (int)length + 12);
            var name = chunk.Slice(4, 4);
            if (!(name.SequenceEqual("eXIf"u8) || name.SequenceEqual("tEXt"u8) || name.SequenceEqual("zTXt"u8) || name.SequenceEqual("iTXt"u8) || name.SequenceEqual("tIME"u8))) kept.Write(chunk);
            at += chunk.Length;
            if (name.SequenceEqual("IEND"u8)) return kept.ToArray();
        }
        return null;
    }

    private static byte[]? WebP(ReadOnlySpan<byte> content)
    {
        const byte exif = 0x08, xmp = 0x04;
        using var kept = new MemoryStream(content.Length);
        kept.Write(content[..12]);
        for (var at = 12; at < content.Length;)
        {
            if (at + 8 > content.Length) return null;
            var length = BinaryPrimitives.ReadUInt32LittleEndian(content[(at + 4)..]);
            if (length > content.Length - at - 8) return null;
            var chunk = content.Slice(at, Math.Min(8 + (int)length + ((int)length & 1), content.Length - at));
            var name = chunk[..4];
            if (name.SequenceEqual("VP8X"u8) && length > 0)
            {
                var header = chunk.ToArray();
                header[8] &= unchecked((byte)~(exif | xmp));
                kept.Write(header);
            }
            else if (!name.SequenceEqual("EXIF"u8) && !name.SequenceEqual("XMP "u8))
            {
                kept.Write(chunk);
            }
            at += chunk.Length;
        }
        if (kept.Length == 12) return null;
        var clean = kept.ToArray();
        BinaryPrimitives.WriteUInt32LittleEndian(clean.AsSpan(4), (uint)clean.Length - 8);
        return clean;
    }
}
