using System.Text;
using System.Xml;

namespace Federation.Framework.Import;

/// <summary>
/// The shared strings of a workbook, which cells refer to by number. The first ones are kept in memory. The rest of a large workbook's are in a file on disk
/// that is read in pieces, so that memory stays flat.
/// </summary>
internal sealed class SharedStrings : IDisposable
{
    private const int MaxInMemory = 4 * 1024 * 1024;
    private const int PieceSize = 64 * 1024;
    private const int MaxPieces = 64;

    /// <summary>More than a sheet that was typed or exported names: each costs memory, an empty one as well.</summary>
    private const int MaxTexts = 20_000_000;

    private readonly List<string> first = [];
    private readonly List<long> places = [0];
    private readonly Dictionary<long, byte[]> pieces = [];
    private readonly Queue<long> oldest = [];
    private FileStream? rest;

    public int Count => first.Count + places.Count - 1;

    public static SharedStrings Read(Stream? part)
    {
        var texts = new SharedStrings();
        if (part is null) return texts;
        try
        {
            using var xml = XmlReader.Create(part, XlsxRows.Settings);
            var inMemory = 0;
            while (xml.Read())
            {
                if (xml.NodeType != XmlNodeType.Element || xml.LocalName != "si") continue;
                var text = XlsxRows.TextOf(xml);
                if (inMemory < MaxInMemory) texts.first.Add(text);
                else texts.Spill(text);
                if (texts.Count > MaxTexts) throw new InvalidDataException("The workbook has more texts than any sheet names.");
                inMemory += text.Length;
            }
            return texts;
        }
        catch
        {
            texts.Dispose();
            throw;
        }
    }

    /// <summary>Null where the workbook has no such text.</summary>
    public string? this[int number]
    {
        get
        {
            if (number < 0 || number >= Count) return null;
            if (number < first.Count) return first[number];
            var (from, to) = (places[number - first.Count], places[number - first.Count + 1]);
            var bytes = new byte[to - from];
            for (var done = 0; done < bytes.Length;)
            {
                var at = from + done;
                var piece = Piece(at / PieceSize);
                var inPiece = (int)(at % PieceSize);
                var count = Math.Min(piece.Length - inPiece, bytes.Length - done);
                Array.Copy(piece, inPiece, bytes, done, count);
                done += count;
            }
            return Encoding.UTF8.GetString(bytes);
        }
    }

    public void Dispose() => rest?.Dispose();

    private void Spill(string text)
    {
        rest ??= ScratchFile.Create();
        rest.Write(Encoding.UTF8.GetBytes(text));
        places.Add(rest.Position);
    }

    private byte[] Piece(long number)
    {
        if (pieces.TryGetValue(number, out var known)) return known;
        if (pieces.Count == MaxPieces) pieces.Remove(oldest.Dequeue());
        rest!.Flush();
        var length = (int)Math.Min(PieceSize, rest.Length - (number * PieceSize));
        var piece = new byte[length];
        rest.Position = number * PieceSize;
        rest.ReadExactly(piece);
        oldest.Enqueue(number);
        return pieces[number] = piece;
    }
}
