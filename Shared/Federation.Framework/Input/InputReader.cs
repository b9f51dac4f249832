using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.Json;
using Federation.Framework.Import;
using Federation.Framework.Pages;
using Federation.Framework.Security;
using Federation.Framework.Web;
using Federation.Kernel;
using Microsoft.AspNetCore.Http;

namespace Federation.Framework.Input;

/// <summary>
/// Reads an input record field by field, from JSON or the cells of a table, and collects all problems instead of stopping at the first. The properties describe
/// the fields; nullable ones are optional.
/// </summary>
public static class InputReader
{
    /// <summary>The maximum length of a text field without a <see cref="MaxLengthAttribute"/>.</summary>
    public const int DefaultMaxLength = 200;

    /// <summary>Decimal places of a number without a <see cref="DecimalsAttribute"/>.</summary>
    private const int DefaultDecimals = 2;

    private const decimal MaxMagnitude = 1_000_000_000_000m;
    private static readonly System.Buffers.SearchValues<char> PlainDigits = System.Buffers.SearchValues.Create("0123456789.-");
    private static readonly ConcurrentDictionary<Type, IReadOnlyList<Field>> Fields = new();
    private static readonly ConcurrentDictionary<Type, FrozenDictionary<string, object>> Words = new();
    private static readonly NullabilityInfoContext Nullability = new();

    /// <summary>Yes and no as people write them.</summary>
    private static readonly FrozenDictionary<string, string> Truth = new Dictionary<string, string>
    {
        ["true"] = "true", ["yes"] = "true", ["y"] = "true", ["1"] = "true", ["是"] = "true", ["√"] = "true", ["✓"] = "true", ["✔"] = "true",
        ["false"] = "false", ["no"] = "false", ["n"] = "false", ["0"] = "false", ["否"] = "false", ["×"] = "false", ["✗"] = "false", ["✘"] = "false",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    internal sealed record Field(string Name, PropertyInfo Property, Type Type, bool Required, int MaxLength, int Decimals = DefaultDecimals, bool Compact = false, bool Unpadded = false, bool Personal = false);

    public static T FromJson<T>(JsonElement json, InputProblems problems) where T : class, new() => (T)FromJson(typeof(T), json, "", problems);

    /// <summary>Reads what an address asks for behind its question mark; whatever is wrong with it is thrown.</summary>
    /// <param name="check">Checks what was read against the rules that it has besides.</param>
    public static T FromQuery<T>(HttpRequest http, Action<T, InputProblems>? check = null) where T : class, new()
    {
        var problems = new InputProblems();
        var asked = FromCells<T>(name => http.Query[name], problems);
        check?.Invoke(asked, problems);
        problems.ThrowIfAny();
        return asked;
    }

    /// <summary>Reads a row of a table; cells are found by the field's name. Numbers and days may be written as people do, with commas, in full width, as 2018年3月1日.</summary>
    public static T FromCells<T>(Func<string, string?> cell, InputProblems problems) where T : class, new()
    {
        var input = new T();
        ReadCells(FieldsOf(typeof(T)), cell, problems, (field, value) => field.Property.SetValue(input, value));
        return input;
    }

    /// <summary>The same of fields that are known at run time only; what is left out is not among the values.</summary>
    public static Dictionary<string, object?> FromCells(IReadOnlyList<OpenField> fields, Func<string, string?> cell, InputProblems problems)
    {
        var values = new Dictionary<string, object?>(StringComparer.Ordinal);
        ReadCells(fields.Select(f => f.ToField()), cell, problems, (field, value) => values[field.Name] = value);
        return values;
    }

    private static void ReadCells(IEnumerable<Field> fields, Func<string, string?> cell, InputProblems problems, Action<Field, object?> set)
    {
        foreach (var field in fields)
        {
            var text = Trimmed(cell(field.Name));
            if (string.IsNullOrEmpty(text))
            {
                if (field.Required) problems.Add(field.Name, "required");
                continue;
            }
            if (TryText(field, Plain(field.Type, text), field.Name, problems, out var value)) set(field, value);
        }
    }

    /// <summary>The same of a JSON object, whose other members are refused.</summary>
    public static Dictionary<string, object?> FromJson(IReadOnlyList<OpenField> fields, JsonElement json, InputProblems problems)
    {
        var values = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var (field, member, at) in Members(json, "", [.. fields.Select(f => f.ToField())], new HashSet<string>(StringComparer.Ordinal), problems))
            if (member.ValueKind != JsonValueKind.Null && TryJson(field, member, at, problems, out var value)) values[field.Name] = value;
        return values;
    }

