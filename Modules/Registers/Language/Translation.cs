using System.Linq.Expressions;

namespace Federation.Registers.Language;

/// <summary>
/// Makes a LINQ expression over the wide record of a formula that may be used in queries. A comparison asks both sides for being there, so that a negation means the same
/// in a database, which knows a third truth value, as in memory.
/// </summary>
internal static class Translation
{
    /// <param name="record">The record, with the properties that slots name.</param>
    /// <param name="state">Its state where that is another than the present one.</param>
    public static Expression Truth(Node node, Expression record, Expression? state = null) => new Reader(record, state).Truth(node);

    /// <summary>A value that may be empty.</summary>
    public static Expression Value(Node node, Expression record, Expression? state = null) => new Reader(record, state).Value(node);

    private sealed class Reader(Expression record, Expression? state)
    {
        public Expression Truth(Node node) => node switch
        {
            TruthNode n => Expression.Constant(n.Value),
            NotNode n => Expression.Not(Truth(n.Of)),
            JoinNode n => n.Parts.Select(p => Truth(p)).Aggregate(n.All ? Expression.AndAlso : Expression.OrElse),
            EmptyNode n => Expression.Not(IsThere(n.Of)),
            OneOfNode n => Expression.AndAlso(
                IsThere(n.Of), n.Values.Select(v => (Expression)Expression.Equal(Value(n.Of), Value(v))).Aggregate(Expression.OrElse)),
            ComparisonNode n => Expression.AndAlso(
                Both(IsThere(n.Left), IsThere(n.Right)), Compared(n.Relation, Value(n.Left), Value(n.Right))),
            _ => throw new InvalidOperationException($"{node.GetType().Name} is no condition."),
        };

        public Expression Value(Node node) => node switch
        {
            NumberNode n => Expression.Constant(n.Value, typeof(decimal?)),
            DateNode n => Expression.Constant(n.Value, typeof(DateOnly?)),
            TextNode n => Expression.Constant(n.Value, typeof(string)),
            ChoiceNode n => Expression.Constant(n.Value.Number, typeof(int?)),
            FieldNode n => Column(n.Field.Slot),
            MinusNode n => Expression.Negate(Value(n.Of)),
            SumNode { Sign: Sign.Add } n => Expression.Add(Value(n.Left), Value(n.Right)),
            SumNode { Sign: Sign.Subtract } n => Expression.Subtract(Value(n.Left), Value(n.Right)),
            CallNode n when Part(n) is { } part => Expression.Condition(
                IsThere(n.Arguments[0]),
                Expression.Convert(Expression.Convert(Expression.Property(Expression.Property(Value(n.Arguments[0]), "Value"), part), typeof(decimal)), typeof(decimal?)),
                Expression.Constant(null, typeof(decimal?))),
            _ => throw new InvalidOperationException($"{node.GetType().Name} is no value of a query."),
        };

        /// <summary>That no field is empty on which a value rests.</summary>
        private Expression IsThere(Node node)
        {
            var fields = node.All().OfType<FieldNode>().Select(f => f.Field.Slot).Distinct().Select(Column);
            return fields.Select(f => (Expression)Expression.NotEqual(f, Expression.Constant(null, f.Type))).Aggregate((Expression)Expression.Constant(true), Both);
        }

        private Expression Column(Slot slot) => slot.Kind == SlotKind.State && state is not null ? state : Expression.Property(record, slot.Property);

        private static Expression Both(Expression one, Expression other) => one is ConstantExpression ? other : Expression.AndAlso(one, other);

        private static Expression Compared(Relation relation, Expression left, Expression right) => relation switch
        {
            Relation.Equal => Expression.Equal(left, right),
            Relation.NotEqual => Expression.NotEqual(left, right),
            Relation.Less => Expression.LessThan(left, right),
            Relation.LessOrEqual => Expression.LessThanOrEqual(left, right),
            Relation.Greater => Expression.GreaterThan(left, right),
            _ => Expression.GreaterThanOrEqual(left, right),
        };

        private static string? Part(CallNode node) => node.Function.Code switch
        {
            Function.Year => nameof(DateOnly.Year),
            Function.Month => nameof(DateOnly.Month),
            Function.Day => nameof(DateOnly.Day),
            _ => null,
        };
    }
}
