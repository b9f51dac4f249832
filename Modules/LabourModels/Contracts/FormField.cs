using System.Reflection;
using System.Text.Json;
using Federation.Framework.Import;
using Federation.Framework.Input;
using Federation.Framework.Web;

namespace Federation.LabourModels.Contracts;

/// <summary>A field of a form as its input record describes it: the same properties by which JSON and tables are read.</summary>
/// <param name="Name">Its name in the input record.</param>
/// <param name="Type">What it holds: a text, a day, a number, a yes or no, a word of an enumeration.</param>
/// <param name="Heading">Key of what it is called, on forms and above a table's column.</param>
public sealed record FormField(string Name, Type Type, bool Required, int? Longest, string Heading)
{
    /// <summary>From this length on a text is written on several lines.</summary>
    private const int Long = 500;

    public bool IsLong => Longest >= Long;

    public bool IsDay => Type == typeof(DateOnly);

    /// <summary>A tick that may be left out. What must be said either way is chosen.</summary>
    public bool IsTick => Type == typeof(bool) && !Required;

    public string? InputMode => Type == typeof(int) ? "numeric" : Type == typeof(decimal) ? "decimal" : null;

    public static IReadOnlyList<FormField> Of<TInput>() where TInput : class, new() =>
        [.. ImportColumns.Of<TInput>().Select(c => new FormField(c.Name, c.Type, c.Required, c.Type == typeof(string) ? c.Longest : null, HeadingOf<TInput>(c.Name)))];

    private static string HeadingOf<TInput>(string name) => HeadingOf(typeof(TInput).GetProperties().Single(p => JsonNamingPolicy.CamelCase.ConvertName(p.Name) == name));

    internal static string HeadingOf(PropertyInfo property) =>
        property.GetCustomAttribute<CalledAttribute>()?.Key ?? $"models-field-{JsonNamingPolicy.KebabCaseLower.ConvertName(property.Name)}";

    public string Label(Texts texts) => texts[Heading];

    /// <summary>What there is to choose from; null where anything may be typed.</summary>
    public IReadOnlyList<(string Value, string Text)>? Options(Texts texts) => Type.IsEnum
        ? [.. Enum.GetNames(Type).Select(JsonNamingPolicy.KebabCaseLower.ConvertName).Select(word => (word, texts[$"{JsonNamingPolicy.KebabCaseLower.ConvertName(Type.Name)}-{word}"]))]
        : Type == typeof(bool) ? [("true", texts["yes"]), ("false", texts["no"])] : null;
}