    /// <summary>
    /// Reads a posted form: fields by their names, parts as <c>items[0].name</c>. An empty field is one left out, a part with none filled in is no part.
    /// Numbers and days may be typed as people write them, with commas, in full width, as 2018年3月1日.
    /// </summary>
    public static T FromForm<T>(IReadOnlyDictionary<string, string> values, InputProblems problems) where T : class, new() => (T)FromForm(typeof(T), values, "", problems);

    /// <summary>The fields without which an input is refused, by their names in JSON.</summary>
    public static IReadOnlyList<string> RequiredFields(Type type) => [.. FieldsOf(type).Where(f => f.Required).Select(f => f.Name)];

    /// <summary>The fields of an input that a table's column can hold; those that it inherits come first.</summary>
    internal static IReadOnlyList<ImportColumn> ColumnsOf<T>() =>
        [.. FieldsOf(typeof(T)).Where(f => IsScalar(f.Type)).OrderBy(f => Generation(f.Property.DeclaringType)).Select(f => new ImportColumn(f.Name, f.Type, f.Required, f.MaxLength) { Decimals = f.Decimals })];

    private static int Generation(Type? type) => type is null ? 0 : 1 + Generation(type.BaseType);

    /// <summary>The number of the line that a form's field belongs to in a list: 2 of <c>items[2].name</c> in <c>items</c>; null for any other field.</summary>
    internal static int? IndexIn(string list, string name)
    {
        if (!name.StartsWith(list + "[", StringComparison.Ordinal)) return null;
        var rest = name.AsSpan(list.Length + 1);
        var end = rest.IndexOf(']');
        return end is > 0 and <= 4 && int.TryParse(rest[..end], NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? index : null;
    }

    /// <summary>A number or a day as a person writes it, with commas between groups of three, in full width, as 2018年3月1日 or 2018.3.1, as a program does.</summary>
    private static string Plain(Type type, string text)
    {
        if (type == typeof(DateOnly)) return DayText.ToPlain(text);
        if (type == typeof(bool)) return Truth.GetValueOrDefault(text, text);
        if (!text.AsSpan().ContainsAnyExcept(PlainDigits)) return text;
        return IsNumber(type) ? NumberText.ToPlain(text) ?? text : text;
    }

    private static object FromForm(Type type, IReadOnlyDictionary<string, string> values, string prefix, InputProblems problems)
    {
        var input = Activator.CreateInstance(type)!;
        foreach (var field in FieldsOf(type))
        {
            var at = prefix + field.Name;
            if (ElementType(field.Type) is { } element)
            {
                var lines = values.Where(v => v.Value.Trim().Length > 0).Select(v => IndexIn(at, v.Key)).OfType<int>().Distinct().Order().ToList();
                if (lines.Count == 0) continue;
                var items = (System.Collections.IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(element))!;
                foreach (var line in lines) items.Add(FromForm(element, values, $"{at}[{line}].", problems));
                field.Property.SetValue(input, items);
                continue;
            }
            var text = values.GetValueOrDefault(at, "").Trim();
            if (text.Length == 0)
            {
                if (field.Required) problems.Add(at, "required");
                // A field that was opened has been seen, so emptying it is meant.
                if (values.GetValueOrDefault(PageForm.OpenedField, "").Split(',').Contains(at)) Empty(field, input);
                continue;
            }
            text = Plain(field.Type, text);
            if (TryText(field, text, at, problems, out var value)) field.Property.SetValue(input, value);
        }
        return input;
    }

    private static void Empty(Field field, object input)
    {
        if (field.Personal && input is IPersonalInput personal) personal.Emptied.Add(field.Name);
    }

    private static object FromJson(Type type, JsonElement json, string path, InputProblems problems)
    {
        var input = Activator.CreateInstance(type)!;
        var fields = FieldsOf(type);
        var given = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (field, member, at) in Members(json, path, fields, given, problems))
        {
            if (member.ValueKind == JsonValueKind.Null)
            {
                given.Remove(field.Name);
                Empty(field, input);
            }
            else if (TryJson(field, member, at, problems, out var value)) field.Property.SetValue(input, value);
        }
        if (json.ValueKind != JsonValueKind.Object) return input;
        foreach (var missing in fields.Where(f => f.Required && !given.Contains(f.Name)))
            problems.Add(path.Length == 0 ? missing.Name : $"{path}.{missing.Name}", "required");
        return input;
    }

