using System.Globalization;
using System.Text.Json;

namespace Federation.Kernel;

/// <summary>Ids, days and words as JSON, forms and addresses carry them.</summary>
public static class Text
{
    /// <summary>An id as JSON carries it: JavaScript's numbers cannot hold it.</summary>
    public static string Of(long id) => id.ToString(CultureInfo.InvariantCulture);

    public static string Of(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>A word of an enumeration: <c>living-allowance</c>.</summary>
    public static string Of(Enum word) => JsonNamingPolicy.KebabCaseLower.ConvertName(word.ToString());

    /// <summary>An id in an input; anything that is not one is wrong with that field.</summary>
    public static long Id(string field, string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : throw new InvalidInput(field, "not-an-id");
}
