using System.Globalization;
using Federation.Framework.Handlers;
using Federation.Framework.Input;
using Federation.Kernel;

namespace Federation.LoveStations.Inputs;

/// <summary>Something that was recorded at a site on a day.</summary>
public abstract class SiteRecordInput : IChecked
{
    internal const int MaxPeople = 1_000_000;
    internal const decimal MaxMoney = 10_000_000_000m;

    public DateOnly Date { get; set; }

    public virtual void Check(InputProblems problems)
    {
    }
}

/// <summary>People of one group served at a site on one day or in one month.</summary>
public class ServedInput : SiteRecordInput
{
    /// <summary>Whether the number is that of the whole month in which the date lies.</summary>
    public bool? WholeMonth { get; set; }

    public ServedGroup Group { get; set; }
    public int People { get; set; }

    public override void Check(InputProblems problems)
    {
        if (People <= 0) problems.Add("people", "not-positive");
        else if (People > MaxPeople) problems.Add("people", "absurd-number", MaxPeople);
    }
}

/// <summary>An inspection of a site.</summary>
public class SiteInspectionInput : SiteRecordInput
{
    public string Inspector { get; set; } = "";

    [MaxLength(1000)]
    public string? Note { get; set; }

    /// <summary>What was found wanting, none where all is well.</summary>
    public IReadOnlyList<FindingInput>? Findings { get; set; }

    public override void Check(InputProblems problems)
    {
        var findings = Findings ?? [];
        for (var i = 0; i < findings.Count; i++)
            if (findings[i].RepairedOn is null && findings[i].Repair is not null) problems.Add(string.Create(CultureInfo.InvariantCulture, $"findings[{i}].repairedOn"), "required");
        if (findings.DistinctBy(f => (f.Text, f.Facility)).Count() < findings.Count) problems.Add("findings", "given-twice");
    }
}

public sealed class FindingInput
{
    [MaxLength(500)]
    public string Text { get; set; } = "";

    /// <summary>What of the kit it concerns.</summary>
    public Facility? Facility { get; set; }

    /// <summary>The day by which it is to be put right.</summary>
    public DateOnly? DueOn { get; set; }

    /// <summary>The day on which it was put right; null while it is open.</summary>
    public DateOnly? RepairedOn { get; set; }

    /// <summary>How it was put right.</summary>
    [MaxLength(500)]
    public string? Repair { get; set; }
}

/// <summary>A subsidy for building a station, granted by the union that is going to pay it.</summary>
public class SubsidyInput : IChecked
{
    /// <summary>Id of the station, of the union's own or of one below it.</summary>
    public string Site { get; set; } = "";

    public DateOnly GrantedOn { get; set; }

    /// <summary>In yuan.</summary>
    public decimal Amount { get; set; }

    /// <summary>Number of the decision.</summary>
    public string? Document { get; set; }

    public void Check(InputProblems problems) => CheckMoney(problems, Amount);

    internal static void CheckMoney(InputProblems problems, decimal yuan)
    {
        if (yuan <= 0) problems.Add("amount", "not-positive");
        else if (yuan > SiteRecordInput.MaxMoney) problems.Add("amount", "absurd-number", SiteRecordInput.MaxMoney);
    }
}

/// <summary>Money paid on a subsidy.</summary>
public class SubsidyPaymentInput : IChecked
{
    public DateOnly Date { get; set; }

    /// <summary>In yuan.</summary>
    public decimal Amount { get; set; }

    /// <summary>Who was paid.</summary>
    public string Payee { get; set; } = "";

    public void Check(InputProblems problems) => SubsidyInput.CheckMoney(problems, Amount);
}

/// <summary>A province's list of what stations must have, from a day on until the next list.</summary>
public class KitInput : IChecked
{
    public DateOnly From { get; set; }

    /// <summary>The paper that it stands in.</summary>
    public string? Document { get; set; }

    public IReadOnlyList<KitItemInput>? Items { get; set; }

    public void Check(InputProblems problems)
    {
        if ((Items ?? []).Count == 0) problems.Add("items", "required");
        if ((Items ?? []).DistinctBy(i => i.Facility).Count() < (Items ?? []).Count) problems.Add("items", "given-twice");
    }
}

public sealed class KitItemInput
{
    public Facility Facility { get; set; }
}
