using Federation.SeasonalSupport.Records;

namespace Federation.SeasonalSupport.SpringJobs;

/// <summary>How a placement is typed and listed.</summary>
internal static class PlacementLayout
{
    public static readonly FormLayout<PlacementAnswer> Of = new()
    {
        Word = "placement",
        Fields = typeof(PlacementFields),
        Table = "placements",
        Columns = [new("field-date", p => p.Date), new("field-employer", p => p.Employer), new("person-name", p => p.Name), new("field-identity-number", p => p.IdentityNumber, Wide: true), new("field-people", p => p.People)],
        Begin = recent => recent is [var last, ..] ? [("employer", last.Employer)] : [],
        Offers = new Dictionary<string, Func<PlacementAnswer, IEnumerable<string?>>> { ["employer"] = p => [p.Employer] },
    };
}
