using Federation.Framework.Input;
using Federation.Framework.Web;
using Federation.Kernel;
using Microsoft.AspNetCore.Http;

namespace Federation.Framework.Records;

/// <summary>What a list is narrowed to. A kind of record names the fields that it uses.</summary>
public sealed class RecordFilter
{
    /// <summary>A part of a name.</summary>
    public string? Search { get; set; }

    public int? Year { get; set; }

    /// <summary>With the records of the unions below, where those are seen from above.</summary>
    public bool? Subtree { get; set; }

    /// <summary>Only those with which something is to be done now.</summary>
    public bool? Due { get; set; }

    public bool IsEmpty() => this is { Search: null, Year: null, Due: null };

    /// <summary>The days of <see cref="Year"/>; of all time where no year is asked for.</summary>
    public (DateOnly First, DateOnly Last) Days() =>
        Year is { } year ? (new DateOnly(year, 1, 1), new DateOnly(year, 12, 31)) : (DateOnly.MinValue, DateOnly.MaxValue);

    /// <param name="fields">The fields that the kind of record uses; others are not read.</param>
    /// <param name="check">A further check of the kind's own.</param>
    internal static RecordFilter From(HttpRequest http, IReadOnlyList<string> fields, Action<RecordFilter, InputProblems>? check)
    {
        var problems = new InputProblems();
        var filter = InputReader.FromCells<RecordFilter>(name => fields.Contains(name) ? (string?)http.Query[name] : null, problems);
        if (filter.Year is < Period.FirstYear or > Period.LastYear) problems.Add("year", "year-out-of-range", Period.FirstYear, Period.LastYear);
        check?.Invoke(filter, problems);
        problems.ThrowIfAny();
        return filter;
    }

    /// <summary>The same fields for the API's description.</summary>
    internal static IReadOnlyList<QueryParameter> Parameters(IReadOnlyList<string> fields) =>
        [.. QueryParameter.Of<RecordFilter>().Where(p => fields.Contains(p.Name))];
}
