using Federation.Framework.Claims;
using Federation.Framework.Records;
using Federation.Framework.Input;
using Federation.Kernel;
using Federation.SeasonalSupport.Campaigns;
using Federation.SeasonalSupport.Inputs;
using Federation.SeasonalSupport.Deliveries;
using Federation.SeasonalSupport.Funds;
using Federation.SeasonalSupport.Inspections;
using Federation.SeasonalSupport.Records;
using Federation.SeasonalSupport.Scholarships;
using Federation.SeasonalSupport.SpringJobs;
using Microsoft.EntityFrameworkCore;

namespace Federation.SeasonalSupport.Imports;

// The tables' rows: the inputs of the API with the campaign's code, and with cells instead of what a body holds as a list.

internal sealed class FundsRow : FundsInput, ICampaignRow<FundsRaised>
{
    static string ICampaignRow<FundsRaised>.Kind => "funds";

    [LabelKey("campaign-code-heading")]
    public string Campaign { get; set; } = "";

    static IEnumerable<object?> ICampaignRow<FundsRaised>.ContentOf(FundsRaised record) => [record.Source, record.Amount, record.FromParent, record.Note];
}

internal sealed class PostsRow : PostsInput, ICampaignRow<PostsOffered>
{
    static string ICampaignRow<PostsOffered>.Kind => "posts";

    [LabelKey("campaign-code-heading")]
    public string Campaign { get; set; } = "";

    static IEnumerable<object?> ICampaignRow<PostsOffered>.ContentOf(PostsOffered record) => [record.Employer, record.Title, record.Count, record.Place];
}

internal sealed class TrainingRow : TrainingInput, ICampaignRow<Training>
{
    static string ICampaignRow<Training>.Kind => "trainings";

    [LabelKey("campaign-code-heading")]
    public string Campaign { get; set; } = "";

    static IEnumerable<object?> ICampaignRow<Training>.ContentOf(Training record) => [record.Topic, record.PlacesTaken];
}

[LabelKey("person-name", Field = "name")]
[LabelKey(Field = "identityNumber", Example = "11010519491231002X")]
internal sealed class PlacementRow : PlacementInput, ICampaignRow<Placement>
{
    static string ICampaignRow<Placement>.Kind => "placements";

    [LabelKey("campaign-code-heading")]
    public string Campaign { get; set; } = "";

    static IEnumerable<object?> ICampaignRow<Placement>.ContentOf(Placement record) => [record.Employer, record.Name, record.PersonHash, record.People];
}

internal sealed class InspectionRow : InspectionInput, ICampaignRow<Inspection>
{
    static string ICampaignRow<Inspection>.Kind => "inspections";

    [LabelKey("campaign-code-heading")]
    public string Campaign { get; set; } = "";

    static IEnumerable<object?> ICampaignRow<Inspection>.ContentOf(Inspection record) =>
        [record.Place, record.HazardsFound, record.HazardsFixed, record.Finding];
}

/// <summary>One kind of goods, in the row of its delivery.</summary>
internal interface IItemCells
{
    string? Item { get; }
    decimal? Quantity { get; }
    string? Unit { get; }
    decimal? Value { get; }
    bool? InPortions { get; }
}

internal static class ItemCells
{
    public static IEnumerable<object?> ContentOf<TItem>(Delivery<TItem> record) where TItem : DeliveryItem, new() =>
        [record.Place, record.HeadCount, record.Money, .. record.Items.SelectMany(i => new object?[] { i.Name, i.Quantity, i.Unit, i.Value })];

    public static IReadOnlyList<ItemInput>? Read(IItemCells row, InputProblems problems)
    {
        if (row.Item is null)
        {
            if (row.Quantity is not null || row.Value is not null) problems.Add("item", "required");
            return null;
        }
        if (row.Quantity is null) problems.Add("quantity", "required");
        if (row.Unit is null) problems.Add("unit", "required");
        return [new ItemInput { Name = row.Item, Quantity = row.Quantity ?? 1, Unit = row.Unit ?? "", Value = row.Value ?? 0, InPortions = row.InPortions }];
    }
}

internal sealed class SummerDeliveryRow : SummerDeliveryInput, ICampaignRow<SummerDelivery>, IItemCells
{
    static string ICampaignRow<SummerDelivery>.Kind => "deliveries-summer";

    [LabelKey("campaign-code-heading")]
    public string Campaign { get; set; } = "";

    static IEnumerable<object?> ICampaignRow<SummerDelivery>.ContentOf(SummerDelivery record) => [record.Group, record.Site, .. ItemCells.ContentOf(record)];

    public string? Item { get; set; }

