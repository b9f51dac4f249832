namespace Federation.Kernel;

/// <summary>
/// A rule of the field that a write would break. Answered as 409 with <see cref="Code"/>; the sentence comes from the resources under that code,
/// filled with <see cref="Arguments"/>.
/// </summary>
public sealed class RuleViolation(string code, params object[] arguments) : Exception($"{code} ({string.Join(", ", arguments)})")
{
    public string Code { get; } = code;
    public IReadOnlyList<object> Arguments { get; } = arguments;
}

/// <summary>One thing that is wrong with one field: a resource code and what fills its sentence.</summary>
public sealed record Problem(string Code, params object[] Arguments);

/// <summary>Input that cannot be read as what it should be. Answered as 400 with <c>errors: { field: [ … ] }</c>.</summary>
public sealed class InvalidInput(IReadOnlyDictionary<string, IReadOnlyList<Problem>> problems)
    : Exception(string.Join("; ", problems.Select(p => $"{p.Key}: {string.Join(", ", p.Value.Select(v => v.Code))}")))
{
    public InvalidInput(string field, string code, params object[] arguments)
        : this(new Dictionary<string, IReadOnlyList<Problem>> { [field] = [new Problem(code, arguments)] })
    {
    }

    public IReadOnlyDictionary<string, IReadOnlyList<Problem>> Problems { get; } = problems;
}

/// <summary>
/// What is possible and strange, and has not been confirmed. Answered as 409 with the code <c>to-confirm</c>, <c>errors</c> and the codes to send back in
/// <c>confirm</c>.
/// </summary>
public sealed class Unconfirmed(IReadOnlyDictionary<string, IReadOnlyList<Problem>> questions)
    : Exception(string.Join("; ", questions.Select(p => $"{p.Key}: {string.Join(", ", p.Value.Select(v => v.Code))}")))
{
    public IReadOnlyDictionary<string, IReadOnlyList<Problem>> Questions { get; } = questions;

    /// <summary>What has to be confirmed, by code.</summary>
    public IReadOnlyList<string> Codes => [.. Questions.Values.SelectMany(p => p).Select(p => p.Code).Distinct().Order(StringComparer.Ordinal)];
}

/// <summary>What was asked for is unknown or does not belong to the caller; the two are not told apart. Answered as 404.</summary>
public class NotFound(string what) : Exception(what);

/// <summary>The caller's role may not do this at this union. Answered as 403.</summary>
public sealed class NotAllowed(string permission) : Exception(permission)
{
    public string Permission { get; } = permission;
}

/// <summary>The record was changed by somebody else since the caller read it (412), or the caller did not say what was read (428).</summary>
public sealed class StaleRecord(bool missingCondition) : Exception
{
    public bool MissingCondition { get; } = missingCondition;
}

/// <summary>Collects what is wrong with an input, field by field, so that a person sees all of it at once.</summary>
public sealed class InputProblems
{
    private readonly Dictionary<string, List<Problem>> problems = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<Problem>> questions = new(StringComparer.Ordinal);

    public bool Any => problems.Count > 0;

    public bool AnyQuestion => questions.Count > 0;

    public InputProblems Add(string field, string code, params object[] arguments)
    {
        if (!problems.TryGetValue(field, out var list)) problems[field] = list = [];
        list.Add(new Problem(code, arguments));
        return this;
    }

    /// <summary>Adds what is possible and strange: it is taken once somebody has confirmed it by its code.</summary>
    public InputProblems Ask(string field, string code, params object[] arguments)
    {
        if (!questions.TryGetValue(field, out var list)) questions[field] = list = [];
        if (!list.Exists(p => p.Code == code)) list.Add(new Problem(code, arguments));
        return this;
    }

    public IReadOnlyDictionary<string, IReadOnlyList<Problem>> All() => Copy(problems);

    public IReadOnlyDictionary<string, IReadOnlyList<Problem>> Questions() => Copy(questions);

    public void ThrowIfAny()
    {
        if (Any) throw new InvalidInput(All());
    }

    private static Dictionary<string, IReadOnlyList<Problem>> Copy(Dictionary<string, List<Problem>> from) =>
        from.ToDictionary(p => p.Key, p => (IReadOnlyList<Problem>)p.Value, StringComparer.Ordinal);
}
