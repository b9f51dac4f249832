using Federation.Kernel;
using Federation.SeasonalSupport.Records;

namespace Federation.SeasonalSupport.Scholarships;

/// <summary>How a scholarship is typed and listed.</summary>
internal static class GrantLayout
{
    public static readonly FormLayout<ScholarshipGrantAnswer> Of = new()
    {
        Word = "grant",
        Fields = typeof(GrantFields),
        Table = "grants",
        Columns =
        [
            new("field-date", g => g.Date), new("field-student", g => g.Student), new("field-identity-number", g => g.IdentityNumber, Wide: true), new("field-school", g => g.School, Wide: true),
            new("field-stage", g => g.Stage, Wide: true), new("field-state", g => g.State), new("field-granted", g => g.Amount, Money: true), new("field-paid", g => g.Paid, Money: true),
        ],
        Begin = recent => recent is [var last, ..] ? [("school", last.School), ("stage", Text.Of(last.Stage)), ("state", Text.Of(Inputs.GrantState.Applied))] : [("state", Text.Of(Inputs.GrantState.Applied))],
        Offers = new Dictionary<string, Func<ScholarshipGrantAnswer, IEnumerable<string?>>> { ["school"] = g => [g.School] },
    };
}
