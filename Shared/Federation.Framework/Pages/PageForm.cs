using System.Globalization;
using System.Text.Json;
using Federation.Framework.Input;
using Federation.Framework.Tenancy;
using Federation.Framework.Web;
using Federation.Kernel;
using Microsoft.AspNetCore.Http;

namespace Federation.Framework.Pages;

/// <summary>
/// A form between the browser and a use case: what was typed, and what is wrong with which field. Names of fields are those of the input record, of
/// parts <c>items[0].name</c>.
/// </summary>
public sealed class PageForm
{
    /// <summary>The field with the form's idempotency key: a form that is posted twice does its work once.</summary>
    public const string IdempotencyField = "_once";

    /// <summary>The field that carries the version of the record that the form was made from.</summary>
    public const string VersionField = "_version";

    /// <summary>The field that carries the codes of the questions that are answered with yes.</summary>
    public const string ConfirmedField = "_confirmed";

    /// <summary>The field that carries the names of the personal fields that are shown in full, separated by commas.</summary>
    public const string OpenedField = "_opened";

    /// <summary>Characters of the form's own key, with which the caller's key has to fit its column.</summary>
    private const int LongestOnce = 40;

    private readonly Dictionary<string, string> values;

    /// <summary>Fields in which something stood that is no text.</summary>
    private readonly List<string> unreadable = [];
    private Dictionary<string, string[]> errors = [];

    private PageForm(Dictionary<string, string> values, string once) => (this.values, IdempotencyKey) = (values, once);

    /// <summary>The key under which its work is done.</summary>
    public string IdempotencyKey { get; }

    /// <summary>What is wrong with the whole: a rule that it breaks, a record that somebody else has changed.</summary>
    public string? Problem { get; private set; }

    /// <summary>The HTTP status that the form is shown again with.</summary>
    public int Status { get; private set; } = StatusCodes.Status200OK;

    /// <summary>What is possible and strange, and is to be confirmed: codes, as the form sends them back.</summary>
    public IReadOnlyList<string> Questions { get; private set; } = [];

    public bool HasErrors => Problem is not null || errors.Count > 0;

    public IReadOnlyDictionary<string, string[]> Errors => errors;

    /// <summary>What stands in a field; empty where nothing does.</summary>
    public string this[string field] => values.GetValueOrDefault(field, "");

