using Federation.Framework.Handlers;
using Federation.Framework.Input;
using Federation.Framework.Records;
using Federation.Kernel;
using Federation.LabourModels.Inputs;
using Federation.LabourModels.Studios;

namespace Federation.LabourModels.Imports;

/// <summary>One title of one person, as a union's own list has it: a person of two titles stands in two rows.</summary>
[HeadingPrefix("models-field-")]
internal sealed class ModelRow : IChecked
{
    [Unpadded, LabelKey("person-full-name", Example = "王建国"), MaxLength(50)]
    public string Name { get; set; } = "";

    [LabelKey(Example = "11010519491231002X"), Compact, MaxLength(40)]
    public string IdentityNumber { get; set; } = "";

    /// <summary>Its name in the catalogue.</summary>
    [MaxLength(100)]
    public string Honour { get; set; } = "";

    /// <summary>Tells two honours of one name apart.</summary>
    public HonourLevel? Level { get; set; }

    [LabelKey("decision-number", Example = "汉政发〔2019〕5号"), MaxLength(60)]
    public string Number { get; set; } = "";

    [LabelKey("decision-date")]
    public DateOnly Date { get; set; }

    /// <summary>The catalogue's where it is left out.</summary>
    [MaxLength(100)]
    public string? Body { get; set; }

    public string Workplace { get; set; } = "";

    [MaxLength(100)]
    public string? Post { get; set; }

    /// <summary>In service where it is left out.</summary>
    public DateOnly? RetiredOn { get; set; }

    [Personal, MaxLength(20)]
    public string? Phone { get; set; }

    /// <summary>The day of the first title where it is left out.</summary>
    public DateOnly? Since { get; set; }

    public DateOnly? DiedOn { get; set; }

    /// <summary>Needed where the number does not say it.</summary>
    public Gender? Gender { get; set; }

    internal Gender SaidGender => Kernel.Checks.PersonPaper.Read(IdentityNumber)?.IsMan is { } man ? man ? Inputs.Gender.Man : Inputs.Gender.Woman : Gender!.Value;

    /// <summary>A person is honoured, retires or dies after being born and being old enough to work.</summary>
    public void Check(InputProblems problems)
    {
        problems.CheckPerson("identityNumber", IdentityNumber, Date, works: true);
        if (problems.Any) return;
        var paper = Kernel.Checks.PersonPaper.Read(IdentityNumber)!.Value;
        if (paper.IsMan is null && Gender is null) problems.Add("gender", "required");
        var birth = paper.BirthDate;
        problems.CheckAge("retiredOn", birth, RetiredOn, works: true);
        problems.CheckAge("since", birth, Since, works: true);
        problems.CheckAge("diedOn", birth, DiedOn);
    }
}

/// <summary>A row that names a model by the identity number.</summary>
internal interface IModelRow
{
    string IdentityNumber { get; }

    /// <summary>Where it is said it must be the file's, so that a wrong number is noticed.</summary>
    string? Name { get; }

    /// <summary>The day on which the file must be open.</summary>
    DateOnly Day { get; }
}

/// <summary>What a model was given on a day.</summary>
internal sealed class BenefitRow : BenefitInput, IModelRow
{
    [LabelKey(Example = "11010519491231002X"), Compact, MaxLength(40)]
    public string IdentityNumber { get; set; } = "";

    [Unpadded, LabelKey("person-full-name", Example = "王建国"), MaxLength(50)]
    public string? Name { get; set; }

    DateOnly IModelRow.Day => Date;

    public override void Check(InputProblems problems)
    {
        base.Check(problems);
        problems.CheckIdentity("identityNumber", IdentityNumber);
    }
}

/// <summary>Something of one of the union's studios.</summary>
internal interface IStudioRow<in TPart>
{
    /// <summary>The kind's place in addresses, by which the table is called too.</summary>
    static abstract string Path { get; }

    static virtual string DayColumn => "date";

    /// <summary>Name of the studio.</summary>
    string Studio { get; }

    string Name { get; }

    /// <summary>The day by which it is found.</summary>
    DateOnly Day { get; }

    /// <summary>Of a patent, which no other of the union has.</summary>
    string? PatentNumber => null;

    /// <summary>Takes over from the record what the row leaves empty.</summary>
    void Complete(TPart part);
}

