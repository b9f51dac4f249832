using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Federation.Framework.Audit;
using Federation.Framework.Tenancy;
using Federation.Kernel;
using Federation.Kernel.Tenancy;
using Federation.Reports.Inputs;

namespace Federation.Reports.Forms;

/// <summary>One version of a form (报表). It is never changed: what is to be otherwise is the next version, valid from a later day.</summary>
internal sealed class Form : IShared, IOwnedByUnion
{
    /// <summary>The owner of forms that the national federation issues: no union of this installation.</summary>
    public const long National = 0;

    public long Id { get; init; }

    /// <summary>The union that made it; <see cref="National"/> for the national federation's.</summary>
    public long UnionId { get; init; }

    public required string Number { get; init; }

    /// <summary>1 for the first version of the number.</summary>
    public int Version { get; init; }

    public required string NameZh { get; init; }
    public required string NameEn { get; init; }
    public required string Issuer { get; init; }
    public string? Approval { get; init; }
    public DateOnly ValidFrom { get; init; }

    /// <summary>The last day; the day before the next version where that is made.</summary>
    public DateOnly? ValidTo { get; set; }

    public YearType YearType { get; init; }

    /// <summary>Over its canonical lines, as hexadecimal digits: two submissions with the same one were asked the same.</summary>
    public string DefinitionHash { get; private set; } = "";

    public List<FormRow> Rows { get; } = [];
    public List<FormCheck> Checks { get; } = [];
    public List<FormDuty> Duties { get; } = [];

    public string Name => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en" ? NameEn : NameZh;

    public static Form Of(FormInput input, long id, long owner, int version)
    {
        var form = new Form
        {
            Id = id, UnionId = owner, Number = input.Number, Version = version, NameZh = input.NameZh, NameEn = input.NameEn, Issuer = input.Issuer,
            Approval = input.Approval,
            ValidFrom = input.ValidFrom, ValidTo = input.ValidTo, YearType = input.YearType,
        };
        form.Rows.AddRange(input.Rows.Select((r, i) => new FormRow { FormId = id, Number = i + 1, Indicator = r.Indicator, PartOf = r.PartOf }));
        form.Checks.AddRange(input.Checks.Select((c, i) => new FormCheck
        {
            FormId = id, Number = i + 1, Code = c.Code, Kind = c.Kind, Level = c.Level, Row = c.Row, Others = string.Join(
                ',', c.Others), Percent = c.Percent, Amount = c.Amount,
        }));
        form.Duties.AddRange(input.Duties.Select((d, i) =>
            new FormDuty { FormId = id, Number = i + 1, Level = d.Level, From = d.From, To = d.To, DueDays = d.DueDays, SumsUp = d.SumsUp == true }));
        form.DefinitionHash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', form.Lines()))));
        return form;
    }

    public static PeriodKind KindOf(YearType type) => type switch
    {
        YearType.Calendar => PeriodKind.Year,
        YearType.Statistical => PeriodKind.Statistical,
        _ => PeriodKind.Month,
    };

    /// <summary>Whether this version is the one of a period, which it is by the period's last day.</summary>
    public bool IsOf(Period period) => KindOf(YearType) == period.Kind && ValidFrom <= period.Last && (ValidTo is null || ValidTo >= period.Last);

    /// <summary>What a union of that level owes for a period; null where it owes nothing.</summary>
    public FormDuty? DutyOf(UnionLevel level, Period period) =>
        Duties.Find(d => d.Level == level && d.From <= period.Last && (d.To is null || d.To >= period.Last));

    /// <summary>The levels that owe it for a period.</summary>
    public UnionLevel[] LevelsOf(Period period) => [.. Duties.Where(d => DutyOf(d.Level, period) == d).Select(d => d.Level)];

    private IEnumerable<string> Lines()
    {
        yield return FormattableString.Invariant($"form {UnionId} {Number} {Version} {YearType}");
        foreach (var row in Rows) yield return FormattableString.Invariant($"row {row.Number} {row.Indicator} {row.PartOf}");
        foreach (var check in Checks) yield return FormattableString.Invariant(
            $"check {check.Code} {check.Kind} {check.Level} {check.Row} {check.Others} {check.Percent:0.##} {check.Amount:0.##}");
    }
}

/// <summary>A row of a form: an indicator. An "of which" is shown below its whole and never added to it.</summary>
[Unlogged("A form's rows are made with it.")]
internal sealed class FormRow : IShared
{
    public long FormId { get; init; }
    public int Number { get; init; }
    public required string Indicator { get; init; }
    public string? PartOf { get; init; }
}

[Unlogged("A form's checks are made with it.")]
internal sealed class FormCheck : IShared
{
    public long FormId { get; init; }
    public int Number { get; init; }
    public required string Code { get; init; }
    public CheckKind Kind { get; init; }
    public CheckLevel Level { get; init; }
    public required string Row { get; init; }

    /// <summary>Indicators, separated by commas.</summary>
    public required string Others { get; init; }

    public decimal? Percent { get; init; }
    public decimal? Amount { get; init; }

    public IReadOnlyList<string> OtherRows => Others.Split(',', StringSplitOptions.RemoveEmptyEntries);
}

/// <summary>Who owes a form: unions of a level, from a day to a day. A union goes by what it is on the period's last day.</summary>
[Unlogged("A form's duties are made with it.")]
internal sealed class FormDuty : IShared
{
    public long FormId { get; init; }
    public int Number { get; init; }
    public UnionLevel Level { get; init; }
    public DateOnly From { get; init; }
    public DateOnly? To { get; init; }
    public int DueDays { get; init; }

    /// <summary>Whether such a union only adds up those below.</summary>
    public bool SumsUp { get; init; }

    /// <summary>The last day, by the calendar in China, on which a report of the period is not late.</summary>
    public DateOnly DueOn(Period period) => period.Last.AddDays(DueDays);
}

/// <summary>From when a form is reported on, and approval switched on, in a union and below it.</summary>
internal sealed class FormStart : IShared, IOwnedByUnion
{
    public long UnionId { get; init; }

    /// <summary>The union whose form it is; <see cref="Form.National"/> for the national federation's.</summary>
    public long OwnerId { get; init; }

    public required string Number { get; init; }

    /// <summary>Periods that begin on that day or later are reported on.</summary>
    public DateOnly From { get; set; }
}
