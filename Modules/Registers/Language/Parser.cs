using System.Globalization;

namespace Federation.Registers.Language;

/// <summary>
/// Reads a formula by recursive descent and knows the kind of every part as soon as it is read: what is wrong is told with the place where it stands.
/// </summary>
internal sealed class Parser
{
    private static readonly Dictionary<string, Relation> Relations = new()
    {
        ["="] = Relation.Equal, ["<>"] = Relation.NotEqual, ["<"] = Relation.Less, ["<="] = Relation.LessOrEqual, [">"] = Relation.Greater, [">="] = Relation.GreaterOrEqual,
    };

    private readonly Dictionary<string, FormulaField> fields = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Function> functions = new(StringComparer.OrdinalIgnoreCase);
    private readonly Lexer lexer;
    private readonly FormulaUse use;
    private Token token;
    private int depth;

    public Parser(string text, IReadOnlyList<FormulaField> known, FormulaUse use)
    {
        foreach (var field in known) (fields[field.Code], fields[field.Zh]) = (field, field);
        foreach (var function in Function.All) (functions[function.Code], functions[function.Zh]) = (function, function);
        lexer = new Lexer(text, fields.Keys.Concat(functions.Keys).ToHashSet(StringComparer.Ordinal));
        this.use = use;
    }

    public Node Read(ValueKind gives)
    {
        Advance();
        if (token.Kind == TokenKind.End) throw new FormulaError(1, "formula-missing");
        var root = Either();
        return token.Kind == TokenKind.End ? Require(root, gives) : throw new FormulaError(token.At, "formula-expected-end", Shown(token));
    }

    private Node Either() => Joined("or", all: false, Both);

    private Node Both() => Joined("and", all: true, Negation);

    private Node Joined(string word, bool all, Func<Node> part)
    {
        var first = part();
        if (!IsWord(word)) return first;
        var parts = new List<Node> { Require(first, ValueKind.Truth) };
        while (IsWord(word))
        {
            Advance();
            parts.Add(Require(part(), ValueKind.Truth));
        }
        return new JoinNode(first.At, all, parts);
    }

    private Node Negation()
    {
        if (!IsWord("not")) return Comparison();
        var at = token.At;
        Advance();
        return Deeper(at, () => new NotNode(at, Require(Negation(), ValueKind.Truth)));
    }

    private Node Comparison()
    {
        var left = Sum();
        var at = token.At;
        if (token.Kind == TokenKind.Sign && Relations.TryGetValue(token.Text, out var relation))
        {
            Advance();
            var right = Sum();
            (left, right) = (AsChoice(left, right), AsChoice(right, left));
            if (left.Kind != right.Kind) throw new FormulaError(right.At, "formula-not-comparable");
            var ordered = left.Kind is ValueKind.Number or ValueKind.Date;
            if (!ordered && relation is not (Relation.Equal or Relation.NotEqual)) throw new FormulaError(at, "formula-no-order");
            return left.Kind == ValueKind.Truth ? throw new FormulaError(at, "formula-not-comparable") : new ComparisonNode(left.At, relation, left, right);
        }
        if (token.Kind != TokenKind.Word) return left;
        switch (token.Text)
        {
            case "is-empty":
                Advance();
                return Emptiness(left, empty: true);
            case "is-not-empty":
                Advance();
                return Emptiness(left, empty: false);
            case "is":
                Advance();
                var empty = !IsWord("not");
                if (!empty) Advance();
                if (!IsWord("empty")) throw new FormulaError(token.At, "formula-expected", Shown(token), "empty 空");
                Advance();
                return Emptiness(left, empty);
            case "not":
                Advance();
                if (!IsWord("in")) throw new FormulaError(token.At, "formula-expected", Shown(token), "in 属于");
                return new NotNode(left.At, OneOf(left));
            case "in":
                return OneOf(left);
            default:
                return left;
        }
    }

    private static Node Emptiness(Node of, bool empty)
    {
        if (of.Kind == ValueKind.Truth) throw new FormulaError(of.At, "formula-never-empty");
        Node node = new EmptyNode(of.At, of);
        return empty ? node : new NotNode(of.At, node);
    }

    private OneOfNode OneOf(Node of)
    {
        Advance();
        Expect("(");
        var values = new List<Node>();
        do
        {
            if (values.Count > 0) Advance();
            var value = AsChoice(Signed(), of);
            if (value is not (NumberNode or DateNode or TextNode or ChoiceNode) || value.Kind != of.Kind) throw new FormulaError(value.At, "formula-not-comparable");
            values.Add(value);
        }
        while (IsSign(","));
        Expect(")");
        return new OneOfNode(of.At, of, values);
    }

