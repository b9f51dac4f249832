using Federation.Framework.Input;
using Federation.Kernel;
using Federation.SeasonalSupport.Contracts;

namespace Federation.SeasonalSupport.Imports;

// The tables' rows: the inputs of the API with the campaign's code, and with cells instead of what a body holds as a list.

internal sealed class FundsRow : FundsInput, ICampaignRow
{
    public string Campaign { get; set; } = "";
}

internal sealed class PostsRow : PostsInput, ICampaignRow
{
    public string Campaign { get; set; } = "";
}

internal sealed class TrainingRow : TrainingInput, ICampaignRow
{
    public string Campaign { get; set; } = "";
}

internal sealed class PlacementRow : PlacementInput, ICampaignRow
{
    public string Campaign { get; set; } = "";
}

internal sealed class InspectionRow : InspectionInput, ICampaignRow
{
    public string Campaign { get; set; } = "";
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

internal sealed class SummerDeliveryRow : SummerDeliveryInput, ICampaignRow, IItemCells
{
    public string Campaign { get; set; } = "";
    public string? Item { get; set; }
    public decimal? Quantity { get; set; }

    [Longest(20)]
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
internal sealed class WinterDeliveryRow : WinterDeliveryInput, ICampaignRow, IItemCells
{
    public string Campaign { get; set; } = "";
    public string? Item { get; set; }
    public decimal? Quantity { get; set; }

    [Longest(20)]
    public string? Unit { get; set; }

    public decimal? Value { get; set; }
    public bool? InPortions { get; set; }

    [Longest(50)]
    public string? Name { get; set; }

    [Longest(18)]
    public string? IdentityNumber { get; set; }

    public override void Check(InputProblems problems)
    {
        Items = ItemCells.Read(this, problems);
        if (Name is not null && IdentityNumber is not null)
        {
            Recipients = [new RecipientInput { Name = Name, IdentityNumber = IdentityNumber, Amount = Money ?? 0 }];
            CheckIdentity(problems, "identityNumber", IdentityNumber);
        }
        else if (Name is not null || IdentityNumber is not null)
        {
            problems.Add(Name is null ? "name" : "identityNumber", "required");
        }
        if (!problems.Any) base.Check(problems);
    }
}

internal sealed class ScholarshipGrantRow : ScholarshipGrantInput, ICampaignRow
{
    public string Campaign { get; set; } = "";
    public DateOnly? PaymentDate { get; set; }
    public decimal? PaymentAmount { get; set; }

    public override void Check(InputProblems problems)
    {
        base.Check(problems);
        if (IdentityNumber is null) problems.Add("identityNumber", "required");
        if (PaymentAmount is { } amount) CheckMoney(problems, "paymentAmount", amount, positive: true);
        if (PaymentDate is null != PaymentAmount is null) problems.Add(PaymentDate is null ? "paymentDate" : "paymentAmount", "required");
        // What has been paid was approved.
        if (PaymentAmount is not null) State ??= GrantState.Approved;
    }
}
