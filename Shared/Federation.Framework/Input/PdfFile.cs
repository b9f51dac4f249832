using System.IO.Compression;
using System.Text;

namespace Federation.Framework.Input;

/// <summary>What stands in the way of taking a PDF.</summary>
public enum PdfFault { None, NotAPdf, Active }

/// <summary>
/// A PDF that only shows pages. One that runs scripts, starts programs, sends forms or carries files is told from it by the names that the format has for these,
/// also where they are escaped or lie in a compressed stream of objects; what cannot be looked into is taken for one as well.
/// </summary>
public static class PdfFile
{
    /// <summary>Bytes to which streams of objects may unpack, all together.</summary>
    private const int MostUnpacked = 64 * 1024 * 1024;

    private const int MaxNameLength = 32;

    private static readonly HashSet<string> Active = ["JavaScript", "Launch", "EmbeddedFile", "EmbeddedFiles", "RichMedia", "XFA", "SubmitForm", "ImportData", "GoToE", "Encrypt"];

    /// <summary>Filters of a stream of objects that are not undone here.</summary>
    private static readonly HashSet<string> Opaque = ["ASCIIHexDecode", "AHx", "ASCII85Decode", "A85", "LZWDecode", "LZW", "RunLengthDecode", "RL", "Crypt", "Predictor"];

    public static PdfFault Check(ReadOnlySpan<byte> content)
    {
        var end = content[^Math.Min(content.Length, 1024)..];
        if (!(content.StartsWith("%PDF-1."u8) || content.StartsWith("%PDF-2."u8)) || end.IndexOf("startxref"u8) < 0 || end.IndexOf("%%EOF"u8) < 0 || content.IndexOf(" obj"u8) < 0) return PdfFault.NotAPdf;
        if (Names(content, Active)) return PdfFault.Active;
        var left = MostUnpacked;
        for (int at = 0, next; (next = content[at..].IndexOf("stream"u8)) >= 0; at += next + 6)
        {
            var start = at + next;
            if (start >= 3 && content[..start].EndsWith("end"u8)) continue;
            var dictionary = content[..start];
            dictionary = dictionary[(dictionary.LastIndexOf("obj"u8) + 3)..];
            if (!Names(dictionary, ["ObjStm"])) continue;
            if (Names(dictionary, Opaque)) return PdfFault.Active;
            var data = content[(start + 6)..].TrimStart("\r\n"u8);
            if (!Names(dictionary, ["FlateDecode", "Fl"])) continue; // Not packed: its names were seen with all others.
            if (Unpack(data, ref left) is not { } objects || Names(objects, Active)) return PdfFault.Active;
        }
        return PdfFault.None;
    }

    /// <summary>Null for what does not unpack, or to more than is looked at.</summary>
    private static byte[]? Unpack(ReadOnlySpan<byte> data, ref int left)
    {
        using var unpacked = new MemoryStream();
        try
        {
            using var packed = new ZLibStream(new MemoryStream(data.ToArray()), CompressionMode.Decompress);
            var part = new byte[64 * 1024];
            for (int read; (read = packed.Read(part)) > 0;)
            {
                if ((left -= read) < 0) return null;
                unpacked.Write(part, 0, read);
            }
        }
        catch (InvalidDataException)
        {
            return null;
        }
        return unpacked.ToArray();
    }

    /// <summary>Whether one of the names stands in it; a sign of a name may be written as # and two digits.</summary>
    private static bool Names(ReadOnlySpan<byte> content, HashSet<string> names)
    {
        Span<byte> name = stackalloc byte[MaxNameLength];
        for (int at = 0, next; (next = content[at..].IndexOf((byte)'/')) >= 0;)
        {
            at += next + 1;
            var (length, read) = (0, at);
            while (read < content.Length && length < MaxNameLength && content[read] is > (byte)' ' and < 0x7F and not ((byte)'/' or (byte)'<' or (byte)'>' or (byte)'[' or (byte)']' or (byte)'(' or (byte)')' or (byte)'{' or (byte)'}' or (byte)'%'))
            {
                var isEscape = content[read] == '#' && read + 2 < content.Length && char.IsAsciiHexDigit((char)content[read + 1]) && char.IsAsciiHexDigit((char)content[read + 2]);
                name[length++] = isEscape ? (byte)((Convert.ToInt32(((char)content[read + 1]).ToString(), 16) * 16) + Convert.ToInt32(((char)content[read + 2]).ToString(), 16)) : content[read];
                read += isEscape ? 3 : 1;
            }
            if (length > 1 && names.Contains(Encoding.ASCII.GetString(name[..length]))) return true;
        }
        return false;
    }
}
