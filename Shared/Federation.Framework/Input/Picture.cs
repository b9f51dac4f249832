using System.Buffers.Binary;
using System.IO.Compression;

namespace Federation.Framework.Input;

/// <summary>
/// A picture without what a camera wrote beside it: where it was taken, when, with what, the small copy of it. Which way up it is stays, and its colours do.
/// Read as its format says it is made. What does not hold together, has no size or fewer bytes than its size takes is no picture: a file of another kind with
/// the right first bytes would be kept and handed out as one.
/// </summary>
public static class Picture
{
    private const int App0 = 0xE0, App1 = 0xE1, App2 = 0xE2, App14 = 0xEE, App15 = 0xEF, Comment = 0xFE, StartOfScan = 0xDA, End = 0xD9, Start = 0xD8;
    private const int Orientation = 0x0112;

    /// <summary>Points of a picture: a camera's has fifty million, and a browser unpacks them all.</summary>
    private const long MaxPoints = 120_000_000;

    private static readonly uint[] Remainders = [.. Enumerable.Range(0, 256).Select(n => Enumerable.Range(0, 8).Aggregate((uint)n, (c, _) => (c & 1) == 1 ? 0xEDB88320 ^ (c >> 1) : c >> 1))];

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
        var (turned, scanned) = (1, 0L);
        var (frame, tables, isBaseline) = (0L, 0, false);
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
                return frame > 0 && tables == 3 && scanned > 0 && (!isBaseline || scanned * 8 >= frame * 2) ? kept.ToArray() : null;
            }
            if (at + 4 > content.Length) return null;
            var length = BinaryPrimitives.ReadUInt16BigEndian(content[(at + 2)..]);
            if (length < 2 || at + 2 + length > content.Length) return null;
            var segment = content.Slice(at, 2 + length);
            var body = segment[4..];
            if (marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC))
            {
                isBaseline = marker is 0xC0 or 0xC1;
                if (frame > 0 || (frame = BlocksIn(body)) == 0) return null;
            }
            if (marker is 0xDB) tables |= 1;
            if (marker is 0xC4 or 0xCC) tables |= 2;
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
            if (frame == 0) return null;
            var from = at;
            // Within a scan a byte 0xFF is followed by 0, by a mark to begin again, or by the next segment.
            while (at + 1 < content.Length && (content[at] != 0xFF || content[at + 1] is 0 or (>= 0xD0 and <= 0xD7))) at++;
            kept.Write(content[from..at]);
            scanned += at - from;
        }
        return null;
    }

    /// <summary>How many squares of eight by eight points a frame of a JPEG has in all its colours; each takes two bits at least. None for one that cannot be.</summary>
    private static long BlocksIn(ReadOnlySpan<byte> frame)
    {
        if (frame.Length < 9 || frame.Length < 6 + (frame[5] * 3)) return 0;
        long height = BinaryPrimitives.ReadUInt16BigEndian(frame[1..]), width = BinaryPrimitives.ReadUInt16BigEndian(frame[3..]);
        if (height == 0 || width == 0 || height * width > MaxPoints || frame[5] is not (1 or 3 or 4)) return 0;
        var (blocks, across, down) = (0L, 1, 1);
        for (var i = 0; i < frame[5]; i++)
        {
            var (h, v) = (frame[7 + (i * 3)] >> 4, frame[7 + (i * 3)] & 15);
            if (h is < 1 or > 4 || v is < 1 or > 4) return 0;
            (blocks, across, down) = (blocks + (h * v), Math.Max(across, h), Math.Max(down, v));
        }
        if (frame[5] == 1) (blocks, across, down) = (1, 1, 1);
        return blocks * ((width + (8 * across) - 1) / (8 * across)) * ((height + (8 * down) - 1) / (8 * down));
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
        using var data = new MemoryStream();
        var size = 0L;
        kept.Write(PngSignature);
        for (var at = PngSignature.Length; at + 12 <= content.Length;)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(content[at..]);
            if (length > content.Length - at - 12) return null;
            var chunk = content.Slice(at, (int)length + 12);
            var name = chunk.Slice(4, 4);
            if (Remainder(chunk[4..^4]) != BinaryPrimitives.ReadUInt32BigEndian(chunk[^4..])) return null;
            if (at == PngSignature.Length && (!name.SequenceEqual("IHDR"u8) || (size = BytesIn(chunk[8..^4])) == 0)) return null;
            if (name.SequenceEqual("IDAT"u8)) data.Write(chunk[8..^4]);
            if (!(name.SequenceEqual("eXIf"u8) || name.SequenceEqual("tEXt"u8) || name.SequenceEqual("zTXt"u8) || name.SequenceEqual("iTXt"u8) || name.SequenceEqual("tIME"u8))) kept.Write(chunk);
            at += chunk.Length;
            if (name.SequenceEqual("IEND"u8)) return Unpacks(data, size) ? kept.ToArray() : null;
        }
        return null;
    }

    /// <summary>To how many bytes the points of a PNG unpack; of one that is shown in steps at least. None for one that cannot be.</summary>
    private static long BytesIn(ReadOnlySpan<byte> header)
    {
        if (header.Length != 13) return 0;
        long width = BinaryPrimitives.ReadUInt32BigEndian(header), height = BinaryPrimitives.ReadUInt32BigEndian(header[4..]);
        var channels = header[9] switch { 0 or 3 => 1, 2 => 3, 4 => 2, 6 => 4, _ => 0 };
        if (width is 0 or > int.MaxValue || height is 0 or > int.MaxValue || width * height > MaxPoints || channels == 0 || header[8] is not (1 or 2 or 4 or 8 or 16)) return 0;
        var row = ((width * channels * header[8]) + 7) / 8;
        return header[12] == 0 ? height * (row + 1) : width * height * channels * header[8] / 8;
    }

    private static bool Unpacks(MemoryStream data, long size)
    {
        data.Position = 0;
        var part = new byte[64 * 1024];
        var unpacked = 0L;
        try
        {
            using var points = new ZLibStream(data, CompressionMode.Decompress);
            for (int read; unpacked < size && (read = points.Read(part)) > 0;) unpacked += read;
        }
        catch (InvalidDataException)
        {
            return false;
        }
        return unpacked >= size;
    }

    /// <summary>The check sum of a chunk.</summary>
    private static uint Remainder(ReadOnlySpan<byte> chunk)
    {
        var remainder = uint.MaxValue;
        foreach (var one in chunk) remainder = Remainders[(remainder ^ one) & 0xFF] ^ (remainder >> 8);
        return ~remainder;
    }

    private static byte[]? WebP(ReadOnlySpan<byte> content)
    {
        const byte exif = 0x08, xmp = 0x04;
        using var kept = new MemoryStream(content.Length);
        var shows = false;
        kept.Write(content[..12]);
        for (var at = 12; at < content.Length;)
        {
            if (at + 8 > content.Length) return null;
            var length = BinaryPrimitives.ReadUInt32LittleEndian(content[(at + 4)..]);
            if (length > content.Length - at - 8) return null;
            var chunk = content.Slice(at, Math.Min(8 + (int)length + ((int)length & 1), content.Length - at));
            var name = chunk[..4];
            // The beginning of a key frame, of a lossless picture, of a frame of a moving one.
            shows |= (name.SequenceEqual("VP8 "u8) && length > 10 && chunk[11..14].SequenceEqual<byte>([0x9D, 0x01, 0x2A])) || (name.SequenceEqual("VP8L"u8) && length > 5 && chunk[8] == 0x2F)
                || (name.SequenceEqual("ANMF"u8) && length > 24);
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
        if (!shows) return null;
        var clean = kept.ToArray();
        BinaryPrimitives.WriteUInt32LittleEndian(clean.AsSpan(4), (uint)clean.Length - 8);
        return clean;
    }
}
