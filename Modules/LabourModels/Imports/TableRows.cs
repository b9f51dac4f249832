using Federation.Framework.Handlers;
using Federation.Framework.Input;
using Federation.Kernel;
using Federation.LabourModels.Contracts;

namespace Federation.LabourModels.Imports;

/// <summary>One title of one person, as a union's own list has it: a person of two titles stands in two rows.</summary>
internal sealed class ModelRow : IChecked
{
    [Called("person-full-name"), Longest(50)]
    public string Name { get; set; } = "";

    [Longest(18)]
    public string IdentityNumber { get; set; } = "";

    /// <summary>Its name in the catalogue.</summary>
    [Longest(100)]
    public string Honour { get; set; } = "";

    /// <summary>Tells two honours of one name apart.</summary>
    public HonourLevel? Level { get; set; }

    [Called("decision-number"), Longest(60)]
    public string Number { get; set; } = "";

    [Called("decision-date")]
    public DateOnly Date { get; set; }

    /// <summary>The catalogue's where it is left out.</summary>
    [Longest(100)]
    public string? Body { get; set; }

    public string Workplace { get; set; } = "";

    [Longest(100)]
    public string? Post { get; set; }

    /// <summary>In service where it is left out.</summary>
    public DateOnly? RetiredOn { get; set; }

    [Longest(20)]
    public string? Phone { get; set; }

    /// <summary>The day of the first title where it is left out.</summary>
    public DateOnly? Since { get; set; }

    public DateOnly? DiedOn { get; set; }

    /// <summary>The last but one digit is odd for men.</summary>
    public Gender Gender => (IdentityNumber[^2] - '0') % 2 == 0 ? Gender.Woman : Gender.Man;

    public void Check(InputProblems problems) => CheckIdentity(problems, IdentityNumber);

    internal static void CheckIdentity(InputProblems problems, string number)
    {
        if (!Kernel.Checks.IdentityNumber.IsValid(Kernel.Checks.IdentityNumber.Normalised(number))) problems.Add("identityNumber", "bad-identity-number");
    }
}

/// <summary>What a model was given on a day.</summary>
internal sealed class BenefitRow : BenefitInput
{
    [Longest(18)]
    public string IdentityNumber { get; set; } = "";

    /// <summary>Where it is said it must be the file's, so that a wrong number is noticed.</summary>
    [Called("person-full-name"), Longest(50)]
    public string? Name { get; set; }

    public override void Check(InputProblems problems)
    {
        base.Check(problems);
        ModelRow.CheckIdentity(problems, IdentityNumber);
    }
}

/// <summary>A result of one of the union's studios.</summary>
internal sealed class ResultRow : ResultInput
{
    /// <summary>Name of the studio.</summary>
    [Longest(100)]
    public string Studio { get; set; } = "";
}
