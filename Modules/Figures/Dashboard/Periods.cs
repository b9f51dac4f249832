using Federation.Figures.Reading;
using Federation.Framework.Tenancy;
using Federation.Kernel;
using Microsoft.AspNetCore.Http;

namespace Federation.Figures.Dashboard;

/// <summary>The period that a page is about.</summary>
internal static class Periods
{
    /// <summary>The one in the address; null where there is none.</summary>
    public static Period? Asked(HttpRequest http) => http.Query["period"].ToString() is not { Length: > 0 } text ? null
        : Period.TryParse(text, out var period) ? period : throw new InvalidInput("period", "not-a-period", text);

    /// <summary>The one that was asked for, or the newest year in which the union has handed in anything, or this year.</summary>
    public static async Task<Period> ChosenAsync(this FigureReader reader, Period? asked, UnionInfo union, TimeProvider time, CancellationToken cancellation) =>
        asked ?? await reader.NewestYearAsync(union.Id, cancellation) ?? Period.Year(time.Today().Year);

    /// <summary>The periods to choose from beside one: years back from this one, the months of its year, statistical years.</summary>
    public static (IReadOnlyList<Period> Years, IReadOnlyList<Period> Months, IReadOnlyList<Period> Statistical) Offered(Period chosen, DateOnly today, int yearsBack = 12)
    {
        var first = Math.Max(Period.FirstYear, Math.Min(today.Year - yearsBack, chosen.YearNumber));
        var last = Math.Min(Period.LastYear, Math.Max(today.Year, chosen.YearNumber));
        var years = Enumerable.Range(first, last - first + 1).Reverse().ToList();
        return ([.. years.Select(Period.Year)], [.. Period.Year(chosen.YearNumber).Months()], [.. (years[0] < Period.LastYear ? years.Prepend(years[0] + 1) : years).Select(Period.Statistical)]);
    }
}
