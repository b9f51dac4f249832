using System.Globalization;
using System.Reflection;

namespace Federation.Kernel.Figures;

/// <summary>
/// The row of every measuring query of values: columns of each type that a database adds up, as many as the largest source needs. A column that a source does
/// not use is no column of its statement.
/// </summary>
public sealed class MeasuredRow : IMeasuredRow
{
    /// <summary>The columns for figures.</summary>
    public static IReadOnlyList<PropertyInfo> Columns { get; } =
    [
        .. typeof(MeasuredRow).GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(p => p.Name is not (nameof(UnionId) or nameof(Month) or nameof(Records))),
    ];

    public long UnionId { get; init; }
    public int Month { get; init; }

    /// <summary>The records that the figures rest on.</summary>
    public long Records { get; init; }

    public int Count1 { get; init; }
    public int Count2 { get; init; }
    public int Count3 { get; init; }
    public int Count4 { get; init; }
    public int Count5 { get; init; }
    public int Count6 { get; init; }
    public int Count7 { get; init; }
    public int Count8 { get; init; }
    public long Sum1 { get; init; }
    public long Sum2 { get; init; }
    public long Sum3 { get; init; }
    public long Sum4 { get; init; }
    public long Sum5 { get; init; }
    public long Sum6 { get; init; }
    public long Sum7 { get; init; }
    public long Sum8 { get; init; }
    public long Sum9 { get; init; }
    public long Sum10 { get; init; }
    public long Sum11 { get; init; }
    public long Sum12 { get; init; }
    public long Sum13 { get; init; }
    public decimal Amount1 { get; init; }
    public decimal Amount2 { get; init; }
    public decimal Amount3 { get; init; }
    public decimal Amount4 { get; init; }
    public decimal Amount5 { get; init; }
    public decimal Amount6 { get; init; }
    public decimal Amount7 { get; init; }
    public decimal Amount8 { get; init; }
    public decimal Amount9 { get; init; }
    public decimal Amount10 { get; init; }
    public decimal Amount11 { get; init; }
    public decimal Amount12 { get; init; }
    public decimal Amount13 { get; init; }
    public decimal Amount14 { get; init; }
    public decimal Amount15 { get; init; }
    public decimal Amount16 { get; init; }
    public decimal Amount17 { get; init; }
    public decimal Amount18 { get; init; }
    public decimal Amount19 { get; init; }
    public decimal Amount20 { get; init; }

    /// <summary>The value of a column, by its name.</summary>
    public decimal Value(string column) => Convert.ToDecimal(typeof(MeasuredRow).GetProperty(column)!.GetValue(this), CultureInfo.InvariantCulture);
}
