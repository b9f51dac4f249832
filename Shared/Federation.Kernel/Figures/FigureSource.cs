using System.Linq.Expressions;
using Federation.Kernel.Tenancy;

namespace Federation.Kernel.Figures;

/// <summary>
/// The declaration of a figure source: the rows that it counts and the indicators that they give. A module lists its declarations; nothing else repeats an
/// indicator's code.
/// </summary>
public abstract class FigureSource(string code)
{
    private readonly List<Indicator> indicators = [];

    /// <summary>Name of the source, as stale marks carry it.</summary>
    public string Code => code;

    /// <summary>The source's lines of the catalogue, in the order in which they were declared. Their module is named by whoever lists the source.</summary>
    public IReadOnlyList<Indicator> Indicators => indicators;

    /// <summary>Whether its records say that the union has handed something in.</summary>
    public abstract bool HandsIn { get; }

    /// <summary>The records of one kind, each in its month.</summary>
    public static FigureSource<T> Of<T>(string code) where T : class, ICountsInMonth => new(code, FlowOrStock.Flow, scope => scope.Filter<T>());

    /// <summary>
    /// What happened in a month. The rows have a <c>UnionId</c> and a <c>Month</c> and are filtered by the scope before anything else is done to them.
    /// </summary>
    public static FigureSource<TRow> Flow<TRow>(string code, Func<IMeasureScope, IQueryable<TRow>> rows) where TRow : class => new(code, FlowOrStock.Flow, rows);

    /// <summary>
    /// What there is at a month's end. The rows join <see cref="IMeasureScope.Months"/>, have a <c>UnionId</c> and a <c>Month</c>, and are read as of the
    /// month's day.
    /// </summary>
    public static FigureSource<TRow> Stock<TRow>(string code, Func<IMeasureScope, IQueryable<TRow>> rows) where TRow : class => new(code, FlowOrStock.Stock, rows);

    /// <summary>The same as a source of a module.</summary>
    public IFigureSource In(string module) => new OfModule(module, this);

    /// <summary>The queries for a scope.</summary>
    public abstract IReadOnlyList<Measurement> Queries(IMeasureScope scope);

    protected void Declare(Indicator indicator) => indicators.Add(indicator);

    /// <summary>A declared source of a module. Its queries run in the module's own context.</summary>
    public sealed class OfModule(string module, FigureSource declared) : IFigureSource
    {
        public string Code => declared.Code;
        public string Module => module;
        public bool HasStocks { get; } = declared.Indicators.Any(i => i.Numerator == FlowOrStock.Stock || i.Denominator == FlowOrStock.Stock);

        public IReadOnlyList<string> Indicators { get; } =
            [.. declared.Indicators.Select(i => i.Code), .. declared.HandsIn ? [Measure.HandedInCode(declared.Code)] : Array.Empty<string>()];

        public IReadOnlyList<Measurement> Queries(IMeasureScope scope) => declared.Queries(scope);
    }
}

/// <summary>A figure source over rows of one type, grouped by union and month.</summary>
public sealed class FigureSource<TRow> : FigureSource where TRow : class
{
    private static readonly ParameterExpression Row = Expression.Parameter(typeof(TRow), "r");
    private static readonly ParameterExpression Group = Expression.Parameter(typeof(IGrouping<MonthKey, TRow>), "g");

    private static readonly Expression<Func<TRow, MonthKey>> Key = Expression.Lambda<Func<TRow, MonthKey>>(
        Expression.New(
            typeof(MonthKey).GetConstructors().Single(), [Expression.Property(Row, nameof(MonthKey.UnionId)), Expression.Property(Row, nameof(MonthKey.Month))],
            typeof(MonthKey).GetProperty(nameof(MonthKey.UnionId))!, typeof(MonthKey).GetProperty(nameof(MonthKey.Month))!),
        Row);

    private readonly FlowOrStock over;
    private readonly Func<IMeasureScope, IQueryable<TRow>> rows;
    private readonly List<MemberAssignment> columns = [];
    private readonly List<MeasuredColumn> measured = [];
    private readonly List<(string Indicator, Expression<Func<TRow, CountedRow>> Hash)> hashes = [];
    private Expression? records = Call(nameof(Enumerable.LongCount));

    internal FigureSource(string code, FlowOrStock over, Func<IMeasureScope, IQueryable<TRow>> rows) : base(code) => (this.over, this.rows) = (over, rows);

    public override bool HandsIn => records is not null;

    /// <summary>How many rows there are.</summary>
    public FigureSource<TRow> Count(IndicatorText indicator) => Value(indicator, Column(Call(nameof(Enumerable.Count))));

    /// <summary>How many rows meet a condition.</summary>
    public FigureSource<TRow> Count(IndicatorText indicator, Expression<Func<TRow, bool>> condition) =>
        Value(indicator, Column(Call(nameof(Enumerable.Count), condition)));