    private Node Sum()
    {
        var left = Product();
        while (IsSign("+") || IsSign("-"))
        {
            var sign = token.Text == "+" ? Sign.Add : Sign.Subtract;
            Advance();
            left = new SumNode(left.At, sign, Require(left, ValueKind.Number), Require(Product(), ValueKind.Number));
        }
        return left;
    }

    private Node Product()
    {
        var left = Signed();
        while (IsSign("*") || IsSign("/"))
        {
            // The two databases keep different numbers of digits of a product or a quotient.
            if (use == FormulaUse.Query) throw new FormulaError(token.At, "formula-not-in-query", token.Text);
            var sign = token.Text == "*" ? Sign.Multiply : Sign.Divide;
            Advance();
            left = new SumNode(left.At, sign, Require(left, ValueKind.Number), Require(Signed(), ValueKind.Number));
        }
        return left;
    }

    private Node Signed()
    {
        if (!IsSign("-")) return Value();
        var at = token.At;
        Advance();
        return Deeper(at, () =>
        {
            var of = Require(Signed(), ValueKind.Number);
            return of is NumberNode number ? new NumberNode(at, -number.Value) : new MinusNode(at, of);
        });
    }

    private Node Value()
    {
        var found = token;
        switch (found.Kind)
        {
            case TokenKind.Number:
                Advance();
                return new NumberNode(found.At, decimal.Parse(found.Text, CultureInfo.InvariantCulture));
            case TokenKind.Date:
                Advance();
                return new DateNode(found.At, DateOnly.ParseExact(found.Text, "yyyy-MM-dd", CultureInfo.InvariantCulture));
            case TokenKind.Text:
                Advance();
                return new TextNode(found.At, found.Text);
            case TokenKind.Word when found.Text is "true" or "false":
                Advance();
                return new TruthNode(found.At, found.Text == "true");
            case TokenKind.Name:
                return Named(found);
            case TokenKind.Sign when found.Text == "(":
                Advance();
                return Deeper(found.At, () =>
                {
                    var inner = Either();
                    Expect(")");
                    return inner;
                });
            default:
                throw new FormulaError(found.At, "formula-expected-value", Shown(found));
        }
    }

    private Node Named(Token name)
    {
        Advance();
        if (fields.TryGetValue(name.Text, out var field)) return new FieldNode(name.At, field);
        if (!functions.TryGetValue(name.Text, out var function)) throw new FormulaError(name.At, "formula-unknown-name", name.Text);
        if (use == FormulaUse.Query && !function.InQueries) throw new FormulaError(name.At, "formula-not-in-query", name.Text);
        Expect("(");
        return Deeper(name.At, () =>
        {
            var arguments = new List<Node> { Require(Either(), function.Takes(0)) };
            while (IsSign(","))
            {
                Advance();
                if (arguments.Count == function.Most) throw new FormulaError(token.At, "formula-too-many-arguments", name.Text, function.Most);
                arguments.Add(Require(Either(), function.Takes(arguments.Count)));
            }
            if (arguments.Count < function.Least) throw new FormulaError(token.At, "formula-too-few-arguments", name.Text, function.Least);
            Expect(")");
            return new CallNode(name.At, function, arguments);
        });
    }

    /// <summary>A text beside a field of choices is one of its choices, by its code or its name.</summary>
    private static Node AsChoice(Node node, Node beside)
    {
        if (node is not TextNode text || beside is not FieldNode { Field: { Kind: ValueKind.Choice } field }) return node;
        var choice = field.Choices.FirstOrDefault(c => c.Code == text.Value) ?? field.Choices.FirstOrDefault(c => c.Zh == text.Value || c.En == text.Value);
        return choice is null
            ? throw new FormulaError(text.At, "formula-unknown-choice", text.Value, string.Join(", ", field.Choices.Select(c => c.Code)))
            : new ChoiceNode(text.At, choice);
    }

    private Node Deeper(int at, Func<Node> read)
    {
        if (++depth > Formula.MaxDepth) throw new FormulaError(at, "formula-too-deep", Formula.MaxDepth);
        var node = read();
        depth--;
        return node;
    }

    private static Node Require(Node node, ValueKind kind) => node.Kind == kind ? node : throw new FormulaError(node.At, kind switch
    {
        ValueKind.Number => "formula-expected-number",
        ValueKind.Date => "formula-expected-date",
        ValueKind.Choice => "formula-expected-choice",
        ValueKind.Text => "formula-expected-text",
        _ => "formula-expected-condition",
    });

    private bool IsWord(string word) => token.Kind == TokenKind.Word && token.Text == word;

    private bool IsSign(string sign) => token.Kind == TokenKind.Sign && token.Text == sign;

    private void Expect(string sign)
    {
        if (!IsSign(sign)) throw new FormulaError(token.At, "formula-expected", Shown(token), sign);
        Advance();
    }

    private void Advance() => token = lexer.Next();

    private static string Shown(Token found) => found.Kind == TokenKind.End ? "∅" : found.Text;
}
