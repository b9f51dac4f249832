using System.Text.Json;

namespace Federation.SeasonalSupport.Records;

internal static class Choice
{
    /// <summary>A word of an enumeration as forms and the API carry it.</summary>
    public static string Of(Enum word) => JsonNamingPolicy.KebabCaseLower.ConvertName(word.ToString());
}
