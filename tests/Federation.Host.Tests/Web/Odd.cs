namespace Federation.Host.Tests.Web;

/// <summary>What no person types and every attacker tries, in queries, paths, forms and headers.</summary>
internal static class Odd
{
    /// <summary>As it stands in an address.</summary>
    public static readonly string[] InAddress =
    [
        "%00", "a%00b", "-1", "0", "99999999999999999999", "%27", "%F0%9F%8E%89", "%ED%A0%80", "%C3%28", "%EF%BF%BE", "%EF%BF%BF", "%EF%B7%90", "null", "NaN", "2147483648", "%E2%80%AE", "%0B", "..%2F..%2F", new string('x', 3_000),
    ];

    /// <summary>As it is typed.</summary>
    public static readonly string[] Typed =
    [
        "\0", "a\0b", "\uFFFE", "x\uFFFFy", "\uFDD0", "\uD800", "\uDC00\uD800", "\u202E倒", "\u200D", "\v", "-1", "99999999999999999999", "2147483648", "1e400", "NaN", "'; --", "<script>", "2017-02-30", "9999-12-31", "0000-00-00", "⅓", "🎉", new string('长', 5_000),
    ];

    /// <summary>As a header takes it.</summary>
    public static readonly string[] InHeader = ["\"\"", "*", "W/\"1\"", "\"-1\"", "\"99999999999999999999\"", "\"1\", \"2\"", "x", "\"é\"", new string('k', 300)];
}
