using System.Security.Cryptography;
using System.Text;
using CsvHelper;
using Microsoft.AspNetCore.Http;

namespace Federation.Framework.Input;

/// <summary>
/// A table as it was handed in, kept on disk while it is read, so that memory stays flat whatever its size. Its fingerprint tells the same file
/// from another; its encoding is UTF-8 with or without a mark, or GB18030 where it is no valid UTF-8, as Excel writes it in China.
/// </summary>
public sealed class CsvFile : IDisposable
{
    /// <summary>The largest body that the API takes, in bytes.</summary>
    public const long Largest = 64L * 1024 * 1024;

    private const int LongestLine = 1024 * 1024;
    private readonly FileStream content;
    private readonly Encoding? encoding;

    static CsvFile() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    private CsvFile(FileStream content, Encoding? encoding, string fingerprint) => (this.content, this.encoding, Fingerprint) = (content, encoding, fingerprint);

    /// <summary>SHA-256 of the bytes, in hexadecimal.</summary>
    public string Fingerprint { get; }

    /// <summary>Takes a body in. More than <see cref="Largest"/> bytes are refused with 413.</summary>
    public static async Task<CsvFile> ReceiveAsync(Stream body, CancellationToken cancellation)
    {
        var copy = new FileStream(Path.GetTempFileName(), FileMode.Create, FileAccess.ReadWrite, FileShare.None, 64 * 1024, FileOptions.DeleteOnClose | FileOptions.Asynchronous);
        try
        {
            return await ScanAsync(body, copy, copy, Largest, cancellation);
        }
        catch
        {
            await copy.DisposeAsync();
            throw;
        }
    }

    /// <summary>Opens a file of this machine, of any size.</summary>
    public static async Task<CsvFile> OpenAsync(string path, CancellationToken cancellation)
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

    /// <summary>Reads the rows from the start. Lines that break the rules of CSV are handed to <paramref name="malformed"/> and left out.</summary>
    internal CsvReader Read(Action<CsvMalformedRecord> malformed)
    {
        content.Position = 0;
        return CsvReader.Create(content, new CsvReaderOptions
        {
            Encoding = encoding,
            TrackLineNumbers = true,
            MaxRecordSize = LongestLine,
            MalformedData = CsvMalformedDataHandling.Skip,
            FieldCountMismatch = CsvFieldCountHandling.Skip,
            OnMalformedRecord = malformed,
            IncludeValuesInExceptions = false,
            PoolStrings = true,
        }, leaveOpen: true);
    }

    public void Dispose() => content.Dispose();

    private static async Task<CsvFile> ScanAsync(Stream from, Stream? to, FileStream kept, long largest, CancellationToken cancellation)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var utf8 = new UTF8Encoding(false, throwOnInvalidBytes: true).GetDecoder();
        var isUtf8 = true;
        var buffer = new byte[64 * 1024];
        var chars = new char[buffer.Length + 4];
        long length = 0;
        int read;
        do
        {
            read = await from.ReadAsync(buffer, cancellation);
            length += read;
            if (length > largest) throw new BadHttpRequestException("The table is too large.", StatusCodes.Status413PayloadTooLarge);
            hash.AppendData(buffer, 0, read);
            if (to is not null) await to.WriteAsync(buffer.AsMemory(0, read), cancellation);
            isUtf8 = isUtf8 && Decodes(utf8, buffer.AsSpan(0, read), chars, last: read == 0);
        }
        while (read > 0);
        if (to is not null) await to.FlushAsync(cancellation);
        return new CsvFile(kept, isUtf8 ? null : Encoding.GetEncoding("GB18030"), Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    private static bool Decodes(Decoder decoder, ReadOnlySpan<byte> bytes, Span<char> chars, bool last)
    {
        try
        {
            decoder.GetChars(bytes, chars, flush: last);
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }
}
