using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Federation.Framework.Input;
using Federation.Kernel;
using Microsoft.AspNetCore.Http;

namespace Federation.Framework.Web;

/// <summary>A page of a list: the items and the cursor of the next page, null on the last.</summary>
public sealed record PageOf<T>(IReadOnlyList<T> Items, string? Next);

/// <summary>Which page a caller asks for: at most 200 items, after the last key of the page before.</summary>
public sealed record PageRequest(int Limit, string? After)
{
    public const int MaxLimit = 200;
    private const int DefaultLimit = 50;

    /// <summary>The first page of a list that is read to its end.</summary>
    public static readonly PageRequest First = new(MaxLimit, null);

    /// <summary>What <see cref="From"/> reads.</summary>
    internal static readonly IReadOnlyList<QueryParameter> Parameters = [new("limit", typeof(int)) { Range = (1, MaxLimit) }, new("cursor", typeof(string))];

    /// <summary>The page after one that named it as its next, of a list that is read to its end.</summary>
    public static PageRequest Following(string? next) => TryOpen(next ?? "", out var after) ? new(MaxLimit, after) : throw new InvalidInput("cursor", "bad-cursor");

    /// <summary>Reads <c>limit</c> and <c>cursor</c> of a query; the cursor is opaque to the caller and checked here.</summary>
    public static PageRequest From(HttpRequest http)
    {
        var problems = new InputProblems();
        var limit = DefaultLimit;
        if (http.Query.TryGetValue("limit", out var asked) && (!int.TryParse(asked, NumberStyles.None, CultureInfo.InvariantCulture, out limit) || limit is < 1 or > MaxLimit))
            problems.Add("limit", "limit-out-of-range", 1, MaxLimit);
        string? after = null;
        if (http.Query.TryGetValue("cursor", out var cursor) && !TryOpen(cursor.ToString(), out after)) problems.Add("cursor", "bad-cursor");
        problems.ThrowIfAny();
        return new PageRequest(limit, after);
    }

    /// <summary>Cuts a list that was read one item too long, and makes the cursor for the rest.</summary>
    public PageOf<T> ToPage<T>(IReadOnlyList<T> read, Func<T, string> key) => read.Count <= Limit
        ? new PageOf<T>(read, null)
        : new PageOf<T>([.. read.Take(Limit)], Seal(key(read[Limit - 1])));

    public long? AfterId => After is null ? null : long.TryParse(After, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : throw new InvalidInput("cursor", "bad-cursor");

    private static string Seal(string key) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(key));

    private static bool TryOpen(string cursor, out string? key)
    {
        key = null;
        if (cursor.Length is 0 or > 400 || !Base64Url.IsValid(cursor)) return false;
        key = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(cursor));
        return key.Length > 0 && PlainText.Is(key);
    }
}
