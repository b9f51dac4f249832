using System.Text.Json;
using Federation.Framework.Web;

namespace Federation.Framework.Pages;

/// <summary>What a list of choices offers.</summary>
public static class Choices
{
    /// <summary>Every word of an enumeration, by its name in the API and its text in the resources (<c>season-spring</c>).</summary>
    public static IReadOnlyList<(string Value, string Text)> Of<T>(Texts texts) where T : struct, Enum =>
        [.. Enum.GetValues<T>().Select(v => (JsonNamingPolicy.KebabCaseLower.ConvertName(v.ToString()), texts[EnumTexts.KeyOf(v)]))];
}