    /// <summary>The members of an object that are fields, with where each is told of; everything else in it is reported as a problem.</summary>
    /// <param name="given">Takes the names that occur. A caller removes the name of a field that counts as left out.</param>
    private static IEnumerable<(Field Field, JsonElement Member, string At)> Members(
        JsonElement json, string path, IReadOnlyCollection<Field> fields, HashSet<string> given, InputProblems problems)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            problems.Add(path.Length == 0 ? "body" : path, "not-an-object");
            yield break;
        }
        foreach (var member in json.EnumerateObject())
        {
            if (TextOf(() => member.Name) is not { } name)
            {
                problems.Add(path.Length == 0 ? "body" : path, "bad-characters");
                continue;
            }
            var at = path.Length == 0 ? name : $"{path}.{name}";
            var field = fields.FirstOrDefault(f => f.Name == name);
            if (field is null) problems.Add(at, "unknown-field", string.Join(", ", fields.Select(f => f.Name)));
            else if (!given.Add(name)) problems.Add(at, "given-twice");
            else yield return (field, member.Value, at);
        }
    }

    /// <summary>Null for an invalid text: JSON accepts half a surrogate pair or broken UTF-8 until the text is read.</summary>
    private static string? TextOf(Func<string?> read)
    {
        try
        {
            return read();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static bool TryJson(Field field, JsonElement json, string at, InputProblems problems, out object? value)
    {
        value = null;
        if (json.ValueKind == JsonValueKind.String && TextOf(json.GetString) is null)
        {
            problems.Add(at, "bad-characters");
            return false;
        }
        if (field.Type == typeof(string) && json.ValueKind == JsonValueKind.String) return TryText(field, json.GetString()!, at, problems, out value);
        if (field.Type == typeof(bool) && json.ValueKind is JsonValueKind.True or JsonValueKind.False) return (value = json.GetBoolean()) is not null;
        if (IsNumber(field.Type) && json.ValueKind == JsonValueKind.Number) return TryText(field, json.GetRawText(), at, problems, out value);
        if (IsScalar(field.Type) && field.Type != typeof(string) && !IsNumber(field.Type) && json.ValueKind == JsonValueKind.String)
            return TryText(field, json.GetString()!, at, problems, out value);
        if (ElementType(field.Type) is { } element && json.ValueKind == JsonValueKind.Array) return (value = Items(element, json, at, problems)) is not null;
        if (!IsScalar(field.Type) && ElementType(field.Type) is null && json.ValueKind == JsonValueKind.Object) return (value = FromJson(field.Type, json, at, problems)) is not null;
        problems.Add(at, "wrong-type", Describe(field.Type));
        return false;
    }

    private static System.Collections.IList? Items(Type element, JsonElement json, string at, InputProblems problems)
    {
        if (json.GetArrayLength() > 1000)
        {
            problems.Add(at, "too-many", 1000);
            return null;
        }
        var items = (System.Collections.IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(element))!;
        var i = 0;
        foreach (var item in json.EnumerateArray())
        {
            var place = $"{at}[{i++}]";
            if (IsScalar(element))
            {
                var field = new Field(place, null!, element, true, DefaultMaxLength);
                if (TryJson(field, item, place, problems, out var value)) items.Add(value);
            }
            else
            {
                items.Add(FromJson(element, item, place, problems));
            }
        }
        return items;
    }

    private static bool TryText(Field field, string text, string at, InputProblems problems, out object? value)
    {
        value = null;
        var type = field.Type;
        if (field.Personal && text.Contains(SealedText.Mask, StringComparison.Ordinal))
        {
            problems.Add(at, "still-masked");
        }
        else if (type == typeof(string))
        {
            text = field.Compact ? CompactText.Of(text) : field.Unpadded ? PaddedText.Of(text.Trim()) : text.Trim();
            if (!Shows(text))
            {
                if (field.Required) problems.Add(at, "required");
                return false;
            }
            if (text.Length > field.MaxLength) problems.Add(at, "too-long", field.MaxLength);
            else if (!PlainText.Is(text)) problems.Add(at, "bad-characters");
            else value = text;
        }
        else if (type == typeof(DateOnly))
        {
            if (!DateOnly.TryParseExact(text, ["yyyy-MM-dd", "yyyy/M/d", "yyyy-M-d"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            {
                if (DayText.OfSerialNumber(text) is { } meant) problems.Add(at, "day-as-number", text, meant);
                else problems.Add(at, "not-a-date");
            }
            else if (day.Year is < Period.FirstYear or > Period.LastYear) problems.Add(at, "year-out-of-range", Period.FirstYear, Period.LastYear);
            else value = day;
        }
        else if (type.IsEnum)
        {
            if (!Words.GetOrAdd(type, WordsOf).TryGetValue(text, out value)) problems.Add(at, "not-one-of", Describe(type));
        }
        else if (type == typeof(bool))
        {
            if (text is "true" or "1" or "是") value = true;
            else if (text is "false" or "0" or "否") value = false;
            else problems.Add(at, "not-yes-or-no");
        }
        else if (!decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var number))
        {
            problems.Add(at, "not-a-number");
        }
        else if (Math.Abs(number) >= MaxMagnitude)
        {
            problems.Add(at, "absurd-number", MaxMagnitude);
        }
        else if (type == typeof(decimal))
        {
            if (decimal.Round(number, field.Decimals) != number) problems.Add(at, "too-many-decimals", field.Decimals);
            else value = decimal.Round(number, field.Decimals);
        }
        else if (decimal.Truncate(number) != number)
        {
            problems.Add(at, "not-a-whole-number");
        }
        else if (type == typeof(int) && Math.Abs(number) > int.MaxValue)
        {
            problems.Add(at, "absurd-number", int.MaxValue);
        }
        else
        {
            value = Convert.ChangeType(number, type, CultureInfo.InvariantCulture);
        }
        return value is not null;
    }

    /// <summary>Without white space, joiners and marks of direction around it, which nobody sees.</summary>
    private static string? Trimmed(string? text)
    {
        if (text is null) return null;
        var (from, to) = (0, text.Length);
        while (from < to && IsUnseen(text[from])) from++;
        while (to > from && IsUnseen(text[to - 1])) to--;
        return text[from..to];
    }

    internal static bool IsUnseen(char sign) => char.IsWhiteSpace(sign) || char.GetUnicodeCategory(sign) == UnicodeCategory.Format;

    /// <summary>Whether a text has a visible character. A name of joiners and direction marks only would be an invisible link.</summary>
    private static bool Shows(string text)
    {
        foreach (var rune in text.EnumerateRunes())
            if (Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Format or UnicodeCategory.SpaceSeparator)) return true;
        return false;
    }

    private static IReadOnlyList<Field> FieldsOf(Type type) => Fields.GetOrAdd(type, static t =>
    [
        .. t.GetProperties().Where(p => p.CanWrite).Select(p =>
        {
            var nullable = Nullable.GetUnderlyingType(p.PropertyType);
            bool required;
            lock (Nullability) required = nullable is null && Nullability.Create(p).WriteState == NullabilityState.NotNull && ElementType(p.PropertyType) is null;
            return new Field(JsonNamingPolicy.CamelCase.ConvertName(p.Name), p, nullable ?? p.PropertyType, required,
                p.GetCustomAttribute<MaxLengthAttribute>()?.Characters ?? DefaultMaxLength, p.GetCustomAttribute<DecimalsAttribute>()?.Places ?? DefaultDecimals,
                p.IsDefined(typeof(CompactAttribute)), p.IsDefined(typeof(UnpaddedAttribute)), p.IsDefined(typeof(PersonalAttribute)));
        }),
    ]);

    private static FrozenDictionary<string, object> WordsOf(Type type) =>
        Enum.GetValues(type).Cast<object>().ToFrozenDictionary(v => JsonNamingPolicy.KebabCaseLower.ConvertName(v.ToString()!), StringComparer.Ordinal);

    private static bool IsNumber(Type type) => type == typeof(int) || type == typeof(long) || type == typeof(decimal);

    private static bool IsScalar(Type type) => IsNumber(type) || type == typeof(string) || type == typeof(bool) || type == typeof(DateOnly) || type.IsEnum;

    private static Type? ElementType(Type type) =>
        type.IsGenericType && (type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>) || type.GetGenericTypeDefinition() == typeof(List<>)) ? type.GetGenericArguments()[0] : null;

    private static string Describe(Type type) =>
        type.IsEnum ? string.Join(", ", Enum.GetNames(type).Select(JsonNamingPolicy.KebabCaseLower.ConvertName))
        : type == typeof(string) ? "text" : type == typeof(bool) ? "true, false" : type == typeof(DateOnly) ? "2017-08-01" : IsNumber(type) ? "123"
        : ElementType(type) is not null ? "[ … ]" : "{ … }";
}

/// <summary>The longest text that a field takes, in UTF-16 units.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class MaxLengthAttribute(int characters) : Attribute
{
    public int Characters { get; } = characters;
}

/// <summary>How many places behind the point a number takes: six for degrees on the map.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class DecimalsAttribute(int places) : Attribute
{
    public int Places { get; } = places;
}

/// <summary>A field of an input that no class describes: what it may hold is known at run time.</summary>
/// <param name="Type">Text, whole or decimal number, or day.</param>
public sealed record OpenField(string Name, Type Type, int MaxLength = InputReader.DefaultMaxLength, int Decimals = 2)
{
    internal InputReader.Field ToField() => new(Name, null!, Type, false, MaxLength, Decimals);
}
