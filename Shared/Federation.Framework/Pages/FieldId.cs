using System.Text.RegularExpressions;

namespace Federation.Framework.Pages;

/// <summary>From a field's name, such as <c>items[0].unitPrice</c>, to what identifies it on a page and in the resources.</summary>
internal static partial class FieldId
{
    public static string Of(string field) => "f-" + NotPlain().Replace(field, "-");

    /// <summary>The last part, in the words of resource keys: <c>unit-price</c>.</summary>
    public static string Plain(string field) => System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(field[(field.LastIndexOf('.') + 1)..]);

    [GeneratedRegex("[^A-Za-z0-9]+", RegexOptions.NonBacktracking)]
    private static partial Regex NotPlain();
}
