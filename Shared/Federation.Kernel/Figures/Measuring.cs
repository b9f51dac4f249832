using Federation.Kernel.Tenancy;

namespace Federation.Kernel.Figures;

/// <summary>
/// What is to be measured: unions and months, itself a query, so that a measuring statement runs inside the database whatever its size.
/// </summary>
/// <remarks>Filter the records with <see cref="Filter{T}"/> first and group afterwards: narrowing after the grouping reads every record of the federation.</remarks>
public interface IMeasureScope
{
    /// <summary>The records that count in a union and month of the scope.</summary>
    IQueryable<T> Filter<T>() where T : class, ICountsInMonth;

    /// <summary>The records of a kind, to be joined with <see cref="Months"/>. For stocks.</summary>
    IQueryable<T> All<T>() where T : class, IOwnedByUnion;

    /// <summary>Rows of the federation as a whole.</summary>
    IQueryable<T> Shared<T>() where T : class, IShared;

    /// <summary>The scope's unions and months, each month with the last day to read a state at: its end, or today in a running month. For stocks.</summary>
    IQueryable<ScopedMonth> Months { get; }
}

/// <summary>One union and month of a scope.</summary>
public sealed class ScopedMonth : IShared
{
    public long UnionId { get; init; }
    public int Month { get; init; }

    /// <summary>The day at whose end a stock is read.</summary>
    public DateOnly AsOf { get; init; }
}

/// <summary>A row that a measuring query gives; it has more columns, one for each figure.</summary>
public interface IMeasuredRow
{
    long UnionId { get; }
    int Month { get; }
}

/// <summary>One who was counted: a keyed hash of an identity or credit code, never the code itself.</summary>
public sealed class CountedRow : IMeasuredRow
{
    public long UnionId { get; init; }
    public int Month { get; init; }
    public required byte[] Hash { get; init; }
}

/// <summary>Which column of a measuring query holds which indicator; a ratio has two.</summary>
public sealed record MeasuredColumn(string Indicator, string Column, string? DenominatorColumn);

/// <summary>
/// One set-based query of a figure source in one of three shapes: values, ratios (numerator and denominator) or keyed hashes of who was counted.
/// </summary>
/// <param name="Query">Rows with <c>UnionId</c>, <c>Month</c> and the named columns, one row a union and month at most (hashes: any number).</param>
/// <param name="Columns">What the columns mean. Two columns must not be the same expression: EF would merge them.</param>
/// <param name="Counts">The indicator whose different hashes the query gives, for the third shape; else null.</param>
public sealed record Measurement(IQueryable Query, IReadOnlyList<MeasuredColumn> Columns, string? Counts);

public static class Measure
{
    public static Measurement Hashes(string indicator, IQueryable<CountedRow> query) => new(query, [], indicator);

    /// <summary>The hidden indicator that counts what a source was handed: it adds up like any sum and tells 0 from missing.</summary>
    public static string HandedInCode(string source) => "@" + source;
}

/// <summary>
/// Where figures of a module come from: says which indicators it measures and gives their queries for a scope. Modules declare theirs as <see
/// cref="FigureSource"/>.
/// </summary>
public interface IFigureSource
{
    /// <summary>Name of the source, as stale marks carry it: <c>seasonal.deliveries</c>.</summary>
    string Code { get; }

    /// <summary>The module that the source belongs to, as <see cref="Indicator.Module"/>.</summary>
    string Module { get; }

    /// <summary>Whether any of its figures is a stock, which has to be carried into a new month though nothing was written.</summary>
    bool HasStocks { get; }

    /// <summary>The indicators that <see cref="Queries"/> gives, <see cref="Measure.HandedInCode"/> among them if it counts what was handed in.</summary>
    IReadOnlyList<string> Indicators { get; }

    /// <summary>The queries for a scope. They run on the caller's connection; building them reads nothing.</summary>
    IReadOnlyList<Measurement> Queries(IMeasureScope scope);
}
