using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Federation.Framework.Pages;

/// <summary>
/// Reads a posted form. ASP.NET keeps the files of one in the temporary folder while they come in; they hold identity numbers, so here they go to a
/// <see cref="ScratchFile"/>, which nobody else can open and which is gone with the request, however it ends.
/// </summary>
internal static class PostedForm
{
    /// <summary>Fields of one form: a grid of figures has thousands.</summary>
    private const int MaxFields = 20_000;

    /// <summary>Characters of all fields together.</summary>
    private const int LongestFields = 4 * 1024 * 1024;

    private const int MostFiles = 10;
    private const int MaxNameLength = 200;

    private static readonly FormOptions Options = new() { ValueCountLimit = MaxFields, KeyLengthLimit = MaxNameLength, ValueLengthLimit = LongestFields, BufferBody = false };

    /// <summary>Reads the form once. Later readers of the request, such as the check against forgery, get what was read.</summary>
    /// <exception cref="BadHttpRequestException">It is no form, or more than any of ours.</exception>
    public static async Task<IFormCollection> ReadAsync(HttpContext http)
    {
        if (http.Features.Get<IFormFeature>()?.Form is { } read) return read;
        try
        {
            var isMultipart = http.Request.ContentType!.StartsWith("multipart/form-data", StringComparison.OrdinalIgnoreCase);
            var form = isMultipart ? await ReadPartsAsync(http) : await new FormFeature(http.Request, Options).ReadFormAsync(http.RequestAborted);
            http.Features.Set<IFormFeature>(new FormFeature(form));
            return form;
        }
        catch (Exception unread) when (unread is InvalidDataException or IOException and not BadHttpRequestException)
        {
            throw new BadHttpRequestException(unread.Message, StatusCodes.Status400BadRequest, unread);
        }
    }

    private static async Task<IFormCollection> ReadPartsAsync(HttpContext http)
    {
        var boundary = MediaTypeHeaderValue.TryParse(http.Request.ContentType, out var type) ? HeaderUtilities.RemoveQuotes(type.Boundary).ToString() : "";
        if (boundary.Length is 0 or > 200) throw new InvalidDataException("The form names no boundary between its parts.");
        var reader = new MultipartReader(boundary, http.Request.Body);
        var (fields, files, length) = (new KeyValueAccumulator(), new FormFileCollection(), 0);
        while (await reader.ReadNextSectionAsync(http.RequestAborted) is { } section)
        {
            if (!ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var part) || HeaderUtilities.RemoveQuotes(part.Name).ToString() is not { Length: > 0 and <= MaxNameLength } name)
                throw new InvalidDataException("A part of the form has no name.");
            if (part.IsFileDisposition())
            {
                if (files.Count == MostFiles) throw new InvalidDataException("The form holds more files than any of ours.");
                files.Add(await KeepAsync(http, section, part, name));
                continue;
            }
            var value = await ReadTextAsync(section.Body, LongestFields - length, http.RequestAborted);
            length += value.Length + name.Length;
            if (fields.ValueCount == MaxFields || length > LongestFields) throw new InvalidDataException("The form holds more than any of ours.");
            fields.Append(name, value);
        }
        return new FormCollection(fields.HasValues ? fields.GetResults() : [], files);
    }

    private static async Task<FormFile> KeepAsync(HttpContext http, MultipartSection section, ContentDispositionHeaderValue part, string name)
    {
        var file = ScratchFile.Create();
        http.Response.RegisterForDisposeAsync(file);
        await section.Body.CopyToAsync(file, http.RequestAborted);
        var given = HeaderUtilities.RemoveQuotes(StringSegment.IsNullOrEmpty(part.FileNameStar) ? part.FileName : part.FileNameStar).ToString();
        return new FormFile(file, 0, file.Length, name, given) { Headers = new HeaderDictionary { [HeaderNames.ContentType] = section.ContentType } };
    }

    private static async Task<string> ReadTextAsync(Stream body, int most, CancellationToken cancellation)
    {
        using var reader = new StreamReader(body, Encoding.UTF8, detectEncodingFromByteOrderMarks: false);
        var (text, piece) = (new StringBuilder(), new char[4096]);
        for (int read; (read = await reader.ReadAsync(piece, cancellation)) > 0;)
            if (text.Append(piece, 0, read).Length > most) throw new InvalidDataException("The form holds more than any of ours.");
        return text.ToString();
    }
}
