using Federation.Framework.Input;
using System.Reflection;
using System.Text.Json;
using Federation.Framework.Import;
using Federation.Framework.Pages;
using Federation.Framework.Web;
using Federation.Kernel;

namespace Federation.Framework.Records;

/// <summary>A field of a form as its input record describes it. JSON and tables are read by the same properties.</summary>
/// <param name="Name">Its name in the input record.</param>
/// <param name="Type">What it holds: a text, a day, a number, a yes or no, a word of an enumeration.</param>
/// <param name="Heading">Key of its label, and of the heading of a table's column.</param>
public sealed record FormField(string Name, Type Type, bool Required, int? MaxLength, string Heading)
{
    /// <summary>From this length on a text is written on several lines.</summary>
    private const int Long = 500;

    public bool IsLong => MaxLength >= Long;

    public bool IsDay => Type == typeof(DateOnly);

    /// <summary>A tick that may be left out. A yes or no that is required is chosen.</summary>
    public bool IsTick => Type == typeof(bool) && !Required;

    public string? InputMode => Type == typeof(int) ? "numeric" : Type == typeof(decimal) ? "decimal" : null;

    public static IReadOnlyList<FormField> Of<TInput>() where TInput : class, new() =>
        [.. Columns<TInput>().Select(c => new FormField(c.Name, c.Type, c.Required, c.Type == typeof(string) ? c.MaxLength : null, c.Heading))];

    /// <summary>The columns of a table of such records, with the headings of their fields.</summary>
    /// <param name="first">Names of the columns that stand in front of all others.</param>
    public static IReadOnlyList<ImportColumn> Columns<TRow>(params IReadOnlyList<string> first) where TRow : class, new() =>
    [
        .. ImportColumns.Of<TRow>(first).Select(c => c with
        {
            Heading = HeadingOf(typeof(TRow).GetProperties().Single(p => JsonNamingPolicy.CamelCase.ConvertName(p.Name) == c.Name)),
        }),
    ];

    public static string HeadingOf(PropertyInfo property) => property.GetCustomAttribute<LabelKeyAttribute>()?.Key
        ?? (property.DeclaringType!.GetCustomAttribute<HeadingPrefixAttribute>()?.Prefix ?? property.DeclaringType!.Assembly.GetCustomAttribute<FieldHeadingsAttribute>()?.Prefix ?? "field-")
            + JsonNamingPolicy.KebabCaseLower.ConvertName(property.Name);

    public string Label(Texts texts) => texts[Heading];

    /// <summary>What there is to choose from; null where anything may be typed.</summary>
    public IReadOnlyList<(string Value, string Text)>? Options(Texts texts) => Type.IsEnum
        ? [.. Enum.GetValues(Type).Cast<Enum>().Select(word => (Text.Of(word), texts[EnumTexts.KeyOf(word)]))]
        : Type == typeof(bool) ? [("true", texts["yes"]), ("false", texts["no"])] : null;
}

/// <summary>The prefix of the keys of a module's field labels; <c>field-</c> where a module does not say so.</summary>
[AttributeUsage(AttributeTargets.Assembly)]
public sealed class FieldHeadingsAttribute(string prefix) : Attribute
{
    public string Prefix { get; } = prefix;
}
