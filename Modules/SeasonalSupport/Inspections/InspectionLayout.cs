using Federation.SeasonalSupport.Records;

namespace Federation.SeasonalSupport.Inspections;

/// <summary>How an inspection is typed and listed.</summary>
internal static class InspectionLayout
{
    public static readonly FormLayout<InspectionAnswer> Of = new()
    {
        Word = "inspection",
        Fields = typeof(InspectionFields),
        Table = "inspections",
        Columns = [new("field-date", i => i.Date), new("field-place", i => i.Place), new("field-hazards-found", i => i.HazardsFound), new("field-hazards-fixed", i => i.HazardsFixed), new("field-finding", i => i.Finding, Wide: true)],
        Begin = recent => recent is [var last, ..] ? [("place", last.Place)] : [],
        Offers = new Dictionary<string, Func<InspectionAnswer, IEnumerable<string?>>> { ["place"] = i => [i.Place] },
    };
}
