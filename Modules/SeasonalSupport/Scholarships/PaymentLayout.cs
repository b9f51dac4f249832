using Federation.SeasonalSupport.Records;

namespace Federation.SeasonalSupport.Scholarships;

/// <summary>How a payment on a scholarship is typed and listed.</summary>
internal static class PaymentLayout
{
    public static readonly FormLayout<PaymentAnswer> Of = new()
    {
        Word = "payment",
        Fields = typeof(PaymentFields),
        Columns = [new("field-date", p => p.Date), new("field-amount", p => p.Amount, Money: true)],
    };
}
