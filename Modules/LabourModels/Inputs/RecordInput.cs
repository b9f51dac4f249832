using System.Text.Json.Serialization;
using Federation.Framework.Handlers;
using Federation.Framework.Input;
using Federation.Framework.Records;
using Federation.Kernel;

namespace Federation.LabourModels.Inputs;

/// <summary>The input of a record. Its properties are the one description of the fields: JSON, forms and tables are all read by them.</summary>
[HeadingPrefix("models-field-")]
public abstract class RecordInput : IChecked, IPersonalInput
{
    internal const decimal MaxMoney = 10_000_000m;

    [JsonIgnore]
    public ISet<string> Emptied { get; } = new HashSet<string>();

    public virtual void Check(InputProblems problems)
    {
    }
}

/// <summary>A line of the catalogue of honours.</summary>
public sealed class HonourInput : RecordInput
{
    [MaxLength(100)]
    public string Name { get; set; } = "";

    public HonourLevel Level { get; set; }
    public HonourKind Kind { get; set; }
    public Recipient Recipient { get; set; }
    public GrantingBody Granting { get; set; }

    /// <summary>The usual body: 汉中市人民政府.</summary>
    [MaxLength(100)]
    public string Body { get; set; } = "";

    /// <summary>Years from one selection to the next.</summary>
    public int? EveryYears { get; set; }

    public override void Check(InputProblems problems) => problems.CheckCount("everyYears", EveryYears, min: 1);
}

/// <summary>One round of an honour: who may be proposed until when.</summary>
public sealed class SelectionInput : RecordInput
{
    /// <summary>Id of the honour.</summary>
    [MaxLength(20)]
    public string Honour { get; set; } = "";

    [MaxLength(100)]
    public string Name { get; set; } = "";

    public int Year { get; set; }
    public DateOnly Opens { get; set; }
    public DateOnly Closes { get; set; }

    /// <summary>How many are to be honoured in all.</summary>
    public int? Places { get; set; }

    public override void Check(InputProblems problems)
    {
        if (Year is < Period.FirstYear or > Period.LastYear) problems.Add("year", "year-out-of-range", Period.FirstYear, Period.LastYear);
        problems.CheckDates("closes", Opens, Closes);
        problems.CheckCount("places", Places, min: 1);
    }
}

/// <summary>How many a union may send up in a selection, and how many of them at least are to be of a group.</summary>
public class QuotaInput : RecordInput
{
    /// <summary>Code of the union that gets it.</summary>
    [MaxLength(40)]
    public string For { get; set; } = "";

    public int Places { get; set; }
    public int? Frontline { get; set; }
    public int? Women { get; set; }
    public int? Migrant { get; set; }

    public override void Check(InputProblems problems)
    {
        problems.CheckCount("places", Places);
        foreach (var (field, least) in new[] { ("frontline", Frontline), ("women", Women), ("migrant", Migrant) })
        {
            problems.CheckCount(field, least);
            if (least > Places) problems.Add(field, "more-than-places", Places);
        }
    }
}

/// <summary>An honour that was granted, whether nominated here or typed from an old decision.</summary>
public sealed class AwardInput : RecordInput
{
    [MaxLength(20)]
    public string Honour { get; set; } = "";

    [MaxLength(100)]
    public string Name { get; set; } = "";

    /// <summary>Id of the person's file, where there is one.</summary>
    [MaxLength(20)]
    public string? Model { get; set; }

    public GrantingBody Granting { get; set; }

    [MaxLength(100)]
    public string Body { get; set; } = "";

    [LabelKey("decision-number"), MaxLength(60)]
    public string Number { get; set; } = "";

    [LabelKey("decision-date")]
    public DateOnly Date { get; set; }
    public DateOnly? RevokedOn { get; set; }

    [MaxLength(60)]
    public string? RevokedBy { get; set; }

