using System.Linq.Expressions;
using Federation.Kernel;
using Federation.Kernel.Figures;
using Federation.Kernel.Tenancy;
using Federation.Registers.Definitions;
using Federation.Registers.Inputs;
using Federation.Registers.Language;
using Federation.Registers.Records;

namespace Federation.Registers.Counting;

/// <summary>A record in a month that it counts in, and its state then.</summary>
internal sealed class CountedRecord<TRecord> where TRecord : WideRecord
{
    public long UnionId { get; init; }
    public int Month { get; init; }
    public required TRecord Record { get; init; }
    public int? State { get; init; }
}

/// <summary>
/// The figure source of a register. What counts by its own date, by each further date and at the months' ends is one query each; columns that are equal are measured
/// once. Formulas are read by the same tree as when they were checked.
/// </summary>
internal sealed class RegisterSource<TRecord> : IFigureSource where TRecord : WideRecord
{
    private static readonly ParameterExpression Row = Expression.Parameter(typeof(CountedRecord<TRecord>), "r");
    private static readonly ParameterExpression Group = Expression.Parameter(typeof(IGrouping<MonthKey, CountedRecord<TRecord>>), "g");
    private static readonly MemberExpression Record = Expression.Property(Row, nameof(CountedRecord<TRecord>.Record));
    private static readonly MemberExpression State = Expression.Property(Row, nameof(CountedRecord<TRecord>.State));

    /// <summary>With its members named, so that a query can ask for them.</summary>
    private static readonly Expression<Func<CountedRecord<TRecord>, MonthKey>> Key = Expression.Lambda<Func<CountedRecord<TRecord>, MonthKey>>(
        Expression.New(
            typeof(MonthKey).GetConstructors().Single(), [Expression.Property(Row, nameof(MonthKey.UnionId)), Expression.Property(Row, nameof(MonthKey.Month))],
            typeof(MonthKey).GetProperty(nameof(MonthKey.UnionId))!, typeof(MonthKey).GetProperty(nameof(MonthKey.Month))!),
        Row);

    private static readonly IReadOnlyList<System.Reflection.PropertyInfo> Amounts = [.. MeasuredRow.Columns.Where(c => c.PropertyType == typeof(decimal))];

    private readonly Definition definition;
    private readonly IReadOnlyList<Query> queries;

    public RegisterSource(Definition definition)
    {
        this.definition = definition;
        var flows = definition.Indicators.Where(i => i.Input.Kind != CountingKind.Latest).ToList();
        List<Query> all = [.. QueriesOf(flows.Where(i => i.On is null), Flow, handsIn: true)];
        foreach (var date in definition.FurtherDates) all.AddRange(QueriesOf(flows.Where(i => i.On?.Code == date.Code), scope => Further(scope, date.Slot.Place), handsIn: false));
        all.AddRange(QueriesOf(definition.Indicators.Where(i => i.Input.Kind == CountingKind.Latest), Stock, handsIn: false));
        queries = all;
    }

    public string Code => definition.Source;
    public string Module => definition.Source;
    public bool HasStocks => definition.Indicators.Any(i => i.Input.Kind == CountingKind.Latest);

    public IReadOnlyList<string> Indicators =>
        [.. definition.Indicators.SelectMany(i => RegisterCatalogue.LinesOf(definition, i)).Select(l => l.Code), Measure.HandedInCode(Code)];

    public IReadOnlyList<Measurement> Queries(IMeasureScope scope) => [.. queries.SelectMany(q => q.Of(scope))];

    /// <summary>Rows of one kind, and what is measured of them.</summary>
    private sealed record Query(Func<IMeasureScope, IEnumerable<Measurement>> Of);

    private sealed record MonthKey(long UnionId, int Month);

    private IQueryable<CountedRecord<TRecord>> Flow(IMeasureScope scope)
    {
        var code = definition.Code;
        return scope.Filter<TRecord>().Where(r => r.Register == code)
            .Select(r => new CountedRecord<TRecord> { UnionId = r.UnionId, Month = r.Month, Record = r, State = r.State });
    }

    private IQueryable<CountedRecord<TRecord>> Further(IMeasureScope scope, int place)
    {
        var code = definition.Code;
        return
            from day in scope.Filter<FurtherDay>()
            where day.Register == code && day.Place == place
            join record in scope.All<TRecord>() on day.RecordId equals record.Id
            select new CountedRecord<TRecord> { UnionId = day.UnionId, Month = day.Month, Record = record, State = record.State };
    }

