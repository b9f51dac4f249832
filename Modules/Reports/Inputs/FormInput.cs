using Federation.Framework.Handlers;
using Federation.Framework.Input;
using Federation.Framework.Tenancy;
using Federation.Kernel;

namespace Federation.Reports.Inputs;

/// <summary>A form (报表) as a union makes it. The number again is its next version.</summary>
public sealed record FormInput : IChecked
{
    public const int MaxRows = 300;

    [MaxLength(20)]
    public string Number { get; init; } = null!;

    public string NameZh { get; init; } = null!;
    public string NameEn { get; init; } = null!;

    /// <summary>The body that issues the form.</summary>
    public string Issuer { get; init; } = null!;

    /// <summary>Number of the approval by the statistics office.</summary>
    public string? Approval { get; init; }

    public DateOnly ValidFrom { get; init; }
    public DateOnly? ValidTo { get; init; }
    public YearType YearType { get; init; }
    public IReadOnlyList<FormRowInput> Rows { get; init; } = [];
    public IReadOnlyList<FormCheckInput> Checks { get; init; } = [];
    public IReadOnlyList<FormDutyInput> Duties { get; init; } = [];

    public void Check(InputProblems problems)
    {
        problems.CheckDates("validTo", ValidFrom, ValidTo);
        if (Rows.Count is 0 or > MaxRows) problems.Add("rows", "form-rows", MaxRows);
        if (Rows.DistinctBy(r => r.Indicator).Count() < Rows.Count) problems.Add("rows", "form-row-twice");
        if (Checks.DistinctBy(c => c.Code).Count() < Checks.Count) problems.Add("checks", "form-check-twice");
        if (Duties.Count == 0) problems.Add("duties", "form-owed-by-nobody");
        var on = Rows.Select(r => r.Indicator).ToHashSet(StringComparer.Ordinal);
        for (var i = 0; i < Rows.Count; i++)
            if (Rows[i].PartOf is { } whole && (!on.Contains(whole) || whole == Rows[i].Indicator)) problems.Add(
                $"rows[{i}].partOf", "form-row-unknown", whole);
        for (var i = 0; i < Checks.Count; i++) Checks[i].Check(problems, $"checks[{i}]", on);
        for (var i = 0; i < Duties.Count; i++)
        {
            problems.CheckDates($"duties[{i}].to", Duties[i].From, Duties[i].To);
            if (Duties[i].DueDays is < 1 or > 366) problems.Add($"duties[{i}].dueDays", "form-due-days");
        }
        // Who is below hands in first.
        foreach (var (low, high) in from low in Duties from high in Duties where low.Level > high.Level && low.DueDays > high.DueDays select (low, high))
            problems.Add("duties", "form-due-order", low.DueDays, high.DueDays);
    }
}

/// <summary>A row: an indicator, and of which other row it is an "of which".</summary>
public sealed record FormRowInput
{
    [MaxLength(80)]
    public string Indicator { get; init; } = null!;

    [MaxLength(80)]
    public string? PartOf { get; init; }
}

/// <summary>A check of a row.</summary>
public sealed record FormCheckInput
{
    [MaxLength(20)]
    public string Code { get; init; } = null!;

    public CheckKind Kind { get; init; }
    public CheckLevel Level { get; init; }

    [MaxLength(80)]
    public string Row { get; init; } = null!;

    /// <summary>The rows that it is held against: the parts of a balance, the larger one of an order, what has to be there too.</summary>
    public IReadOnlyList<string> Others { get; init; } = [];

    /// <summary>By how much a value may differ from last year's.</summary>
    public decimal? Percent { get; init; }

    /// <summary>Differences up to that are never hit, so that small unions do not drown in hits.</summary>
    public decimal? Amount { get; init; }

    internal void Check(InputProblems problems, string at, HashSet<string> rows)
    {
        if (!rows.Contains(Row)) problems.Add($"{at}.row", "form-row-unknown", Row);
        var needsOthers = Kind is CheckKind.Balance or CheckKind.Order or CheckKind.Presence or CheckKind.Records;
        if (needsOthers != Others.Count > 0 || (Kind is CheckKind.Order or CheckKind.Records && Others.Count != 1)) problems.Add(
            $"{at}.others", "form-check-others");
        // What the records say need not be on the form.
        if (Kind != CheckKind.Records)
            foreach (var other in Others.Where(o => !rows.Contains(o))) problems.Add($"{at}.others", "form-row-unknown", other);
        if (Kind == CheckKind.LastYear && (Percent is not > 0 || Amount is null or < 0)) problems.Add($"{at}.percent", "form-check-limits");
        if (Others.Count > 20) problems.Add($"{at}.others", "too-many", 20);
    }
}

/// <summary>Who owes the form: unions of a level, from a day to a day.</summary>
public sealed record FormDutyInput
{
    public UnionLevel Level { get; init; }
    public DateOnly From { get; init; }
    public DateOnly? To { get; init; }

    /// <summary>Days after the period's end by which it is handed in.</summary>
    public int DueDays { get; init; }

    /// <summary>Whether such a union only adds up those below and is not asked for figures of its own.</summary>
    public bool? SumsUp { get; init; }
}

/// <summary>From when a form is reported on in a union and below it.</summary>
public sealed record FormStartInput
{
    public DateOnly From { get; init; }
}