    [LabelKey(Example = "100", PlainNumber = true)]
    public decimal? Quantity { get; set; }

    [MaxLength(20)]
    public string? Unit { get; set; }

    public decimal? Value { get; set; }
    public bool? InPortions { get; set; }

    public override void Check(InputProblems problems)
    {
        Items = ItemCells.Read(this, problems);
        base.Check(problems);
    }
}

/// <summary>A visit to a number of people, or to one by name.</summary>
internal sealed class WinterDeliveryRow : WinterDeliveryInput, ICampaignRow<WinterDelivery>, IItemCells
{
    static string ICampaignRow<WinterDelivery>.Kind => "deliveries-winter";

    [LabelKey("campaign-code-heading")]
    public string Campaign { get; set; } = "";

    static IEnumerable<object?> ICampaignRow<WinterDelivery>.ContentOf(WinterDelivery record) =>
        [record.Group, .. ItemCells.ContentOf(record), .. record.Recipients.Select(r => r.PersonHash)];

    static IQueryable<WinterDelivery> ICampaignRow<WinterDelivery>.InFull(IQueryable<WinterDelivery> records) => records.Include(d => d.Recipients);

    public string? Item { get; set; }

    [LabelKey(Example = "100", PlainNumber = true)]
    public decimal? Quantity { get; set; }

    [MaxLength(20)]
    public string? Unit { get; set; }

    public decimal? Value { get; set; }
    public bool? InPortions { get; set; }

    [Unpadded, LabelKey("person-name"), MaxLength(50)]
    public string? Name { get; set; }

    [LabelKey(Example = "11010519491231002X"), Compact, MaxLength(40)]
    public string? IdentityNumber { get; set; }

    private protected override string NumberField(int recipient) => "identityNumber";

    public override void Check(InputProblems problems)
    {
        Items = ItemCells.Read(this, problems);
        if (Name is not null && IdentityNumber is not null)
        {
            Recipients = [new RecipientInput { Name = Name, IdentityNumber = IdentityNumber, Amount = Money ?? 0 }];
        }
        else if (Name is not null || IdentityNumber is not null)
        {
            problems.Add(Name is null ? "name" : "identityNumber", "required");
        }
        if (!problems.Any) base.Check(problems);
    }
}

[LabelKey("field-granted", Field = "amount")]
[LabelKey(Field = "identityNumber", Example = "11010519491231002X")]
internal sealed class ScholarshipGrantRow : ScholarshipGrantInput, ICampaignRow<ScholarshipGrant>
{
    static string ICampaignRow<ScholarshipGrant>.Kind => "grants";

    [LabelKey("campaign-code-heading")]
    public string Campaign { get; set; } = "";

    static IEnumerable<object?> ICampaignRow<ScholarshipGrant>.ContentOf(ScholarshipGrant record) => [record.PersonHash, record.Amount];

    public DateOnly? PaymentDate { get; set; }
    public decimal? PaymentAmount { get; set; }

    public override void Check(InputProblems problems)
    {
        base.Check(problems);
        if (IdentityNumber is null) problems.Add("identityNumber", "required");
        if (PaymentAmount is { } amount) problems.CheckMoney("paymentAmount", amount, MaxMoney, positive: true);
        if (PaymentDate is null != PaymentAmount is null) problems.Add(PaymentDate is null ? "paymentDate" : "paymentAmount", "required");
        // What has been paid was approved.
        if (PaymentAmount is not null) State ??= GrantState.Approved;
    }

    static string ICampaignRow<ScholarshipGrant>.ColumnOf(RuleViolation rule) => rule.Code switch
    {
        "spent-above-raised" or "paid-above-granted" or "grant-not-approved" => "paymentAmount",
        "outside-campaign" => "date",
        _ => "campaign",
    };

    static Claim? ICampaignRow<ScholarshipGrant>.ClaimOf(ScholarshipGrant record, Campaign campaign) => record.ClaimOf(campaign);

    static Task<RuleViolation> ICampaignRow<ScholarshipGrant>.RefusalAsync(
        ScholarshipGrant record, Claim held, SeasonalContext context, RecordTools tools, CancellationToken cancellation) => record.RefusalAsync(held, context, tools, cancellation);

    void ICampaignRow<ScholarshipGrant>.AddParts(ScholarshipGrant record, RecordBatch batch, Campaign campaign, RecordTools tools, Ids ids)
    {
        if (PaymentDate is not { } date || PaymentAmount is not { } amount) return;
        tools.CheckDay(RecordDay.Happened("paymentDate", date));
        batch.Pay(campaign, record, new PaymentInput { Date = date, Amount = amount }, tools, ids);
    }
}