    public override void Check(InputProblems problems)
    {
        problems.CheckDates("revokedOn", Date, RevokedOn);
        if (RevokedOn is not null && RevokedBy is null) problems.Add("revokedBy", "required");
    }
}

/// <summary>The lifelong file of a model; personal data.</summary>
public sealed class ModelInput : RecordInput
{
    [Unpadded, LabelKey("person-full-name"), MaxLength(50)]
    public string Name { get; set; } = "";

    /// <summary>Left out in a change, it stays as it is.</summary>
    [Personal, Compact, MaxLength(40)]
    public string? IdentityNumber { get; set; }

    public Gender Gender { get; set; }

    /// <summary>From when on this union keeps the file: the day of the first title, or of coming here.</summary>
    public DateOnly Since { get; set; }

    public string Workplace { get; set; } = "";

    [MaxLength(100)]
    public string? Post { get; set; }

    public ServiceState Service { get; set; }
    public DateOnly? RetiredOn { get; set; }

    [Personal, MaxLength(20)]
    public string? Phone { get; set; }

    [Personal, MaxLength(500)]
    public string? Health { get; set; }

    /// <summary>Of the household, a person and month, in yuan: what the living-cost line is compared with.</summary>
    [Personal]
    public decimal? MonthlyIncome { get; set; }

    public DateOnly? DiedOn { get; set; }

    /// <summary>When the last title was revoked, and by which decision.</summary>
    public DateOnly? RevokedOn { get; set; }

    [MaxLength(60)]
    public string? RevokedBy { get; set; }

    /// <summary>From when on another union keeps the file.</summary>
    public DateOnly? LeftOn { get; set; }

    public override void Check(InputProblems problems)
    {
        problems.CheckPerson("identityNumber", IdentityNumber, Since, works: true);
        problems.CheckMoney("monthlyIncome", MonthlyIncome, MaxMoney);
        problems.CheckDates("diedOn", Since, DiedOn);
        problems.CheckDates("revokedOn", Since, RevokedOn);
        problems.CheckDates("leftOn", Since, LeftOn);
        if (RevokedOn is not null && RevokedBy is null) problems.Add("revokedBy", "required");
        if (Service == ServiceState.Retired && RetiredOn is null) problems.Add("retiredOn", "required");
        if (Service == ServiceState.InService && RetiredOn is not null) problems.Add("retiredOn", "not-retired");
    }
}

/// <summary>A time in which a model is in hardship.</summary>
public class HardshipInput : RecordInput
{
    public DateOnly From { get; set; }

    /// <summary>The first day on which it is over.</summary>
    public DateOnly? To { get; set; }

    public HardshipCause Cause { get; set; }

    [Personal, MaxLength(500)]
    public string? Note { get; set; }

    public override void Check(InputProblems problems) => problems.CheckDates("to", From, To);
}

/// <summary>Something a model was given.</summary>
public class BenefitInput : RecordInput
{
    public DateOnly Date { get; set; }
    public BenefitKind Kind { get; set; }

    /// <summary>In yuan; 0 for a check-up that cost nothing.</summary>
    public decimal Amount { get; set; }

    [Personal, MaxLength(500)]
    public string? Note { get; set; }

    public override void Check(InputProblems problems) => problems.CheckMoney("amount", Amount, MaxMoney);
}

/// <summary>A local rule on allowances, from a day on.</summary>
public sealed class AllowanceInput : RecordInput
{
    public AllowanceKind Kind { get; set; }
    public DateOnly ValidFrom { get; set; }

    /// <summary>The first day on which it no longer holds.</summary>
    public DateOnly? ValidTo { get; set; }

    /// <summary>The living-cost line, a person and month, in yuan.</summary>
    public decimal? Line { get; set; }

    /// <summary>The most that a person gets in a year, in yuan.</summary>
    public decimal? Cap { get; set; }

    /// <summary>Festival money each time, in yuan.</summary>
    public decimal? Each { get; set; }

