using System.Globalization;
using System.Text;

namespace Federation.Registers.Language;

/// <summary>
/// Says a formula in words, from the same syntax tree that is evaluated, so that an explanation cannot differ from the calculation. The words are those of the language itself:
/// what is said can be read again.
/// </summary>
internal sealed class Words
{
    private readonly bool english;
    private readonly StringBuilder said = new();

    private Words(bool english) => this.english = english;

    public static string Of(Node node, bool english)
    {
        var words = new Words(english);
        words.Say(node, 0);
        return words.said.ToString();
    }

    // How strongly parts hold together: a weaker part within a stronger one stands in brackets.
    private const int Any = 1, All = 2, Not = 3, Comparison = 4, Sum = 5, Product = 6, Unary = 7;

    private void Say(Node node, int outer)
    {
        var strength = Strength(node);
        var brackets = strength < outer;
        if (brackets) said.Append(english ? "(" : "（");
        switch (node)
        {
            case NumberNode n: said.Append(n.Value.ToString("0.####", CultureInfo.InvariantCulture)); break;
            case DateNode n: said.Append(n.Value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)); break;
            case TextNode n: Quote(n.Value); break;
            case ChoiceNode n: Quote(english ? n.Value.En : n.Value.Zh); break;
            case TruthNode n: said.Append(n.Value ? Word("true", "真") : Word("false", "假")); break;
            case FieldNode n: said.Append(english ? n.Field.Code : Named(n.Field.Zh)); break;
            case MinusNode n: said.Append('-'); Say(n.Of, Unary); break;
            case SumNode n: SaySum(n); break;
            case CallNode n:
                said.Append(english ? n.Function.Code : n.Function.Zh);
                SayList(n.Arguments);
                break;
            case ComparisonNode n:
                Say(n.Left, Sum);
                said.Append(n.Relation switch
                {
                    Relation.Equal => " = ", Relation.NotEqual => " <> ", Relation.Less => " < ", Relation.LessOrEqual => " <= ", Relation.Greater => " > ", _ => " >= ",
                });
                Say(n.Right, Sum);
                break;
            case OneOfNode n:
                Say(n.Of, Sum);
                said.Append(Word(" in ", " 属于 "));
                SayList(n.Values);
                break;
            case EmptyNode n: Say(n.Of, Sum); said.Append(Word(" is empty", " 为空")); break;
            case NotNode { Of: EmptyNode n }: Say(n.Of, Sum); said.Append(Word(" is not empty", " 不为空")); break;
            case NotNode n: said.Append(Word("not ", "非 ")); Say(n.Of, Not); break;
            case JoinNode n:
                for (var i = 0; i < n.Parts.Count; i++)
                {
                    if (i > 0) said.Append(n.All ? Word(" and ", " 且 ") : Word(" or ", " 或 "));
                    Say(n.Parts[i], strength + 1);
                }
                break;
        }
        if (brackets) said.Append(english ? ")" : "）");
    }

    private static int Strength(Node node) => node switch
    {
        JoinNode { All: false } => Any,
        JoinNode => All,
        NotNode { Of: EmptyNode } => Comparison,
        NotNode => Not,
        ComparisonNode or OneOfNode or EmptyNode => Comparison,
        SumNode { Sign: Sign.Add or Sign.Subtract } => Sum,
        SumNode => Product,
        _ => Unary,
    };

    private void SaySum(SumNode node)
    {
        var own = Strength(node);
        Say(node.Left, own);
        said.Append(node.Sign switch { Sign.Add => " + ", Sign.Subtract => " - ", Sign.Multiply => english ? " * " : " × ", _ => english ? " / " : " ÷ " });
        Say(node.Right, own + 1);
    }

    private void SayList(IReadOnlyList<Node> nodes)
    {
        said.Append(english ? "(" : "（");
        for (var i = 0; i < nodes.Count; i++)
        {
            if (i > 0) said.Append(english ? ", " : "、");
            Say(nodes[i], 0);
        }
        said.Append(english ? ")" : "）");
    }

    /// <summary>A name with brackets or signs in it is read again only in brackets of its own.</summary>
    private static string Named(string name) => name.All(c => char.IsLetterOrDigit(c) || c == '_') ? name : $"[{name}]";

    private void Quote(string text)
    {
        var mark = text.Contains('\'', StringComparison.Ordinal) ? '"' : '\'';
        said.Append(mark).Append(text).Append(mark);
    }

    private string Word(string en, string zh) => english ? en : zh;
}
