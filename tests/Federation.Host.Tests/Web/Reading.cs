namespace Federation.Host.Tests.Web;

/// <summary>Short ways to what an answer says.</summary>
internal static class Reading
{
    public static string? Text(this JsonElement json, string property) => json.GetProperty(property).GetString();

    /// <summary>A number, or null where it is null.</summary>
    public static decimal? Number(this JsonElement json, string property) => json.GetProperty(property) is { ValueKind: not JsonValueKind.Null } value ? value.GetDecimal() : null;

    public static IEnumerable<JsonElement> Items(this JsonElement json, string property = "items") => json.GetProperty(property).EnumerateArray();

    /// <summary>The names of an object's properties in the order in which they are written.</summary>
    public static string Names(this JsonElement json) => string.Join(' ', json.EnumerateObject().Select(p => p.Name));

    /// <summary>A union's figures of a period by indicator.</summary>
    public static async Task<IReadOnlyDictionary<string, JsonElement>> FiguresAsync(this HttpClient client, string union, string period, string more = "") =>
        (await client.GetAsync($"/api/v1/unions/{union}/figures?period={period}{more}").JsonAsync()).Items("figures").ToDictionary(f => f.Text("indicator")!);

    /// <summary>Every item of a list, page by page.</summary>
    public static async Task<IReadOnlyList<JsonElement>> AllAsync(this HttpClient client, string path, int limit)
    {
        var items = new List<JsonElement>();
        string? cursor = null;
        do
        {
            var page = await client.GetAsync($"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}limit={limit}{(cursor is null ? "" : "&cursor=" + Uri.EscapeDataString(cursor))}").JsonAsync();
            Assert.InRange(page.Items().Count(), 0, limit);
            items.AddRange(page.Items());
            cursor = page.Text("next");
        }
        while (cursor is not null);
        return items;
    }
}
