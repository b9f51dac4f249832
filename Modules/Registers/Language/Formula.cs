using Federation.Kernel;

namespace Federation.Registers.Language;

/// <summary>What is wrong with a formula. Thrown within the parser only; <see cref="Formula.Read"/> returns it as a <see cref="Kernel.Problem"/>.</summary>
/// <param name="at">Place of the character, from 1 on.</param>
internal sealed class FormulaError(int at, string code, params object[] arguments) : Exception(code)
{
    /// <summary>The first argument of the sentence is the place.</summary>
    public Problem Problem { get; } = new(code, [at, .. arguments]);
}

/// <summary>What a formula is used for, and so what it may contain.</summary>
internal enum FormulaUse
{
    /// <summary>Calculated when a record is saved.</summary>
    Record,

    /// <summary>Calculated by the database as well: filters, the conditions of figures and the values that they add up.</summary>
    Query,
}

/// <summary>A formula that was read, as a syntax tree.</summary>
internal sealed record Formula(Node Root)
{
    public const int MaxLength = 500;

    /// <summary>Brackets, functions and negations within each other.</summary>
    public const int MaxDepth = 30;

    /// <summary>Numbers are smaller than this, as everywhere in inputs.</summary>
    public const decimal MaxNumber = 1_000_000_000_000m;

    /// <summary>Reads a formula; null where something is wrong with it, which is then told with its place.</summary>
    /// <param name="gives">What it has to give.</param>
    public static Formula? Read(string text, IReadOnlyList<FormulaField> fields, ValueKind gives, FormulaUse use, out Problem? problem)
    {
        problem = null;
        try
        {
            if (text.Length > MaxLength) throw new FormulaError(MaxLength + 1, "formula-too-long", MaxLength);
            return new Formula(new Parser(text, fields, use).Read(gives));
        }
        catch (FormulaError error)
        {
            problem = error.Problem;
            return null;
        }
    }

    /// <summary>Whether a name cannot be a field's, because it means something else in formulas.</summary>
    public static bool IsTaken(string name) =>
        Lexer.Words.ContainsKey(name) || Function.All.Any(f => f.Zh == name || string.Equals(f.Code, name, StringComparison.OrdinalIgnoreCase)) || name is "state" or "状态";
}