    /// <summary>What there is at the months' ends, by the states of that day.</summary>
    private IQueryable<CountedRecord<TRecord>> Stock(IMeasureScope scope)
    {
        var code = definition.Code;
        return
            from month in scope.Months
            join span in scope.All<StateSpan>() on month.UnionId equals span.UnionId
            where span.Register == code && span.From <= month.AsOf && (span.Until == null || span.Until > month.AsOf)
            join record in scope.All<TRecord>() on span.RecordId equals record.Id
            select new CountedRecord<TRecord> { UnionId = month.UnionId, Month = month.Month, Record = record, State = span.State };
    }

    private IEnumerable<Query> QueriesOf(IEnumerable<DefinedIndicator> indicators, Func<IMeasureScope, IQueryable<CountedRecord<TRecord>>> rows, bool handsIn)
    {
        List<DefinedIndicator> all = [.. indicators];
        foreach (var different in all.Where(i => i.Different is not null))
        {
            var hashes = Hashes(different);
            yield return new Query(scope => [Measure.Hashes(different.CodeIn(definition.Code), rows(scope).Where(hashes.Where).Select(hashes.Select))]);
        }
        var part = new Columns();
        foreach (var measured in all.Where(i => i.Different is null).SelectMany(ColumnsOf))
        {
            // As many columns as a row has; the rest is another query.
            if (!part.HasRoomFor(measured))
            {
                yield return part.ToQuery(rows, handsIn ? Code : null);
                (part, handsIn) = (new Columns(), false);
            }
            part.Add(measured);
        }
        if (handsIn || !part.IsEmpty) yield return part.ToQuery(rows, handsIn ? Code : null);
    }

    /// <summary>A figure of the source: what is added up, above and below the line.</summary>
    private sealed record Measured(string Indicator, Expression Value, Expression? Below);

    private IEnumerable<Measured> ColumnsOf(DefinedIndicator indicator)
    {
        var code = indicator.CodeIn(definition.Code);
        var value = Dated(indicator, f => Amount(f.Of, f.Filter, null));
        yield return new Measured(code, value, indicator.Input.Kind == CountingKind.Ratio ? Dated(indicator, f => Amount(f.Per, f.PerFilter, null)) : null);
        foreach (var choice in indicator.By?.Choices ?? [])
        {
            var of = Expression.Equal(Expression.Property(Record, indicator.By!.Slot.Property), Expression.Constant(choice.Number, typeof(int?)));
            yield return new Measured($"{code}.{choice.Code}", Dated(indicator, f => Amount(f.Of, f.Filter, of)), null);
        }
    }

    /// <summary>What a record adds: the value, or 1, where it counts; else 0.</summary>
    private Expression Amount(Node? of, Node? filter, Expression? choice)
    {
        Expression one = of is null ? Expression.Constant(1m) : Expression.Coalesce(Translation.Value(of, Record, State), Expression.Constant(0m));
        Expression?[] conditions = [Counts(), filter is null ? null : Translation.Truth(filter, Record, State), choice];
        var given = conditions.OfType<Expression>().ToList();
        return given.Count == 0 ? one : Expression.Condition(given.Aggregate(Expression.AndAlso), one, Expression.Constant(0m));
    }

    /// <summary>That the record is in a state in which it counts; null in a register without states.</summary>
    private Expression? Counts() => definition.Counting?.Select(s => (Expression)Expression.Equal(State, Expression.Constant(s, typeof(int?))))
        .Aggregate((Expression)Expression.Constant(false), (any, one) => any is ConstantExpression ? one : Expression.OrElse(any, one));

    /// <summary>The formula of the row's month: earlier months keep theirs.</summary>
    private static Expression Dated(DefinedIndicator indicator, Func<DatedFormula, Expression> of) => indicator.Formulas.Skip(1).Aggregate(
        of(indicator.Formulas[0]),
        (before, formula) => Expression.Condition(
            Expression.GreaterThanOrEqual(Expression.Property(Row, nameof(MonthKey.Month)), Expression.Constant(formula.From)), of(formula), before));

