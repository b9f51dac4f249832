using System.Text.Json;
using Federation.Framework.Web;

namespace Federation.People.Auditing;

/// <summary>The log in words: what was done, to which kind of record, and which of its fields.</summary>
internal static class LogWords
{
    public static string Action(Texts texts, string action) => texts.Find("audit-" + Key(action)) ?? action;

    /// <summary>Kinds of records, offices and fields by what people call them; ids and codes as they are. A table is named <c>import.inspections</c>.</summary>
    public static string Subject(Texts texts, string subject)
    {
        // The kind comes first, as module and table. A module may have headings of its own for its fields.
        var module = subject.Split('.', ' ')[0];
        return string.Join(' ', subject.Split(' ').Select(word => Said(texts, module, word) ?? word));
    }

    private static string? Said(Texts texts, string module, string word)
    {
        if (word.Length == 0 || char.IsAsciiDigit(word[0])) return null;
        var field = JsonNamingPolicy.KebabCaseLower.ConvertName(word);
        return texts.Find("role-" + word) ?? texts.Find("logged-" + Key(word)) ?? (word.Contains('.', StringComparison.Ordinal) ? texts.Find(Key(word)) : null)
            ?? texts.Find("records-" + word) ?? texts.Find($"{module}-field-{field}") ?? texts.Find("field-" + field);
    }

    private static string Key(string code) => code.Replace('.', '-').Replace('_', '-');
}
