using System.Globalization;
using System.Text.Json;

namespace Federation.LoveStations;

internal static class Text
{
    /// <summary>An id as JSON carries it: JavaScript's numbers cannot hold it.</summary>
    public static string Of(long id) => id.ToString(CultureInfo.InvariantCulture);

    /// <summary>A word of an enumeration as forms and the API carry it.</summary>
    public static string Of(Enum word) => JsonNamingPolicy.KebabCaseLower.ConvertName(word.ToString());

    public static string Of(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";

    /// <summary>A minute of a day: <c>08:00</c>.</summary>
    public static string TimeOf(int minute) => string.Create(CultureInfo.InvariantCulture, $"{minute / 60:00}:{minute % 60:00}");
}
