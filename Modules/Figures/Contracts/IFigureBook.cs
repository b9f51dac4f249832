using Federation.Framework.Tenancy;
using Federation.Kernel;
using Federation.Kernel.Figures;

namespace Federation.Figures.Contracts;

/// <summary>A union's figures as they stand now, for who copies them into something that lasts.</summary>
public interface IFigureBook
{
    /// <summary>The indicator of that code; null where no module has one.</summary>
    Indicator? Find(string code);

    /// <summary>
    /// What the entered union has of its own and in total. Typed figures are read as they were typed, figures of records as they were measured last.
    /// </summary>
    Task<IReadOnlyDictionary<string, BookedFigure>> ReadAsync(
        UnionInfo union, Period period, IReadOnlyCollection<string> indicators, CancellationToken cancellation);

    /// <summary>Whether something was recorded for the period that has not been measured yet; typed figures need no measuring.</summary>
    Task<bool> IsBehindAsync(long union, Period period, CancellationToken cancellation);

    /// <summary>Types figures of the entered union for a year, by the rules of the annual form. All are taken, or the first mistake is thrown.</summary>
    /// <param name="cells">By indicator: a value, nil (<see cref="TypedCellOf.Nil"/>), or neither to take back what stands.</param>
    Task TypeAsync(Period year, IReadOnlyList<TypedCellOf> cells, CancellationToken cancellation);
}

/// <summary>One cell that is typed.</summary>
public sealed record TypedCellOf(string Indicator, decimal? Value, bool Nil);

/// <summary>One figure as it stands now.</summary>
/// <param name="Own">Null where nothing was handed in; 0 where nil was reported.</param>
/// <param name="IsNil">Whether it was typed as nil.</param>
/// <param name="TypedBy">Who typed it; null for what was measured.</param>
/// <param name="Total">With the unions below.</param>
/// <param name="Previous">The total of the same period a year earlier.</param>
public sealed record BookedFigure(decimal? Own, bool IsNil, long? TypedBy, decimal? Total, decimal? Previous);

/// <summary>Who may type figures besides those whose role allows it. Other modules bring rules; each is asked before anything is typed.</summary>
public interface ITypingRules
{
    /// <exception cref="RuleViolation">The caller may not type these figures for the union.</exception>
    Task RequireMayTypeAsync(UnionInfo union, Period period, IReadOnlyCollection<string> indicators, CancellationToken cancellation);
}

/// <summary>What was handed in and approved. The Reports module answers; without it nothing is approved.</summary>
public interface IApprovedFigures
{
    /// <param name="asOf">What stood approved at the end of that day; null for now.</param>
    /// <returns>Null where the union owes no report of the period: its figures are then from before approval was switched on.</returns>
    Task<ApprovedFigures?> FindAsync(UnionInfo union, Period period, DateOnly? asOf, CancellationToken cancellation);
}

/// <param name="Rows">By indicator. Empty where nothing is approved yet.</param>
public sealed record ApprovedFigures(IReadOnlyList<ApprovalView> Reports, IReadOnlyDictionary<string, ApprovedFigure> Rows);

public sealed record ApprovedFigure(decimal? Own, decimal? FromBelow, decimal? Total);

/// <summary>The report that approved figures are from.</summary>
/// <param name="Edition">1 for the first, higher for corrections and revisions.</param>
/// <param name="Number">Number of the submission.</param>
/// <param name="Hash">Over its canonical lines, as hexadecimal digits.</param>
/// <param name="Expected">Unions of the subtree that owe the report.</param>
/// <param name="Reported">Those of them whose figures are in it.</param>
/// <param name="Weight">The share of those in last year's total, in percent; null where there is no last year.</param>
public sealed record ApprovalView(
    string Form, int Edition, int Number, string Hash, bool Closed, DateTimeOffset ApprovedAt, int Expected, int Reported, decimal? Weight);
