using System.Globalization;
using System.Text;
using System.Text.Json;
using Federation.Framework.Tenancy;
using Microsoft.AspNetCore.Http;

namespace Federation.Framework.Pages;

/// <summary>Addresses of pages.</summary>
public static class PageAddress
{
    /// <summary>A page of a union: <c>/u/610000/campaigns</c>.</summary>
    public static string Of(UnionInfo union, string rest = "") => Of(union.Code, rest);

    public static string Of(string union, string rest = "") => rest.Length == 0 ? $"/u/{Uri.EscapeDataString(union)}" : $"/u/{Uri.EscapeDataString(union)}/{rest}";

    /// <summary>The request's address with some parameters set to something else, or taken out where null or empty; a cursor or a notice belongs to the old one and goes.</summary>
    public static string With(HttpRequest http, params (string Name, object? Value)[] changes)
    {
        var query = http.Query.Where(q => q.Key is not ("cursor" or "done") && Array.TrueForAll(changes, c => c.Name != q.Key))
            .SelectMany(q => q.Value.Select(v => (q.Key, Value: v)))
            .Concat(changes.Select(c => (Key: c.Name, Value: Text(c.Value))))
            .Where(q => !string.IsNullOrEmpty(q.Value))
            .Select(q => $"{Uri.EscapeDataString(q.Key)}={Uri.EscapeDataString(q.Value!)}");
        return $"{http.Path}{(string.Join('&', query) is { Length: > 0 } all ? $"?{all}" : "")}";
    }

    /// <summary>An address of this site that somebody gave, or another one where it leads elsewhere.</summary>
    public static string Local(string? given, string otherwise) =>
        given is ['/', ..] && !given.StartsWith("//", StringComparison.Ordinal) && !given.StartsWith("/\\", StringComparison.Ordinal) && !given.Any(char.IsControl) ? given : otherwise;

    /// <summary>An address as a header takes it: in ASCII, anything else percent-encoded as UTF-8.</summary>
    public static string ForHeader(string address) => address.All(c => c is > ' ' and <= '~')
        ? address
        : string.Concat(Encoding.UTF8.GetBytes(address).Select(b => b is > (byte)' ' and <= (byte)'~' ? ((char)b).ToString() : $"%{b:X2}"));

    private static string? Text(object? value) => value switch
    {
        null => null,
        Enum word => JsonNamingPolicy.KebabCaseLower.ConvertName(word.ToString()),
        bool yes => yes ? "true" : null,
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };
}

internal static class EnumTexts
{
    public static string KeyOf(Enum value) => $"{JsonNamingPolicy.KebabCaseLower.ConvertName(value.GetType().Name)}-{JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString())}";
}
