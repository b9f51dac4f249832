using System.Reflection;
using System.Text.Json.Nodes;

namespace Federation.Host.Tests.Web;

/// <summary>JSON bodies made from the records that they are read into, so that no list of them is kept by hand.</summary>
internal static class Bodies
{
    /// <summary>Every field of a body, with what it is.</summary>
    public static IReadOnlyList<(string Name, Type Type, bool Required)> Fields(Type body) =>
    [
        .. body.GetProperties().Where(p => p.CanWrite).Select(p => (
            JsonNamingPolicy.CamelCase.ConvertName(p.Name), Nullable.GetUnderlyingType(p.PropertyType) ?? p.PropertyType,
            Nullable.GetUnderlyingType(p.PropertyType) is null && new NullabilityInfoContext().Create(p).WriteState == NullabilityState.NotNull && !IsList(p.PropertyType))),
    ];

    /// <summary>A body with every required field in it that can be read, though it need not be within the rules.</summary>
    public static JsonObject Plausible(Type body) => new(Fields(body).Where(f => f.Required).Select(f => KeyValuePair.Create<string, JsonNode?>(f.Name, Value(f.Name, f.Type))));

    /// <summary>Values that the field cannot take, each with what it stands for.</summary>
    public static IEnumerable<(string Kind, string Json)> Bad(Type type, bool required)
    {
        yield return ("an object", """{ "a": 1 }""");
        if (!IsList(type)) yield return ("a list", "[1]");
        if (type != typeof(bool)) yield return ("a truth", "true");
        if (IsNumber(type))
        {
            foreach (var number in new[] { "-1", "1e30", "-1e30", "1e400", "123456789012345678901234567890", "9999999999999", "0.001" }) yield return ("the number " + number, number);
            yield return ("a number as text", "\"1\"");
        }
        else if (!IsList(type))
        {
            yield return ("a number", "1");
        }
        if (type == typeof(DateOnly))
            foreach (var day in new[] { "1900-01-01", "2017-02-31", "2101-01-01", "0000-00-00", "2017-06-01T00:00:00Z", "20170601", "٢٠١٧-٠٦-٠١", "yesterday" }) yield return ("the day " + day, $"\"{day}\"");
        if (type.IsEnum) yield return ("a word that is none of them", "\"dragon\"");
        if (type == typeof(string) || type == typeof(DateOnly) || type.IsEnum)
        {
            if (required) yield return ("an empty text", "\"\"");
            if (required) yield return ("blanks", "\"  \\t \"");
            yield return ("a NUL", "\"a\\u0000b\"");
            yield return ("a control character", "\"a\\u001bb\"");
            yield return ("half a character", "\"a\\ud83db\"");
            yield return ("the other half", "\"\\udf89\"");
            yield return ("a text that is too long", $"\"{new string('长', 5_000)}\"");
        }
    }

    public static JsonNode Value(string name, Type type) =>
        type == typeof(DateOnly) ? "2017-07-20"
        : type == typeof(bool) ? false
        : type.IsEnum ? JsonNamingPolicy.KebabCaseLower.ConvertName(Enum.GetNames(type)[^1])
        : IsNumber(type) ? (name == "year" ? 2017 : 1)
        : name switch { "period" => "2017", "scope" or "into" or "parent" => AttackedFederation.Code, "kind" => "mine", "code" => "610101-X01", _ => "字" };

    public static bool IsNumber(Type type) => type == typeof(int) || type == typeof(long) || type == typeof(decimal);

    private static bool IsList(Type type) => type.IsGenericType && type != typeof(Nullable<>);
}
