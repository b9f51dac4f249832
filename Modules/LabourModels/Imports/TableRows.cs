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

/// <summary>Something of one of the union's studios.</summary>
internal interface IStudioRow
{
    /// <summary>Name of the studio.</summary>
    string Studio { get; }

    string Name { get; }

    /// <summary>The day by which it is found.</summary>
    DateOnly Day { get; }
}

internal sealed class MemberRow : MemberInput, IStudioRow
{
    [Longest(100)]
    public string Studio { get; set; } = "";

    DateOnly IStudioRow.Day => From;
}

internal sealed class ProjectRow : ProjectInput, IStudioRow
{
    [Longest(100)]
    public string Studio { get; set; } = "";

    DateOnly IStudioRow.Day => Date;
}

internal sealed class ResultRow : ResultInput, IStudioRow
{
    [Longest(100)]
    public string Studio { get; set; } = "";

    DateOnly IStudioRow.Day => Date;
}

internal sealed class PatentRow : PatentInput, IStudioRow
{
    [Longest(100)]
    public string Studio { get; set; } = "";

    DateOnly IStudioRow.Day => Date;
}

internal sealed class MethodRow : MethodInput, IStudioRow
{
    [Longest(100)]
    public string Studio { get; set; } = "";

    DateOnly IStudioRow.Day => Date;
}

/// <summary>An honour that was granted to a collective, or to a person whose file is not kept.</summary>
internal sealed class AwardRow : IChecked
{
    [Called("nominee-name"), Longest(100)]
    public string Name { get; set; } = "";

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

    public DateOnly? RevokedOn { get; set; }

    [Longest(60)]
    public string? RevokedBy { get; set; }

    public void Check(InputProblems problems)
    {
        if (RevokedOn < Date) problems.Add("revokedOn", "dates-reversed");
        if (RevokedOn is not null && RevokedBy is null) problems.Add("revokedBy", "required");
    }
}

/// <summary>A time in which a model is in hardship.</summary>
internal sealed class HardshipRow : HardshipInput
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

/// <summary>The places that a union straight below has in a selection.</summary>
internal sealed class QuotaRow : QuotaInput
{
    /// <summary>Name of the selection.</summary>
    [Longest(100)]
    public string Selection { get; set; } = "";
}
