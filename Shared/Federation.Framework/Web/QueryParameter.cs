using System.Text.Json;
using Federation.Kernel;

namespace Federation.Framework.Web;

/// <summary>Something that an endpoint reads from its query, as the API's description tells it.</summary>
/// <param name="Type">What its text means: a <see cref="Period"/>, a day, a number, a word of an enum, yes or no, or any text.</param>
public sealed record QueryParameter(string Name, Type Type)
{
    /// <summary>Codes of questions that are answered with yes.</summary>
    public const string Confirm = "confirm";

    public bool Required { get; init; }

    /// <summary>Whether it may be given several times.</summary>
    public bool Many { get; init; }

    public (int Least, int Most)? Range { get; init; }

    public static QueryParameter Period(string name = "period") => new(name, typeof(Period)) { Required = true };

    /// <summary>The fields of a filter that is read from the query.</summary>
    public static IReadOnlyList<QueryParameter> Of<TFilter>() =>
        [.. typeof(TFilter).GetProperties().Select(p => new QueryParameter(JsonNamingPolicy.CamelCase.ConvertName(p.Name), Nullable.GetUnderlyingType(p.PropertyType) ?? p.PropertyType))];
}
