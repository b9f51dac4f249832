using System.Text.Json.Serialization;
using Federation.Framework.Handlers;
using Federation.Framework.Input;
using Federation.Kernel;

namespace Federation.SeasonalSupport.Inputs;

/// <summary>What every record of a campaign is given with: its day, which lies within the campaign's.</summary>
public abstract class RecordInput : IChecked
{
    internal const decimal MaxMoney = 10_000_000_000m;

    public DateOnly Date { get; set; }

    public virtual void Check(InputProblems problems)
    {
    }
}

/// <summary>Money that a campaign may spend.</summary>
public class FundsInput : RecordInput
{
    public MoneySource Source { get; set; }
    public decimal Amount { get; set; }

    /// <summary>Passed on by the parent union: it can be spent here but was raised there.</summary>
    public bool? FromParent { get; set; }

    [MaxLength(500)]
    public string? Note { get; set; }

    public override void Check(InputProblems problems) => problems.CheckMoney("amount", Amount, MaxMoney, positive: true);
}

/// <summary>Goods of one kind in a delivery.</summary>
public sealed class ItemInput
{
    public string Name { get; set; } = "";
    public decimal Quantity { get; set; }

    [MaxLength(20)]
    public string Unit { get; set; } = "";

    /// <summary>Of the whole quantity, in yuan.</summary>
    public decimal Value { get; set; }

    /// <summary>Whether the quantity counts portions, one for each person.</summary>
    public bool? InPortions { get; set; }
}

/// <summary>What the deliveries of summer and winter have in common.</summary>
public abstract class DeliveryInput : RecordInput
{
    public string Place { get; set; } = "";
    public IReadOnlyList<ItemInput>? Items { get; set; }

    public override void Check(InputProblems problems)
    {
        foreach (var (item, i) in (Items ?? []).Select((item, i) => (item, i)))
        {
            problems.CheckMoney($"items[{i}].quantity", item.Quantity, MaxMoney, positive: true);
            problems.CheckMoney($"items[{i}].value", item.Value, MaxMoney);
            if (item.InPortions is true && decimal.Truncate(item.Quantity) != item.Quantity) problems.Add($"items[{i}].quantity", "not-a-whole-number");
        }
    }
}

public class SummerDeliveryInput : DeliveryInput
{
    public SummerGroup Group { get; set; }
    public SiteKind Site { get; set; }
    public int HeadCount { get; set; }
    public decimal? Money { get; set; }

    public override void Check(InputProblems problems)
    {
        base.Check(problems);
        problems.CheckCount("headCount", HeadCount);
        problems.CheckMoney("money", Money ?? 0, MaxMoney);
    }
}

/// <summary>Somebody who was visited by name.</summary>
public sealed class RecipientInput
{
    [Unpadded, MaxLength(50)]
    public string Name { get; set; } = "";

    [Compact, MaxLength(40)]
    public string IdentityNumber { get; set; } = "";

    public decimal Amount { get; set; }
}

public class WinterDeliveryInput : DeliveryInput
{
    public WinterGroup Group { get; set; }

    /// <summary>Needed unless the recipients are named.</summary>
    public int? HeadCount { get; set; }

    public decimal? Money { get; set; }

    /// <summary>Left out, a change leaves the named recipients as they are; an empty list takes them away.</summary>
    public IReadOnlyList<RecipientInput>? Recipients { get; set; }

    /// <summary>The field that a recipient's number stands in.</summary>
    private protected virtual string NumberField(int recipient) => $"recipients[{recipient}].identityNumber";

    public override void Check(InputProblems problems)
    {
        base.Check(problems);
        problems.CheckCount("headCount", HeadCount ?? 0);
        problems.CheckMoney("money", Money ?? 0, MaxMoney);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (recipient, i) in (Recipients ?? []).Select((recipient, i) => (recipient, i)))
        {
            problems.CheckPerson(NumberField(i), recipient.IdentityNumber, Date);
            problems.CheckMoney($"recipients[{i}].amount", recipient.Amount, MaxMoney);
            if (!seen.Add(Kernel.Checks.PersonPaper.Read(recipient.IdentityNumber)?.Normal ?? recipient.IdentityNumber)) problems.Add(NumberField(i), "given-twice");
        }
    }
}

/// <summary>An inspection of labour protection in summer.</summary>
public class InspectionInput : RecordInput
{
    public string Place { get; set; } = "";
    public int HazardsFound { get; set; }

    /// <summary>Of those found, how many have been put right by now.</summary>
    public int HazardsFixed { get; set; }

    [MaxLength(2000)]
    public string? Finding { get; set; }

    public override void Check(InputProblems problems)
    {
        problems.CheckCount("hazardsFound", HazardsFound);
        problems.CheckCount("hazardsFixed", HazardsFixed);
    }
}

public class PostsInput : RecordInput
{
    public string Employer { get; set; } = "";
    public string Title { get; set; } = "";
    public int Count { get; set; }
    public string Place { get; set; } = "";

    public override void Check(InputProblems problems) => problems.CheckCount("count", Count, min: 1);
}

public class TrainingInput : RecordInput
{
    public string Topic { get; set; } = "";
    public int PlacesTaken { get; set; }

    public override void Check(InputProblems problems) => problems.CheckCount("placesTaken", PlacesTaken, min: 1);
}

/// <summary>People who found work: one by name, or a number of people.</summary>
public class PlacementInput : RecordInput
{
    public string Employer { get; set; } = "";

    [Unpadded, MaxLength(50)]
    public string? Name { get; set; }

    [Personal, Compact, MaxLength(40)]
    public string? IdentityNumber { get; set; }

    /// <summary>One where it is left out.</summary>
    public int? People { get; set; }

    public override void Check(InputProblems problems)
    {
        problems.CheckCount("people", People ?? 1, min: 1);
        problems.CheckPerson("identityNumber", IdentityNumber, Date, works: true);
        if (Name is not null && People is > 1) problems.Add("people", "one-by-name");
        if (Name is null && IdentityNumber is not null) problems.Add("name", "required");
    }
}

/// <summary>An application of a student, and what was granted on it.</summary>
public class ScholarshipGrantInput : RecordInput, IPersonalInput
{
    [JsonIgnore]
    public ISet<string> Emptied { get; } = new HashSet<string>();

    [Unpadded, MaxLength(50)]
    public string Student { get; set; } = "";

    /// <summary>Left out in a change, it stays as it is.</summary>
    [Personal, Compact, MaxLength(40)]
    public string? IdentityNumber { get; set; }

    public string School { get; set; } = "";
    public SchoolStage Stage { get; set; }

    [Personal, MaxLength(1000)]
    public string? Household { get; set; }

    public decimal Amount { get; set; }

    /// <summary>Applied where it is left out.</summary>
    public GrantState? State { get; set; }

    public override void Check(InputProblems problems)
    {
        problems.CheckPerson("identityNumber", IdentityNumber, Date);
        problems.CheckMoney("amount", Amount, MaxMoney, positive: true);
    }
}

public class PaymentInput : RecordInput
{
    public decimal Amount { get; set; }

    public override void Check(InputProblems problems) => problems.CheckMoney("amount", Amount, MaxMoney, positive: true);
}