    private (Expression<Func<CountedRecord<TRecord>, bool>> Where, Expression<Func<CountedRecord<TRecord>, CountedRow>> Select) Hashes(DefinedIndicator indicator)
    {
        var field = indicator.Different!;
        var column = Expression.Property(Record, field.Slot.Property);
        var counted = Dated(indicator, f => Amount(null, f.Filter, Expression.NotEqual(column, Expression.Constant(null, column.Type))));
        var where = Expression.GreaterThan(counted, Expression.Constant(0m));
        Expression hash = field.Slot.Kind == SlotKind.Hash ? column : field.Choices.Aggregate(
            (Expression)Expression.Constant(HashOf(0)),
            (others, choice) => Expression.Condition(Expression.Equal(column, Expression.Constant(choice.Number, typeof(int?))), Expression.Constant(HashOf(choice.Number)), others));
        var select = Expression.MemberInit(
            Expression.New(typeof(CountedRow)), Bind(nameof(CountedRow.UnionId), Expression.Property(Row, nameof(MonthKey.UnionId))),
            Bind(nameof(CountedRow.Month), Expression.Property(Row, nameof(MonthKey.Month))), Bind(nameof(CountedRow.Hash), hash));
        return (Expression.Lambda<Func<CountedRecord<TRecord>, bool>>(where, Row), Expression.Lambda<Func<CountedRecord<TRecord>, CountedRow>>(select, Row));

        static MemberAssignment Bind(string property, Expression value) => Expression.Bind(typeof(CountedRow).GetProperty(property)!, value);
    }

    /// <summary>A choice as one who is counted: its number in the bytes of a hash.</summary>
    private static byte[] HashOf(int number)
    {
        var hash = new byte[16];
        BitConverter.TryWriteBytes(hash, number);
        return hash;
    }

    /// <summary>The columns of one query; equal values share one, because EF would make one of them.</summary>
    private sealed class Columns
    {
        private readonly Dictionary<string, System.Reflection.PropertyInfo> places = new(StringComparer.Ordinal);
        private readonly List<MemberAssignment> values = [];
        private readonly List<MeasuredColumn> measured = [];

        public bool IsEmpty => measured.Count == 0;

        public bool HasRoomFor(Measured figure) =>
            places.Count + new[] { figure.Value, figure.Below }.OfType<Expression>().Select(e => e.ToString()).Distinct().Count(e => !places.ContainsKey(e)) <= Amounts.Count;

        public void Add(Measured figure) => measured.Add(new MeasuredColumn(figure.Indicator, Place(figure.Value), figure.Below is null ? null : Place(figure.Below)));

        private string Place(Expression value)
        {
            // The text of an expression over constants says all of it.
            var text = value.ToString();
            if (places.TryGetValue(text, out var place)) return place.Name;
            place = places[text] = Amounts[places.Count];
            var sum = Expression.Call(
                typeof(Enumerable), nameof(Enumerable.Sum), [typeof(CountedRecord<TRecord>)], Group, Expression.Lambda<Func<CountedRecord<TRecord>, decimal>>(value, Row));
            values.Add(Expression.Bind(place, sum));
            return place.Name;
        }

        /// <param name="handedIn">The source whose records are counted as handed in; null where another query counts them.</param>
        public Query ToQuery(Func<IMeasureScope, IQueryable<CountedRecord<TRecord>>> rows, string? handedIn)
        {
            var key = Expression.Property(Group, nameof(IGrouping<,>.Key));
            var count = Expression.Call(typeof(Enumerable), nameof(Enumerable.LongCount), [typeof(CountedRecord<TRecord>)], Group);
            var select = Expression.Lambda<Func<IGrouping<MonthKey, CountedRecord<TRecord>>, MeasuredRow>>(
                Expression.MemberInit(
                    Expression.New(typeof(MeasuredRow)),
                    [
                        Bind(nameof(MeasuredRow.UnionId), Expression.Property(key, nameof(MonthKey.UnionId))), Bind(nameof(MeasuredRow.Month), Expression.Property(key, nameof(MonthKey.Month))),
                        .. values, .. handedIn is null ? Array.Empty<MemberAssignment>() : [Bind(nameof(MeasuredRow.Records), count)],
                    ]),
                Group);
            IReadOnlyList<MeasuredColumn> columns = handedIn is null ? measured : [.. measured, new(Measure.HandedInCode(handedIn), nameof(MeasuredRow.Records), null)];
            return new Query(scope => [new Measurement(rows(scope).GroupBy(Key).Select(select), columns, null)]);

            static MemberAssignment Bind(string property, Expression value) => Expression.Bind(typeof(MeasuredRow).GetProperty(property)!, value);
        }
    }
}
