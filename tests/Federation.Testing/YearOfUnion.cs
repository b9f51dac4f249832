using System.Globalization;
using Federation.Framework.Databases;
using Federation.Kernel.Figures;
using Federation.Kernel.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace Federation.Testing;

/// <summary>The records of one union in the months of a year, as a measuring query is given them. For flows: there are no stocks in it.</summary>
public sealed class YearOfUnion(FederationDbContext context, long union, int year) : IMeasureScope
{
    public IQueryable<ScopedMonth> Months => throw new NotSupportedException("A source of flows asks for no stocks.");

    public IQueryable<T> Filter<T>() where T : class, ICountsInMonth
    {
        var (first, last) = (year * 100, (year + 1) * 100);
        return context.Set<T>().AcrossUnions().Where(r => r.UnionId == union && r.Month > first && r.Month < last);
    }

    public IQueryable<T> All<T>() where T : class, IOwnedByUnion => throw new NotSupportedException("A source of flows asks for no stocks.");

    public IQueryable<T> Shared<T>() where T : class, IShared => throw new NotSupportedException("A source of flows asks for no stocks.");

    /// <summary>What sources give for the union's year, by <c>month indicator</c>: a number, <c>numerator/denominator</c>, or <c>n different</c>.</summary>
    public Dictionary<string, string> Measure(IEnumerable<IFigureSource> sources)
    {
        var figures = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var measurement in sources.SelectMany(s => s.Queries(this)))
        {
            foreach (var month in measurement.Query.Cast<object>().ToList().Cast<IMeasuredRow>().GroupBy(r => r.Month))
            {
                if (measurement.Counts is { } counted)
                    figures[$"{month.Key} {counted}"] = $"{month.Cast<CountedRow>().DistinctBy(r => Convert.ToHexString(r.Hash)).Count()} different";
                foreach (var column in measurement.Columns)
                {
                    var row = (MeasuredRow)month.Single();
                    figures[$"{month.Key} {column.Indicator}"] = column.DenominatorColumn is { } below ? $"{Said(row, column.Column)}/{Said(row, below)}" : Said(row, column.Column);
                }
            }
        }
        return figures;
    }

    private static string Said(MeasuredRow row, string column) => row.Value(column).ToString("0.##", CultureInfo.InvariantCulture);
}