    public FigureSource<TRow> Sum(IndicatorText indicator, Expression<Func<TRow, long>> number) =>
        Value(indicator, Column(Call(nameof(Enumerable.Sum), number)));

    /// <summary>A sum of amounts, in yuan.</summary>
    public FigureSource<TRow> Sum(IndicatorText indicator, Expression<Func<TRow, decimal>> amount) =>
        Value(indicator, Column(Call(nameof(Enumerable.Sum), amount)));

    /// <summary>
    /// The quotient of two sums, in percent. The two must not be the same expression as another column: EF makes one column of equal expressions.
    /// </summary>
    public FigureSource<TRow> Ratio(IndicatorText indicator, Expression<Func<TRow, decimal>> numerator, Expression<Func<TRow, decimal>> denominator)
    {
        Declare(indicator.As(IndicatorKind.Ratio, over, over));
        measured.Add(new MeasuredColumn(indicator.Code, Column(Call(nameof(Enumerable.Sum), numerator)), Column(Call(nameof(Enumerable.Sum), denominator))));
        return this;
    }

    /// <summary>How many different people or employers there are, by a keyed hash of their code.</summary>
    public FigureSource<TRow> Distinct(IndicatorText indicator, Expression<Func<TRow, byte[]>> hash)
    {
        Declare(indicator.As(IndicatorKind.Distinct, over));
        var row = hash.Parameters[0];
        hashes.Add((indicator.Code, Expression.Lambda<Func<TRow, CountedRow>>(
            Expression.MemberInit(
                Expression.New(typeof(CountedRow)), Bind<CountedRow>(nameof(CountedRow.UnionId), Expression.Property(row, nameof(MonthKey.UnionId))),
                Bind<CountedRow>(
                    nameof(CountedRow.Month), Expression.Property(row, nameof(MonthKey.Month))), Bind<CountedRow>(nameof(CountedRow.Hash), hash.Body)),
            row)));
        return this;
    }

    /// <summary>Its records do not say that the union has handed something in: another source counts the same ones.</summary>
    public FigureSource<TRow> HandsInNothing()
    {
        records = null;
        return this;
    }

    /// <summary>How many records of a row say that the union has handed something in, where that is not one for each row.</summary>
    public FigureSource<TRow> HandedIn(Expression<Func<TRow, long>> number)
    {
        records = Call(nameof(Enumerable.Sum), number);
        return this;
    }

    public override IReadOnlyList<Measurement> Queries(IMeasureScope scope)
    {
        var found = rows(scope);
        var values = columns.Count > 0 || HandsIn ? [new Measurement(found.GroupBy(Key).Select(Values()), Measured(), null)] : Array.Empty<Measurement>();
        return [.. values, .. hashes.Select(h => Measure.Hashes(h.Indicator, found.Select(h.Hash)))];
    }

    private FigureSource<TRow> Value(IndicatorText indicator, string column)
    {
        Declare(indicator.As(over == FlowOrStock.Stock ? IndicatorKind.Latest : IndicatorKind.Sum, over));
        measured.Add(new MeasuredColumn(indicator.Code, column, null));
        return this;
    }

    /// <summary>Puts a value into the first free column of its type.</summary>
    private string Column(Expression value)
    {
        var taken = columns.Select(c => c.Member).ToList();
        var column = MeasuredRow.Columns.FirstOrDefault(p => p.PropertyType == value.Type && !taken.Contains(p))
            ?? throw new InvalidOperationException($"{Code} has more figures than {nameof(MeasuredRow)} has columns for.");
        columns.Add(Expression.Bind(column, value));
        return column.Name;
    }

    private Expression<Func<IGrouping<MonthKey, TRow>, MeasuredRow>> Values()
    {
        var key = Expression.Property(Group, nameof(IGrouping<,>.Key));
        return Expression.Lambda<Func<IGrouping<MonthKey, TRow>, MeasuredRow>>(
            Expression.MemberInit(
                Expression.New(typeof(MeasuredRow)),
                [
                    Bind<MeasuredRow>(nameof(MeasuredRow.UnionId), Expression.Property(key, nameof(MonthKey.UnionId))),
                    Bind<MeasuredRow>(nameof(MeasuredRow.Month), Expression.Property(key, nameof(MonthKey.Month))), .. columns,
                    .. records is null ? Array.Empty<MemberAssignment>() : [Bind<MeasuredRow>(nameof(MeasuredRow.Records), records)],
                ]),
            Group);
    }

    private IReadOnlyList<MeasuredColumn> Measured() =>
        HandsIn ? [.. measured, new MeasuredColumn(Measure.HandedInCode(Code), nameof(MeasuredRow.Records), null)] : measured;

    private static MethodCallExpression Call(string aggregate, params Expression[] of) =>
        Expression.Call(typeof(Enumerable), aggregate, [typeof(TRow)], [Group, .. of]);

    private static MemberAssignment Bind<T>(string property, Expression value) => Expression.Bind(typeof(T).GetProperty(property)!, value);

    private sealed record MonthKey(long UnionId, int Month);
}