[LabelKey(Field = "name", Example = "李丽娟")]
internal sealed class MemberRow : MemberInput, IStudioRow<Member>
{
    public static string Path => Member.Definition.Path;

    static string IStudioRow<Member>.DayColumn => "from";

    [MaxLength(100)]
    public string Studio { get; set; } = "";

    DateOnly IStudioRow<Member>.Day => From;

    public void Complete(Member part) => (Trade, To) = (Trade ?? part.Trade, To ?? part.To);
}

[LabelKey("project-name", Field = "name")]
internal sealed class ProjectRow : ProjectInput, IStudioRow<Project>
{
    public static string Path => Project.Definition.Path;

    [MaxLength(100)]
    public string Studio { get; set; } = "";

    DateOnly IStudioRow<Project>.Day => Date;

    public void Complete(Project part) => (Finished, Aim) = (Finished ?? part.Finished, Aim ?? part.Aim);
}

[LabelKey("result-name", Field = "name")]
internal sealed class ResultRow : ResultInput, IStudioRow<Result>
{
    public static string Path => Result.Definition.Path;

    [MaxLength(100)]
    public string Studio { get; set; } = "";

    DateOnly IStudioRow<Result>.Day => Date;

    public void Complete(Result part) => (Prize, Benefit) = (Prize ?? part.Prize, Benefit ?? part.Worth);
}

[LabelKey("patent-name", Field = "name")]
internal sealed class PatentRow : PatentInput, IStudioRow<Patent>
{
    public static string Path => Patent.Definition.Path;

    [MaxLength(100)]
    public string Studio { get; set; } = "";

    DateOnly IStudioRow<Patent>.Day => Date;
    string? IStudioRow<Patent>.PatentNumber => Number;

    public void Complete(Patent part) => Number ??= part.Number;
}

[LabelKey("method-name", Field = "name")]
internal sealed class MethodRow : MethodInput, IStudioRow<Method>
{
    public static string Path => Method.Definition.Path;

    [MaxLength(100)]
    public string Studio { get; set; } = "";

    DateOnly IStudioRow<Method>.Day => Date;

    public void Complete(Method part) => Use ??= part.Use;
}

/// <summary>An honour that was granted to a collective, or to a person whose file is not kept.</summary>
[HeadingPrefix("models-field-")]
internal sealed class AwardRow : IChecked
{
    [LabelKey("nominee-name", Example = "采煤一队"), MaxLength(100)]
    public string Name { get; set; } = "";

    /// <summary>Its name in the catalogue.</summary>
    [MaxLength(100)]
    public string Honour { get; set; } = "";

    /// <summary>Tells two honours of one name apart.</summary>
    public HonourLevel? Level { get; set; }

    [LabelKey("decision-number", Example = "汉政发〔2019〕5号"), MaxLength(60)]
    public string Number { get; set; } = "";

    [LabelKey("decision-date")]
    public DateOnly Date { get; set; }

    /// <summary>The catalogue's where it is left out.</summary>
    [MaxLength(100)]
    public string? Body { get; set; }

    public DateOnly? RevokedOn { get; set; }

    [MaxLength(60)]
    public string? RevokedBy { get; set; }

    public void Check(InputProblems problems)
    {
        if (RevokedOn < Date) problems.Add("revokedOn", "dates-reversed");
        if (RevokedOn is not null && RevokedBy is null) problems.Add("revokedBy", "required");
    }
}

/// <summary>A time in which a model is in hardship.</summary>
internal sealed class HardshipRow : HardshipInput, IModelRow
{
    [LabelKey(Example = "11010519491231002X"), Compact, MaxLength(40)]
    public string IdentityNumber { get; set; } = "";

    [Unpadded, LabelKey("person-full-name", Example = "王建国"), MaxLength(50)]
    public string? Name { get; set; }

    DateOnly IModelRow.Day => From;

    public override void Check(InputProblems problems)
    {
        base.Check(problems);
        problems.CheckIdentity("identityNumber", IdentityNumber);
    }
}

/// <summary>The places that a union straight below has in a selection.</summary>
[LabelKey("quota-union-code", Field = "for")]
internal sealed class QuotaRow : QuotaInput
{
    /// <summary>Name of the selection.</summary>
    [MaxLength(100)]
    public string Selection { get; set; } = "";
}
