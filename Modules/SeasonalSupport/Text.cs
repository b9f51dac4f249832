using System.Globalization;

namespace Federation.SeasonalSupport;

internal static class Text
{
    /// <summary>An id as JSON carries it: JavaScript's numbers cannot hold it.</summary>
    public static string Of(long id) => id.ToString(CultureInfo.InvariantCulture);
}
