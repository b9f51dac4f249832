using Federation.Kernel;

namespace Federation.Registers.Language;

/// <summary>
/// Makes delegates of a formula, for the moment when a record is saved. Empty in arithmetic gives empty, as does a division by zero; a comparison with empty is false.
/// </summary>
internal static class Evaluation
{
    public static Func<ISlots, bool> Truth(Node node)
    {
        switch (node)
        {
            case TruthNode n:
                return _ => n.Value;
            case NotNode n:
                var not = Truth(n.Of);
                return r => !not(r);
            case JoinNode n:
                Func<ISlots, bool>[] parts = [.. n.Parts.Select(Truth)];
                return n.All ? r => Array.TrueForAll(parts, p => p(r)) : r => Array.Exists(parts, p => p(r));
            case EmptyNode n:
                var value = Value(n.Of);
                return r => value(r) is null;
            case OneOfNode n:
                var of = Value(n.Of);
                HashSet<object?> values = [.. n.Values.Select(v => Value(v)(Nothing.Instance))];
                return r => of(r) is { } found && values.Contains(found);
            case ComparisonNode n:
                return Comparison(n);
            default:
                throw new InvalidOperationException($"{node.GetType().Name} is no condition.");
        }
    }

    public static Func<ISlots, decimal?> Number(Node node)
    {
        switch (node)
        {
            case NumberNode n:
                return _ => n.Value;
            case FieldNode { Field.Slot.Place: var place }:
                return r => r.Number(place);
            case MinusNode n:
                var of = Number(n.Of);
                return r => -of(r);
            case SumNode n:
                var (left, right) = (Number(n.Left), Number(n.Right));
                return r => left(r) is { } a && right(r) is { } b ? Calculate(n.Sign, a, b) : null;
            case CallNode n:
                return Call(n);
            default:
                throw new InvalidOperationException($"{node.GetType().Name} is no number.");
        }
    }

    public static Func<ISlots, DateOnly?> Day(Node node) => node switch
    {
        DateNode n => _ => n.Value,
        FieldNode { Field.Slot.Place: var place } => r => r.Day(place),
        _ => throw new InvalidOperationException($"{node.GetType().Name} is no day."),
    };

    /// <summary>A value of any kind but a condition's.</summary>
    private static Func<ISlots, object?> Value(Node node)
    {
        switch (node)
        {
            case TextNode n:
                return _ => n.Value;
            case ChoiceNode n:
                return _ => n.Value.Number;
            case FieldNode { Field: { Kind: ValueKind.Choice, Slot: var slot } }:
                return slot.Kind == SlotKind.State ? r => r.CurrentState : r => r.Choice(slot.Place);
            case FieldNode { Field: { Kind: ValueKind.Text, Slot.Place: var place } }:
                return r => r.Text(place);
            case { Kind: ValueKind.Date }:
                var day = Day(node);
                return r => day(r);
            default:
                var number = Number(node);
                return r => number(r);
        }
    }

    private static Func<ISlots, bool> Comparison(ComparisonNode node)
    {
        var (left, right) = (Value(node.Left), Value(node.Right));
        return r => left(r) is { } a && right(r) is { } b && Holds(node.Relation, a, b);
    }

    private static bool Holds(Relation relation, object a, object b) => relation switch
    {
        Relation.Equal => a.Equals(b),
        Relation.NotEqual => !a.Equals(b),
        Relation.Less => Order(a, b) < 0,
        Relation.LessOrEqual => Order(a, b) <= 0,
        Relation.Greater => Order(a, b) > 0,
        _ => Order(a, b) >= 0,
    };

    private static int Order(object a, object b) => ((IComparable)a).CompareTo(b);

    private static Func<ISlots, decimal?> Call(CallNode node)
    {
        var arguments = node.Arguments;
        switch (node.Function.Code)
        {
            case Function.Year or Function.Month or Function.Day:
                var day = Day(arguments[0]);
                var part = node.Function.Code;
                return r => day(r) is not { } d ? null : part == Function.Year ? d.Year : part == Function.Month ? d.Month : d.Day;
            case Function.Days:
                var (from, to) = (Day(arguments[0]), Day(arguments[1]));
                return r => from(r) is { } first && to(r) is { } last ? last.DayNumber - first.DayNumber : null;
            case Function.Round:
                var (number, places) = (Number(arguments[0]), arguments.Count > 1 ? Number(arguments[1]) : _ => 0);
                return r => number(r) is { } n && places(r) is { } p ? decimal.Round(n, (int)Math.Clamp(p, 0, 4), MidpointRounding.AwayFromZero) : null;
            case Function.Abs:
                var of = Number(arguments[0]);
                return r => of(r) is { } n ? Math.Abs(n) : null;
            case Function.Min or Function.Max:
                Func<ISlots, decimal?>[] all = [.. arguments.Select(Number)];
                var least = node.Function.Code == Function.Min;
                return r =>
                {
                    decimal?[] values = [.. all.Select(a => a(r))];
                    return Array.Exists(values, v => v is null) ? null : least ? values.Min() : values.Max();
                };
            case Function.If:
                var (condition, then, otherwise) = (Truth(arguments[0]), Number(arguments[1]), Number(arguments[2]));
                return r => condition(r) ? then(r) : otherwise(r);
            default:
                throw new InvalidOperationException($"The function {node.Function.Code} is not implemented.");
        }
    }

    private static decimal? Calculate(Sign sign, decimal a, decimal b)
    {
        try
        {
            return sign switch
            {
                Sign.Add => a + b,
                Sign.Subtract => a - b,
                Sign.Multiply => a * b,
                _ => b == 0 ? null : a / b,
            };
        }
        catch (OverflowException)
        {
            throw new RuleViolation("register-number-too-large");
        }
    }

    /// <summary>No record: constants read none.</summary>
    private sealed class Nothing : ISlots
    {
        public static readonly Nothing Instance = new();

        public int? CurrentState => null;

        public decimal? Number(int place) => null;

        public DateOnly? Day(int place) => null;

        public int? Choice(int place) => null;

        public string? Text(int place) => null;
    }
}
