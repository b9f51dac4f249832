using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Federation.Testing;

/// <summary>Small files that are what they say: a picture of one grey point, a paper of one empty page.</summary>
public static class Samples
{
    /// <summary>A JPEG of one point, of the segments that every picture has.</summary>
    public static byte[] Jpeg() => Convert.FromBase64String(
        "/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAP//////////////////////////////////////////////////////////////////////////////////////"
        + "wAALCAABAAEBAREA/8QAFAABAAAAAAAAAAAAAAAAAAAAA//EABQQAQAAAAAAAAAAAAAAAAAAAAD/2gAIAQEAAD8AN//Z");

    /// <summary>A JPEG in which a camera wrote something.</summary>
    public static byte[] Jpeg(string written)
    {
        byte[] exif = [.. "Exif\0\0"u8, .. Encoding.UTF8.GetBytes(written)];
        return [.. Jpeg()[..2], 0xFF, 0xE1, (byte)((exif.Length + 2) >> 8), (byte)(exif.Length + 2), .. exif, .. Jpeg()[2..]];
    }

    public static byte[] Png() => Png([]);

    /// <param name="beside">Chunks between the head and the points.</param>
    public static byte[] Png(byte[] beside)
    {
        using var packed = new MemoryStream();
        using (var points = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true)) points.Write([0, 128]);
        return [0x89, .. "PNG\r\n"u8, 0x1A, 0x0A, .. Chunk("IHDR", [0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0]), .. beside, .. Chunk("IDAT", packed.ToArray()), .. Chunk("IEND", [])];
    }

    public static byte[] Chunk(string name, byte[] body)
    {
        byte[] named = [.. Encoding.ASCII.GetBytes(name), .. body];
        var remainder = uint.MaxValue;
        foreach (var one in named)
        {
            remainder ^= one;
            for (var bit = 0; bit < 8; bit++) remainder = (remainder & 1) == 1 ? 0xEDB88320 ^ (remainder >> 1) : remainder >> 1;
        }
        var (length, sum) = (new byte[4], new byte[4]);
        BinaryPrimitives.WriteInt32BigEndian(length, body.Length);
        BinaryPrimitives.WriteUInt32BigEndian(sum, ~remainder);
        return [.. length, .. named, .. sum];
    }

    /// <param name="objects">Further objects in it.</param>
    public static byte[] Pdf(string objects = "") => Pdf(Encoding.UTF8.GetBytes(objects));

    public static byte[] Pdf(byte[] objects) =>
    [
        .. "%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>\nendobj\n"u8,
        .. objects, .. "\ntrailer\n<< /Root 1 0 R >>\nstartxref\n9\n%%EOF\n"u8,
    ];
}
