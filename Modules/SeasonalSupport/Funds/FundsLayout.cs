using Federation.SeasonalSupport.Records;

namespace Federation.SeasonalSupport.Funds;

/// <summary>How money raised is typed and listed.</summary>
internal static class FundsLayout
{
    public static readonly FormLayout<FundsAnswer> Of = new()
    {
        Word = "funds",
        Fields = typeof(FundsFields),
        Table = "funds",
        Columns = [new("field-date", f => f.Date), new("field-source", f => f.Source), new("field-amount", f => f.Amount, Money: true), new("field-from-parent", f => f.FromParent, Wide: true), new("field-note", f => f.Note, Wide: true)],
    };
}
