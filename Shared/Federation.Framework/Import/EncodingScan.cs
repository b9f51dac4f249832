using System.Text;

namespace Federation.Framework.Import;

/// <summary>
/// Detects the encoding of a text from its bytes: UTF-8, GB18030, or UTF-16 with a byte order mark. UTF-8 with a few broken bytes is not read as GB18030, in
/// which most pairs of bytes are a character: the result would be garbage that nobody notices.
/// </summary>
internal sealed class EncodingScan
{
    private readonly byte[] mark = new byte[2];
    private long length, line = 1, column;
    private long utf8Characters, utf8Faults;
    private (long Line, long Byte)? utf8Fault, gbFault;

    // UTF-8: how many bytes of a character are to come, and the range of the next one.
    private int toCome;
    private byte low = 0x80, high = 0xBF;

    // GB18030: how many bytes of a character have been seen.
    private int gbSeen;

    /// <summary>Null for UTF-8 and UTF-16 with a mark, which a reader finds by itself.</summary>
    public Encoding? Encoding => IsUtf8 || IsUtf16 ? null : Encoding.GetEncoding("GB18030");

    public string Name => IsUtf8 ? "UTF-8" : IsUtf16 ? "UTF-16" : "GB18030";

    /// <summary>The first byte that is no text, counted from 1 in its line; null where all of it is.</summary>
    public (long Line, long Byte)? Fault
    {
        get
        {
            if (IsUtf8 || IsUtf16) return null;
            // In a text in GB18030 hardly a character happens to be valid UTF-8.
            if (utf8Fault is not null && utf8Characters > 2 * utf8Faults) return utf8Fault;
            return gbFault ?? (gbSeen > 0 ? (line, column) : null);
        }
    }

    private bool IsUtf8 => utf8Fault is null && toCome == 0;
    private bool IsUtf16 => length >= 2 && (mark is [0xFF, 0xFE] || mark is [0xFE, 0xFF]);

    public void Add(ReadOnlySpan<byte> bytes)
    {
        foreach (var each in bytes)
        {
            if (length < mark.Length) mark[length] = each;
            length++;
            column++;
            if (each >= 0x80 || toCome > 0) AddUtf8(each);
            if (each >= 0x80 || gbSeen > 0) AddGb(each);
            if (each == '\n') (line, column) = (line + 1, 0);
        }
    }

    private void AddUtf8(byte each)
    {
        if (toCome > 0 && each >= low && each <= high)
        {
            (low, high) = (0x80, 0xBF);
            if (--toCome == 0) utf8Characters++;
            return;
        }
        if (toCome > 0)
        {
            // The character before breaks off here; this byte begins another one.
            FaultUtf8();
            toCome = 0;
        }
        (low, high) = (0x80, 0xBF);
        switch (each)
        {
            case < 0x80: break;
            case >= 0xC2 and <= 0xDF: toCome = 1; break;
            case 0xE0: (toCome, low) = (2, 0xA0); break;
            case 0xED: (toCome, high) = (2, 0x9F); break;
            case >= 0xE1 and <= 0xEF: toCome = 2; break;
            case 0xF0: (toCome, low) = (3, 0x90); break;
            case >= 0xF1 and <= 0xF3: toCome = 3; break;
            case 0xF4: (toCome, high) = (3, 0x8F); break;
            default: FaultUtf8(); break;
        }
    }

    private void FaultUtf8()
    {
        utf8Faults++;
        utf8Fault ??= (line, column);
    }

    private void AddGb(byte each)
    {
        var isLead = each is >= 0x81 and <= 0xFE;
        switch (gbSeen)
        {
            case 0 when each < 0x80: break;
            case 0 when isLead: gbSeen = 1; break;
            case 1 when each is >= 0x40 and <= 0xFE and not 0x7F: gbSeen = 0; break;
            case 1 when each is >= 0x30 and <= 0x39: gbSeen = 2; break;
            case 2 when isLead: gbSeen = 3; break;
            case 3 when each is >= 0x30 and <= 0x39: gbSeen = 0; break;
            default:
                gbFault ??= (line, column);
                gbSeen = 0;
                break;
        }
    }
}
