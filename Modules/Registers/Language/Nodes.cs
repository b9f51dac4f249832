namespace Federation.Registers.Language;

/// <summary>What a part of a formula gives.</summary>
internal enum ValueKind { Number, Date, Choice, Text, Truth }

/// <summary>A field as formulas know it.</summary>
internal sealed record FormulaField(string Code, string Zh, string En, ValueKind Kind, Slot Slot, IReadOnlyList<FormulaChoice> Choices)
{
    public FormulaField(string code, string zh, string en, ValueKind kind, Slot slot) : this(code, zh, en, kind, slot, [])
    {
    }
}

/// <summary>A choice of a field, or a state, with the number that is stored in records.</summary>
internal sealed record FormulaChoice(int Number, string Code, string Zh, string En);

/// <summary>The one syntax tree of a formula. A record is asked, a query is written and words are made from it.</summary>
/// <param name="At">Place of its first character, from 1 on.</param>
internal abstract record Node(int At, ValueKind Kind);

internal sealed record NumberNode(int At, decimal Value) : Node(At, ValueKind.Number);

internal sealed record DateNode(int At, DateOnly Value) : Node(At, ValueKind.Date);

internal sealed record TextNode(int At, string Value) : Node(At, ValueKind.Text);

internal sealed record ChoiceNode(int At, FormulaChoice Value) : Node(At, ValueKind.Choice);

internal sealed record TruthNode(int At, bool Value) : Node(At, ValueKind.Truth);

internal sealed record FieldNode(int At, FormulaField Field) : Node(At, Field.Kind);

internal enum Sign { Add, Subtract, Multiply, Divide }

internal sealed record SumNode(int At, Sign Sign, Node Left, Node Right) : Node(At, ValueKind.Number);

internal sealed record MinusNode(int At, Node Of) : Node(At, ValueKind.Number);

internal sealed record CallNode(int At, Function Function, IReadOnlyList<Node> Arguments) : Node(At, ValueKind.Number);

internal enum Relation { Equal, NotEqual, Less, LessOrEqual, Greater, GreaterOrEqual }

/// <summary>False where either side is empty.</summary>
internal sealed record ComparisonNode(int At, Relation Relation, Node Left, Node Right) : Node(At, ValueKind.Truth);

/// <summary>Whether a value is one of those listed; false where it is empty.</summary>
internal sealed record OneOfNode(int At, Node Of, IReadOnlyList<Node> Values) : Node(At, ValueKind.Truth);

internal sealed record EmptyNode(int At, Node Of) : Node(At, ValueKind.Truth);

internal sealed record NotNode(int At, Node Of) : Node(At, ValueKind.Truth);

/// <param name="All">Whether all parts have to hold; else one of them.</param>
internal sealed record JoinNode(int At, bool All, IReadOnlyList<Node> Parts) : Node(At, ValueKind.Truth);

internal static class Nodes
{
    /// <summary>The parts right below a node.</summary>
    public static IEnumerable<Node> Parts(this Node node) => node switch
    {
        SumNode n => [n.Left, n.Right],
        MinusNode n => [n.Of],
        CallNode n => n.Arguments,
        ComparisonNode n => [n.Left, n.Right],
        OneOfNode n => [n.Of, .. n.Values],
        EmptyNode n => [n.Of],
        NotNode n => [n.Of],
        JoinNode n => n.Parts,
        _ => [],
    };

    /// <summary>A node and everything below it.</summary>
    public static IEnumerable<Node> All(this Node node) => node.Parts().SelectMany(All).Prepend(node);

    /// <summary>The codes of the fields that it reads.</summary>
    public static IEnumerable<string> Fields(this Node node) => node.All().OfType<FieldNode>().Select(f => f.Field.Code).Distinct();
}
