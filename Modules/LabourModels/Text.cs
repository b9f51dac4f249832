using System.Globalization;
using Federation.Kernel;

namespace Federation.LabourModels;

internal static class Text
{
    /// <summary>An id as JSON carries it: JavaScript's numbers cannot hold it.</summary>
    public static string Of(long id) => id.ToString(CultureInfo.InvariantCulture);

    /// <summary>An id in an input; anything that is not one is wrong with that field.</summary>
    public static long Id(string field, string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : throw new InvalidInput(field, "not-an-id");

    public static string Of(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
