using System.Text.Json.Serialization;
using Federation.Framework.Handlers;
using Federation.Framework.Input;
using Federation.Framework.Records;
using Federation.Kernel;

namespace Federation.LabourModels.Inputs;

/// <summary>What may change of a nomination while it lies with the union that began it.</summary>
public class NominationTerms : IChecked, IPersonalInput
{
    [JsonIgnore]
    public ISet<string> Emptied { get; } = new HashSet<string>();

    /// <summary>The full name, of a person or of a collective, as every public notice gives it.</summary>
    [LabelKey("nominee-name"), MaxLength(100)]
    public string Name { get; set; } = "";

    /// <summary>Needed for a person before it goes up; left out in a change, it stays as it is.</summary>
    [Personal, LabelKey("nominee-identity-number"), Compact, MaxLength(40)]
    public string? IdentityNumber { get; set; }

    [LabelKey("nominee-gender")]
    public Gender? Gender { get; set; }
    public string Workplace { get; set; } = "";

    [MaxLength(100)]
    public string? Post { get; set; }

    /// <summary>Counts towards the frontline workers of a quota.</summary>
    public bool? Frontline { get; set; }

    /// <summary>Counts towards the migrant workers of a quota.</summary>
    public bool? Migrant { get; set; }

    /// <summary>What is done to deserve it.</summary>
    [MaxLength(4000)]
    public string Deeds { get; set; } = "";

    /// <summary>Health, as far as it bears on the nomination; personal data.</summary>
    [Personal, MaxLength(500)]
    public string? Health { get; set; }

    public virtual void Check(InputProblems problems)
    {
        problems.CheckIdentity("identityNumber", IdentityNumber);
    }
}

/// <summary>A new nomination (推荐).</summary>
public sealed class NominationInput : NominationTerms
{
    /// <summary>Id of the selection.</summary>
    [MaxLength(20)]
    public string Selection { get; set; } = "";
}

/// <summary>The workers' congress's consent.</summary>
public sealed class ConsentInput : IChecked
{
    public DateOnly Date { get; set; }
    public string Meeting { get; set; } = "";
    public int Present { get; set; }
    public int InFavour { get; set; }
    public string Paper { get; set; } = "";

    public void Check(InputProblems problems)
    {
        if (Present <= 0) problems.Add("present", "not-positive");
        if (InFavour < 0) problems.Add("inFavour", "negative-number");
        else if (InFavour > Present) problems.Add("inFavour", "more-than-present", Present);
    }
}

/// <summary>Another office's opinion, as its paper gives it.</summary>
public sealed class OpinionInput : IChecked
{
    public OpinionOffice Office { get; set; }
    public DateOnly Date { get; set; }
    public bool Favourable { get; set; }

    /// <summary>Number or title of the paper.</summary>
    public string Paper { get; set; } = "";

    [MaxLength(1000)]
    public string? Words { get; set; }

    public void Check(InputProblems problems)
    {
    }
}

/// <summary>One of the two reviews.</summary>
public sealed class ReviewInput : IChecked
{
    public ReviewStage Stage { get; set; }
    public DateOnly Date { get; set; }
    public bool Passed { get; set; }

    [MaxLength(1000)]
    public string? Words { get; set; }

    public void Check(InputProblems problems)
    {
    }
}

/// <summary>One of the three public notices.</summary>
public sealed class NoticeInput : IChecked
{
    public NoticeStage Stage { get; set; }

    /// <summary>The first and the last day on which it was to be read.</summary>
    public DateOnly From { get; set; }
    public DateOnly To { get; set; }

    public string Place { get; set; } = "";

    /// <summary>The name as the notice gave it; it must be the full one.</summary>
    [LabelKey("notice-full-name"), MaxLength(100)]
    public string Name { get; set; } = "";

    public void Check(InputProblems problems)
    {
        if (To < From) problems.Add("to", "dates-reversed");
    }
}

/// <summary>What somebody said against it while a notice ran.</summary>
public sealed class ObjectionInput : IChecked
{
    public NoticeStage Stage { get; set; }
    public DateOnly Date { get; set; }

    [MaxLength(2000)]
    public string Words { get; set; } = "";

    public void Check(InputProblems problems)
    {
    }
}

/// <summary>What was found out about an objection.</summary>
public sealed class AnswerInput : IChecked
{
    /// <summary>The objection's number in the nomination.</summary>
    public int Objection { get; set; }

    public DateOnly Date { get; set; }

    /// <summary>Whether the objection was right; the nomination then goes back or ends.</summary>
    public bool Upheld { get; set; }

    [MaxLength(2000)]
    public string Words { get; set; } = "";

    public void Check(InputProblems problems)
    {
        if (Objection <= 0) problems.Add("objection", "not-positive");
    }
}

/// <summary>Sends the nomination on to the next level.</summary>
public sealed class PassInput : IChecked
{
    [MaxLength(1000)]
    public string? Words { get; set; }

    public void Check(InputProblems problems)
    {
    }
}

/// <summary>Sends it back to a level below.</summary>
public sealed class ReturnInput : IChecked
{
    [MaxLength(1000)]
    public string Reason { get; set; } = "";

    /// <summary>Code of the union that is to put it right; the level below where it is left out.</summary>
    [LabelKey("return-to"), MaxLength(40)]
    public string? To { get; set; }

    public void Check(InputProblems problems)
    {
    }
}

/// <summary>The level that holds it refuses it.</summary>
public sealed class RefusalInput : IChecked
{
    [MaxLength(1000)]
    public string Reason { get; set; } = "";

    public void Check(InputProblems problems)
    {
    }
}

/// <summary>The union that began it takes it back.</summary>
public sealed class WithdrawalInput : IChecked
{
    [MaxLength(1000)]
    public string Reason { get; set; } = "";

    public void Check(InputProblems problems)
    {
    }
}

/// <summary>The decision that grants the honour.</summary>
public sealed class DecisionInput : IChecked
{
    public GrantingBody Granting { get; set; }

    /// <summary>Name of the body.</summary>
    public string Body { get; set; } = "";

    /// <summary>The decision's number: 汉政发〔2019〕5号.</summary>
    [LabelKey("decision-number"), MaxLength(60)]
    public string Number { get; set; } = "";

    [LabelKey("decision-date")]
    public DateOnly Date { get; set; }

    public void Check(InputProblems problems)
    {
    }
}