    public int Version => int.TryParse(this[VersionField], NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : throw new StaleRecord(missingCondition: true);

    public IReadOnlyList<string> ErrorsOf(string field) => errors.GetValueOrDefault(field, []);

    /// <summary>How many lines of a list the form has: of <c>items</c> up to the last <c>items[n].…</c>.</summary>
    public int CountOf(string list) => values.Keys.Select(k => InputReader.IndexIn(list, k) + 1).DefaultIfEmpty(0).Max() ?? 0;

    /// <summary>An empty form, or one with proposals in it.</summary>
    public static PageForm New(Ids ids, params (string Field, string? Value)[] proposals) =>
        new(proposals.Where(p => !string.IsNullOrEmpty(p.Value)).ToDictionary(p => p.Field, p => p.Value!), ids.Next().ToString(CultureInfo.InvariantCulture));

    /// <summary>A form that shows a record as it is, to be changed.</summary>
    /// <param name="record">The answer of the use case that reads it; its fields have the names of the input's.</param>
    public static PageForm Of<T>(Ids ids, T record, int version)
    {
        var values = new Dictionary<string, string>();
        Flatten(JsonSerializer.SerializeToElement(record, Json.Options), "", values);
        values[VersionField] = version.ToString(CultureInfo.InvariantCulture);
        return new PageForm(values, ids.Next().ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>The form without what stands in some fields.</summary>
    public PageForm Without(IEnumerable<string> fields)
    {
        foreach (var field in fields) values.Remove(field);
        return this;
    }

    /// <summary>Shows a personal field in full.</summary>
    /// <param name="opened">What it says, by its name.</param>
    public void Open(IReadOnlyDictionary<string, string?> opened)
    {
        foreach (var (field, value) in opened)
        {
            Fill(field, value ?? "");
            Fill(OpenedField, string.Join(',', this[OpenedField].Split(',', StringSplitOptions.RemoveEmptyEntries).Append(field).Distinct()));
        }
    }

    /// <summary>Sets a field that the user left to the program.</summary>
    public void Fill(string field, string value) => values[field] = value;

    /// <summary>Removes the lines of a list in which one field is empty; their other fields only label the line.</summary>
    public void DropLines(string list, string unless)
    {
        foreach (var key in values.Keys.Where(k => InputReader.IndexIn(list, k) is { } line && this[$"{list}[{line}].{unless}"].Trim().Length == 0).ToList()) values.Remove(key);
    }

    /// <summary>Removes empty lines from a list, so that the problems of a line are shown beside it.</summary>
    public void CloseGaps(string list)
    {
        var lines = values.Where(v => InputReader.IndexIn(list, v.Key) is not null).ToList();
        var places = lines.Where(v => v.Value.Trim().Length > 0).Select(v => InputReader.IndexIn(list, v.Key)!.Value).Distinct().Order().ToList();
        foreach (var (key, _) in lines) values.Remove(key);
        foreach (var (key, value) in lines)
        {
            var to = places.IndexOf(InputReader.IndexIn(list, key)!.Value);
            if (to >= 0) values[$"{list}[{to.ToString(CultureInfo.InvariantCulture)}]{key[(key.IndexOf(']') + 1)..]}"] = value;
        }
    }

    /// <summary>Reads a posted form and takes its key over, so that the command that follows is done once.</summary>
    public static async Task<PageForm> ReadAsync(HttpContext http, Caller caller)
    {
        if (!http.Request.HasFormContentType) throw new BadHttpRequestException("A form expected", StatusCodes.Status415UnsupportedMediaType);
        var posted = await PostedForm.ReadAsync(http);
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        var unreadable = new List<string>();
        foreach (var (name, value) in posted.Where(f => !f.Key.StartsWith("__", StringComparison.Ordinal)))
        {
            var (field, text) = (PlainText.Of(name), value.ToString());
            // What was typed stays in the field without it, to be sent again.
            values[field] = PlainText.Of(text);
            if (field != name || values[field] != text) unreadable.Add(field);
        }
        var once = values.GetValueOrDefault(IdempotencyField, "");
        if (once.Length is > 0 and <= LongestOnce && once.All(char.IsAsciiLetterOrDigit)) caller.IdempotencyKey = $"form {once}";
        if (values.Remove(ConfirmedField, out var confirmed)) caller.Confirm(confirmed);
        var form = new PageForm(values, once);
        form.unreadable.AddRange(unreadable);
        return form;
    }

    /// <summary>The form's fields as an input record.</summary>
    /// <exception cref="InvalidInput">Something is wrong with some of them.</exception>
    public T Input<T>() where T : class, new()
    {
        RequireText();
        var problems = new InputProblems();
        var input = InputReader.FromForm<T>(values, problems);
        problems.ThrowIfAny();
        return input;
    }

    /// <summary>Does the form's work. What is wrong with it is kept for showing the form again.</summary>
    /// <returns>Whether it was done.</returns>
    public async Task<bool> TryAsync(Texts texts, Func<Task> work)
    {
        try
        {
            RequireText();
            await work();
            return true;
        }
        catch (InvalidInput invalid)
        {
            (Status, errors) = (StatusCodes.Status400BadRequest, Problems.Of(invalid, texts));
        }
        catch (Unconfirmed asked)
        {
            (Status, Problem, errors, Questions) = (StatusCodes.Status409Conflict, texts["to-confirm"], Problems.Of(asked.Questions, texts), asked.Codes);
        }
        catch (RuleViolation rule)
        {
            (Status, Problem) = (StatusCodes.Status409Conflict, texts[rule.Code, rule.Arguments]);
        }
        catch (TooLarge large)
        {
            (Status, Problem) = (StatusCodes.Status413PayloadTooLarge, texts["larger-than", large.Megabytes]);
        }
        catch (StaleRecord)
        {
            (Status, Problem) = (StatusCodes.Status412PreconditionFailed, texts["changed-meanwhile-form"]);
        }
        return false;
    }

    private void RequireText()
    {
        var problems = new InputProblems();
        foreach (var field in unreadable) problems.Add(field, "bad-characters");
        problems.ThrowIfAny();
    }

    private static void Flatten(JsonElement value, string path, Dictionary<string, string> values)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var member in value.EnumerateObject()) Flatten(member.Value, path.Length == 0 ? member.Name : $"{path}.{member.Name}", values);
                break;
            case JsonValueKind.Array:
                foreach (var (item, i) in value.EnumerateArray().Select((item, i) => (item, i))) Flatten(item, $"{path}[{i}]", values);
                break;
            case JsonValueKind.Null:
                break;
            default:
                values[path] = value.ToString() is var text && value.ValueKind is JsonValueKind.True or JsonValueKind.False ? text.ToLowerInvariant() : text;
                break;
        }
    }
}
