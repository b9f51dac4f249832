using System.Text;
using Federation.Framework.Pages;
using Microsoft.AspNetCore.Http;

namespace Federation.Framework.Tests.Input;

/// <summary>What is uploaded is read to its end and rests nowhere where somebody else could open it.</summary>
public sealed class PostedFormTests
{
    /// <summary>Of this run alone: others test on the same machine.</summary>
    private static readonly string Secret = Path.GetRandomFileName();

    [Fact]
    public async Task An_uploaded_table_is_in_no_folder_while_it_comes_in_and_not_afterwards()
    {
        var table = string.Concat(Enumerable.Range(0, 20_000).Select(n => $"{Secret},{n}\n"));
        var seen = 0;
        var http = Request($"--x\r\nContent-Disposition: form-data; name=\"note\"\r\n\r\n一句话\r\n--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\nContent-Type: text/csv\r\n\r\n{table}\r\n--x--\r\n", () => seen += Found());
        var form = await PostedForm.ReadAsync(http);
        Assert.Same(form, await http.Request.ReadFormAsync());
        Assert.Equal("一句话", form["note"]);
        var file = Assert.Single(form.Files);
        Assert.Equal(("file", "a.csv", "text/csv"), (file.Name, file.FileName, file.ContentType));
        using (var reader = new StreamReader(file.OpenReadStream())) Assert.Equal(table, await reader.ReadToEndAsync());
        Assert.Equal(0, seen + Found());
    }

    [Theory]
    [InlineData("multipart/form-data", "--x--\r\n")]
    [InlineData("multipart/form-data; boundary=x", "--x\r\n\r\nno name\r\n--x--\r\n")]
    [InlineData("multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\ncut o")]
    [InlineData("multipart/form-data; boundary=x", "nothing of the kind")]
    public async Task What_is_no_form_is_told_as_such(string type, string body)
    {
        var http = Request(body, () => { }, type);
        var error = await Assert.ThrowsAsync<BadHttpRequestException>(() => PostedForm.ReadAsync(http));
        Assert.Equal(400, error.StatusCode);
    }

    private static DefaultHttpContext Request(string body, Action look, string type = "multipart/form-data; boundary=x")
    {
        var http = new DefaultHttpContext();
        (http.Request.Method, http.Request.ContentType, http.Request.Body) = ("POST", type, new Watched(Encoding.UTF8.GetBytes(body), look));
        return http;
    }

    /// <summary>Temporary files, ASP.NET's or ours, in which the secret stands. Of other names there may be pipes, whose opening would wait for a writer.</summary>
    private static int Found() => Directory.EnumerateFiles(Path.GetTempPath(), "*.tmp").Count(HoldsSecret);

    private static bool HoldsSecret(string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var start = new byte[4096];
            return file.Length > 0 && Encoding.UTF8.GetString(start, 0, file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)).Contains(Secret, StringComparison.Ordinal);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Somebody else's, or gone already.
            return false;
        }
    }

    /// <summary>A body that comes in pieces; before the last ones somebody looks around.</summary>
    private sealed class Watched(byte[] body, Action look) : MemoryStream(body)
    {
        private bool looked;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (!looked && Position > Length * 3 / 4)
            {
                looked = true;
                look();
            }
            return base.ReadAsync(buffer[..Math.Min(buffer.Length, 4096)], cancellationToken);
        }
    }
}
