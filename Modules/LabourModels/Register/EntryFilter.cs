using Federation.Framework.Input;
using Federation.Kernel;
using Microsoft.AspNetCore.Http;

namespace Federation.LabourModels.Register;

/// <summary>What a list is narrowed to; each kind uses what it has.</summary>
internal sealed class EntryFilter
{
    /// <summary>A part of the name.</summary>
    public string? Search { get; set; }

    public int? Year { get; set; }

    /// <summary>With the records of the unions below, where those are seen from above.</summary>
    public bool? Subtree { get; set; }

    public bool IsEmpty() => this is { Search: null, Year: null };

    /// <summary>The days of <see cref="Year"/>; of all time where none is asked for.</summary>
    public (DateOnly First, DateOnly Last) Days() => Year is { } year ? (new DateOnly(year, 1, 1), new DateOnly(year, 12, 31)) : (DateOnly.MinValue, DateOnly.MaxValue);

    public static EntryFilter From(HttpRequest http) => InputReader.FromQuery<EntryFilter>(http, (filter, problems) =>
    {
        if (filter.Year is < Period.FirstYear or > Period.LastYear) problems.Add("year", "year-out-of-range", Period.FirstYear, Period.LastYear);
    });
}