    /// <summary>How many festivals a year.</summary>
    public int? Times { get; set; }

    /// <summary>Number or title of the paper that says so.</summary>
    public string Paper { get; set; } = "";

    public override void Check(InputProblems problems)
    {
        problems.CheckDates("validTo", ValidFrom, ValidTo);
        problems.CheckMoney("line", Line, MaxMoney);
        problems.CheckMoney("cap", Cap, MaxMoney);
        problems.CheckMoney("each", Each, MaxMoney);
        problems.CheckCount("times", Times, min: 1);
        if (Kind == AllowanceKind.LivingAllowance && Line is null) problems.Add("line", "required");
        if (Kind != AllowanceKind.Festival && Cap is null) problems.Add("cap", "required");
        if (Kind == AllowanceKind.Festival && Each is null) problems.Add("each", "required");
        if (Kind == AllowanceKind.Festival && Times is null) problems.Add("times", "required");
    }
}

/// <summary>A model's innovation studio (劳模创新工作室).</summary>
public sealed class StudioInput : RecordInput
{
    [LabelKey(Example = "王建国劳模创新工作室"), MaxLength(100)]
    public string Name { get; set; } = "";

    [Unpadded, LabelKey(Example = "王建国"), MaxLength(50)]
    public string Leader { get; set; } = "";

    public string? Field { get; set; }
    public DateOnly Opened { get; set; }

    /// <summary>The first day on which it is no longer open.</summary>
    public DateOnly? Closed { get; set; }

    public override void Check(InputProblems problems) => problems.CheckDates("closed", Opened, Closed);
}

public class MemberInput : RecordInput
{
    [Unpadded, LabelKey("person-full-name"), MaxLength(50)]
    public string Name { get; set; } = "";

    [MaxLength(100)]
    public string? Trade { get; set; }

    public DateOnly From { get; set; }
    public DateOnly? To { get; set; }

    public override void Check(InputProblems problems) => problems.CheckDates("to", From, To);
}

public class ProjectInput : RecordInput
{
    public string Name { get; set; } = "";
    public DateOnly Date { get; set; }
    public DateOnly? Finished { get; set; }

    [MaxLength(1000)]
    public string? Aim { get; set; }

    public override void Check(InputProblems problems) => problems.CheckDates("finished", Date, Finished);
}

/// <summary>A result of a studio (创新成果).</summary>
public class ResultInput : RecordInput
{
    public string Name { get; set; } = "";
    public DateOnly Date { get; set; }

    /// <summary>What it was honoured with, if it was.</summary>
    public string? Prize { get; set; }

    /// <summary>Its benefit in yuan, where it was calculated.</summary>
    public decimal? Benefit { get; set; }

    public override void Check(InputProblems problems)
    {
        if (Benefit < 0) problems.Add("benefit", "negative-number");
    }
}

/// <summary>A patent, on the day on which it was granted.</summary>
public class PatentInput : RecordInput
{
    public string Name { get; set; } = "";
    public PatentKind Kind { get; set; }
    public DateOnly Date { get; set; }

    [LabelKey("patent-number"), MaxLength(40)]
    public string? Number { get; set; }
}

/// <summary>A way of working that carries the model's name (先进操作法).</summary>
public class MethodInput : RecordInput
{
    public string Name { get; set; } = "";
    public DateOnly Date { get; set; }

    [MaxLength(1000)]
    public string? Use { get; set; }
}

/// <summary>A talk that a model gave (宣讲).</summary>
public sealed class TalkInput : RecordInput
{
    public DateOnly Date { get; set; }

    [Unpadded, LabelKey(Example = "王建国"), MaxLength(50)]
    public string Speaker { get; set; } = "";

    [LabelKey(Example = "劳模精神进校园")]
    public string Topic { get; set; } = "";
    public string Place { get; set; } = "";
    public int Audience { get; set; }

    public override void Check(InputProblems problems) => problems.CheckCount("audience", Audience);
}
