using System.Net;
using System.Text.RegularExpressions;
using Xunit;

namespace Federation.Testing;

/// <summary>A page as a browser without script has it.</summary>
public sealed partial record HtmlForm(int Status, Uri Address, string Html)
{
    /// <summary>The text that a reader sees, without tags.</summary>
    public string Text => Spaces().Replace(WebUtility.HtmlDecode(Tag().Replace(Html, " ")), " ");

    /// <summary>What a browser would send of the page's form: every field with what stands in it.</summary>
    public IReadOnlyDictionary<string, string> Fields
    {
        get
        {
            var fields = new Dictionary<string, string>();
            var form = MainForm().Match(Html).Value;
            foreach (Match input in Input().Matches(form))
            {
                var (name, type) = (Of(input.Value, "name"), Of(input.Value, "type"));
                if (name.Length > 0 && (type != "checkbox" || input.Value.Contains(" checked", StringComparison.Ordinal))) fields[name] = Of(input.Value, "value");
            }
            foreach (Match select in Select().Matches(form)) fields[Of(select.Groups[1].Value, "name")] = Chosen().Match(select.Groups[2].Value) is { Success: true } chosen ? Of(chosen.Value, "value") : "";
            foreach (Match area in Area().Matches(form)) fields[Of(area.Groups[1].Value, "name")] = WebUtility.HtmlDecode(area.Groups[2].Value);
            return fields;
        }
    }

    private static string Of(string tag, string attribute) => WebUtility.HtmlDecode(Regex.Match(tag, $"\\s{attribute}=\"([^\"]*)\"").Groups[1].Value);

    [GeneratedRegex("<form[^>]*class=\"form\".*?</form>", RegexOptions.Singleline)]
    private static partial Regex MainForm();

    [GeneratedRegex("<input[^>]*>")]
    private static partial Regex Input();

    [GeneratedRegex("<select([^>]*)>(.*?)</select>", RegexOptions.Singleline)]
    private static partial Regex Select();

    [GeneratedRegex("<option[^>]*\\sselected[^>]*>")]
    private static partial Regex Chosen();

    [GeneratedRegex("<textarea([^>]*)>(.*?)</textarea>", RegexOptions.Singleline)]
    private static partial Regex Area();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();

    [GeneratedRegex("\\s+")]
    private static partial Regex Spaces();
}

public static class Browsing
{
    public static async Task<HtmlForm> OpenAsync(this HttpClient client, string path, int status = 200)
    {
        using var answer = await client.GetAsync(path);
        return await ReadAsync(client, answer, status);
    }

    /// <summary>Fills in a page's form and sends it where the page says: to its own address.</summary>
    public static Task<HtmlForm> FillAsync(this HttpClient client, HtmlForm page, int status, params (string Field, string Value)[] typed)
    {
        var fields = page.Fields.ToDictionary(f => f.Key, f => f.Value);
        foreach (var (field, value) in typed) fields[field] = value;
        return client.PostAsync(page.Address.PathAndQuery.Split("?done=")[0], status, fields);
    }

    public static async Task<HtmlForm> PostAsync(this HttpClient client, string path, int status, IReadOnlyDictionary<string, string> fields)
    {
        using var content = new FormUrlEncodedContent(fields);
        using var answer = await client.PostAsync(path, content);
        return await ReadAsync(client, answer, status);
    }

    public static Task<HtmlForm> PressAsync(this HttpClient client, string path, int status = 200, params (string Field, string Value)[] fields) => client.PostAsync(path, status, fields.ToDictionary(f => f.Field, f => f.Value));

    /// <summary>Hands in a file on the page's form.</summary>
    public static async Task<HtmlForm> UploadAsync(this HttpClient client, HtmlForm page, int status, string csv)
    {
        using var content = new MultipartFormDataContent();
        foreach (var (field, value) in page.Fields.Where(f => f.Key != "file")) content.Add(new StringContent(value), field);
        content.Add(new StringContent(csv), "file", "table.csv");
        using var answer = await client.PostAsync(page.Address.PathAndQuery, content);
        return await ReadAsync(client, answer, status);
    }

    private static async Task<HtmlForm> ReadAsync(HttpClient client, HttpResponseMessage answer, int status)
    {
        if ((int)answer.StatusCode == 303) return await client.OpenAsync(answer.Headers.Location!.ToString(), status);
        var html = await answer.Content.ReadAsStringAsync();
        Assert.True((int)answer.StatusCode == status, $"{answer.RequestMessage!.Method} {answer.RequestMessage.RequestUri} answered {(int)answer.StatusCode}, not {status}: {html}");
        return new HtmlForm((int)answer.StatusCode, answer.RequestMessage.RequestUri!, html);
    }
}
