using Federation.Framework.Tenancy;
using Federation.Kernel;

namespace Federation.Framework.Handlers;

/// <summary>
/// What a unit of work asks before it writes something strange. A command that has asked is not committed until the caller has confirmed each question by its
/// code: with <c>confirm</c> in the query, with a tick on a form, with <c>--confirm</c> on the command line.
/// </summary>
public sealed class Questions(Caller caller)
{
    private InputProblems open = new();
    private InputProblems? row;

    public bool IsOpen(string code) => !caller.Confirmed.Contains(code);

    public void Ask(string field, string code, params object[] arguments)
    {
        if (IsOpen(code)) (row ?? open).Ask(field, code, arguments);
    }

    /// <summary>Takes over what an input asks by itself.</summary>
    public void AskAll(InputProblems input)
    {
        foreach (var (field, asked) in input.Questions())
            foreach (var question in asked) Ask(field, question.Code, question.Arguments);
    }

    /// <summary>Does something with a row of a table: what is asked meanwhile is asked of the row.</summary>
    public void AskOf(InputProblems problems, Action work)
    {
        row = problems;
        try
        {
            work();
        }
        finally
        {
            row = null;
        }
    }

    /// <summary>Those of these questions that the caller has not confirmed.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<Problem>> Open(IReadOnlyDictionary<string, IReadOnlyList<Problem>> asked) => asked
        .Select(a => (a.Key, Left: (IReadOnlyList<Problem>)[.. a.Value.Where(p => IsOpen(p.Code))])).Where(a => a.Left.Count > 0).ToDictionary(a => a.Key, a => a.Left);

    public void ThrowIfAny()
    {
        if (!open.AnyQuestion) return;
        var asked = open.Questions();
        open = new InputProblems();
        throw new Unconfirmed(asked);
    }
}
