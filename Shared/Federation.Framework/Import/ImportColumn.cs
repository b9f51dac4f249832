using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json;
using Federation.Framework.Input;
using Federation.Framework.Pages;
using Federation.Framework.Web;

namespace Federation.Framework.Import;

/// <summary>A column of a kind of table.</summary>
/// <param name="Name">As programs and the command line call it, and as mistakes are told by: the field's name in the API.</param>
/// <param name="Type">What its cells hold; of an enumeration its words.</param>
/// <param name="Required">Whether a row cannot be read without it.</param>
/// <param name="MaxLength">Characters of a text at most.</param>
public sealed record ImportColumn(string Name, Type Type, bool Required, int MaxLength)
{
    /// <summary>Key of its heading, Chinese and English.</summary>
    public string Heading { get; init; } = "field-" + FieldId.Plain(Name);

    /// <summary>A value that a template shows.</summary>
    public string? Example { get; init; }

    /// <summary>The words that may stand in it; null where any may.</summary>
    public IReadOnlyList<Enum>? Words { get; init; } = Type.IsEnum ? [.. Enum.GetValues(Type).Cast<Enum>()] : null;

    /// <summary>Places behind the point of a number at most.</summary>
    public int Decimals { get; init; } = 2;

    /// <summary>In yuan.</summary>
    public bool Money { get; init; } = Type == typeof(decimal);

    /// <summary>Whether a sum over its numbers says anything.</summary>
    public bool Summed { get; init; } = Type == typeof(decimal) || Type == typeof(int) || Type == typeof(long);

    internal static string Code(Enum word) => JsonNamingPolicy.KebabCaseLower.ConvertName(word.ToString());
}

/// <summary>The columns of a kind of table, in the order in which a template has them.</summary>
public static class ImportColumns
{
    private static readonly ConcurrentDictionary<Type, IReadOnlyList<ImportColumn>> Described = new();

    /// <summary>The fields of an input record that a cell can hold; those that it inherits come first.</summary>
    /// <param name="first">Names of those that stand in front of all others.</param>
    public static IReadOnlyList<ImportColumn> Of<TRow>(params IReadOnlyList<string> first) where TRow : class, new()
    {
        var all = Described.GetOrAdd(typeof(TRow), static row => [.. InputReader.ColumnsOf<TRow>().Select(c => Describe(row, c))]);
        var missing = first.Except(all.Select(c => c.Name)).ToList();
        if (missing.Count > 0) throw new InvalidOperationException($"{typeof(TRow).Name} has no {string.Join(", ", missing)}.");
        return [.. all.OrderBy(c => first.IndexOf(c.Name) is >= 0 and var at ? at : int.MaxValue)];
    }

    /// <summary>Adds what the attributes of the row's type say of a column.</summary>
    private static ImportColumn Describe(Type row, ImportColumn column)
    {
        if (row.GetCustomAttribute<HeadingPrefixAttribute>() is { } usual) column = column with { Heading = usual.Prefix + FieldId.Plain(column.Name) };
        var property = row.GetProperties().Single(p => JsonNamingPolicy.CamelCase.ConvertName(p.Name) == column.Name);
        var ofClass = row.GetCustomAttributes<LabelKeyAttribute>().Where(c => c.Field == column.Name);
        foreach (var said in property.GetCustomAttributes<LabelKeyAttribute>().Concat(ofClass))
        {
            column = column with
            {
                Heading = said.Key ?? column.Heading,
                Example = said.Example ?? column.Example,
                Required = said.Required || column.Required,
                Money = !said.PlainNumber && column.Money,
                Summed = !said.PlainNumber && column.Summed,
                Words = said.Words is { } words ? [.. words.Cast<Enum>()] : column.Words,
            };
        }
        return column;
    }

    private static int IndexOf(this IReadOnlyList<string> list, string item)
    {
        for (var i = 0; i < list.Count; i++)
            if (list[i] == item) return i;
        return -1;
    }
}

/// <summary>What people call the columns and words of a table, in both languages, and back from that to their codes.</summary>
internal sealed class TableWords
{
    private static readonly string[] Languages = ["zh-CN", "en"];

    private readonly Dictionary<string, ImportColumn> columns = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, Dictionary<string, string>> words = new(StringComparer.Ordinal);
    private readonly HashSet<string> ignored;

    public TableWords(IReadOnlyList<ImportColumn> all, Texts texts, IReadOnlyList<string> ignored)
    {
        this.ignored = ignored.SelectMany(key => Languages.Select(l => texts.Find(key, l))).OfType<string>().ToHashSet(StringComparer.OrdinalIgnoreCase);
        // A code stands for its own column, whatever another's heading says.
        foreach (var column in all) columns[column.Name] = column;
        foreach (var language in Languages)
        {
            foreach (var column in all)
            {
                if (texts.Find(column.Heading, language) is { } heading) columns.TryAdd(heading, column);
                if (column.Words is not null)
                    foreach (var word in column.Words) Add(column, texts.Find(EnumTexts.KeyOf(word), language), ImportColumn.Code(word));
                else if (column.Type == typeof(bool))
                    foreach (var yes in new[] { true, false }) Add(column, texts.Find(yes ? "yes" : "no", language), yes ? "true" : "false");
            }
        }

        void Add(ImportColumn column, string? text, string code)
        {
            if (!words.TryGetValue(column.Name, out var known)) words[column.Name] = known = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
            if (text is not null) known.TryAdd(text, code);
        }
    }

    /// <summary>The column that a heading stands for: its code, or what it is called in either language; a template marks needed ones with a star.</summary>
    public ImportColumn? Column(string heading) => columns.GetValueOrDefault(heading.Trim().TrimEnd('*', '＊').Trim());

    /// <summary>Whether a heading stands over what is not read.</summary>
    public bool IsIgnored(string heading) => Column(heading) is null && ignored.Contains(heading.Trim());

    /// <summary>A cell's text with the word of an enumeration as the API has it.</summary>
    public string? ToCode(string column, string? text) => text is not null && words.TryGetValue(column, out var known) && known.TryGetValue(text.Trim(), out var code) ? code : text;
}
