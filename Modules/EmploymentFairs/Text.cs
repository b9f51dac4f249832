using System.Globalization;
using System.Text.Json;

namespace Federation.EmploymentFairs;

internal static class Text
{
    /// <summary>An id as JSON carries it: JavaScript's numbers cannot hold it.</summary>
    public static string Of(long id) => id.ToString(CultureInfo.InvariantCulture);

    public static string Of(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>A word of an enumeration as forms and the API carry it.</summary>
    public static string Of(Enum word) => JsonNamingPolicy.KebabCaseLower.ConvertName(word.ToString());
}
