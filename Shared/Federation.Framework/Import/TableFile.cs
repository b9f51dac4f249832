using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Federation.Framework.Import;

/// <summary>
/// A table as it was handed in, kept on disk while it is read, so that memory stays flat whatever its size. Its fingerprint tells the same file
/// from another. It is a workbook of Excel or text; the encoding of text is UTF-8 with or without a mark, UTF-16 with one, or GB18030, as Excel writes it in China.
/// </summary>
public sealed class TableFile : IDisposable
{
    /// <summary>The largest body that the API takes, in bytes.</summary>
    public const long MaxBytes = 64L * 1024 * 1024;

    private readonly FileStream content;
    private const int BufferSize = 64 * 1024;

    /// <summary>Bytes by which formats are told apart.</summary>
    private const int StartSize = 128;

    /// <summary>Bytes in front of the name of the first file of a package.</summary>
    private const int ZipHeader = 30;

    private readonly EncodingScan encoding;

    static TableFile() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    private TableFile(FileStream content, EncodingScan encoding, string fingerprint) => (this.content, this.encoding, Fingerprint) = (content, encoding, fingerprint);

    /// <summary>Its bytes from the start.</summary>
    internal Stream Content
    {
        get
        {
            content.Position = 0;
            return content;
        }
    }

    /// <summary>SHA-256 of the bytes, in hexadecimal.</summary>
    public string Fingerprint { get; }

    /// <summary>Takes a body in. More than <see cref="MaxBytes"/> bytes are refused with 413.</summary>
    public static async Task<TableFile> ReceiveAsync(Stream body, CancellationToken cancellation)
    {
        var copy = ScratchFile.Create();
        try
        {
            return await ScanAsync(body, copy, copy, MaxBytes, cancellation);
        }
        catch
        {
            await copy.DisposeAsync();
            throw;
        }
    }

    /// <summary>Opens a file of this machine, of any size.</summary>
    public static async Task<TableFile> OpenAsync(string path, CancellationToken cancellation)
    {
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 64 * 1024, FileOptions.SequentialScan | FileOptions.Asynchronous);
        try
        {
            return await ScanAsync(file, null, file, long.MaxValue, cancellation);
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }

    /// <summary>Reads the rows from the start. Lines that cannot be read are handed to <paramref name="unreadable"/> and left out.</summary>
    /// <exception cref="Kernel.InvalidInput">It says that it is a workbook and is none, or it is text in no encoding that is known.</exception>
    internal ITableRows Read(Unreadable unreadable)
    {
        var start = new byte[StartSize];
        var length = Content.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        if (start.AsSpan(0, length).IndexOf("mimetypeapplication/vnd.oasis.opendocument"u8) == ZipHeader) throw new Kernel.InvalidInput("file", "open-document");
        if (IsWebPage(start.AsSpan(0, length))) throw new Kernel.InvalidInput("file", "web-page");
        if (length >= 4 && start.AsSpan(0, 4).SequenceEqual("PK\x03\x04"u8)) return XlsxRows.Open(content, unreadable);
        // The format of old versions of Excel, and of workbooks with a password.
        if (start.AsSpan(0, 8).SequenceEqual<byte>([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1])) throw new Kernel.InvalidInput("file", "old-workbook");
        if (encoding.Fault is { } fault) throw new Kernel.InvalidInput("file", "broken-text", fault.Line, fault.Byte);
        return new CsvRows(content, encoding, unreadable);
    }

    public void Dispose() => content.Dispose();

    /// <summary>What many office systems call .xls is a web page, alone or with its pictures as a message. No heading begins with a bracket.</summary>
    private static bool IsWebPage(ReadOnlySpan<byte> start)
    {
        start = start.TrimStart("\uFEFF"u8).TrimStart(" \t\r\n"u8);
        return start.StartsWith("<"u8) || start.StartsWith("MIME-Version:"u8);
    }

    private static async Task<TableFile> ScanAsync(Stream from, Stream? to, FileStream kept, long largest, CancellationToken cancellation)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var encoding = new EncodingScan();
        var buffer = new byte[BufferSize];
        long length = 0;
        int read;
        do
        {
            read = await from.ReadAsync(buffer, cancellation);
            length += read;
            if (length > largest) throw new BadHttpRequestException("The table is too large.", StatusCodes.Status413PayloadTooLarge);
            hash.AppendData(buffer, 0, read);
            if (to is not null) await to.WriteAsync(buffer.AsMemory(0, read), cancellation);
            encoding.Add(buffer.AsSpan(0, read));
        }
        while (read > 0);
        if (to is not null) await to.FlushAsync(cancellation);
        return new TableFile(kept, encoding, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }
}
