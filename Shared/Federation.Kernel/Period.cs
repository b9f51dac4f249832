using System.Globalization;

namespace Federation.Kernel;

/// <summary>How long a <see cref="Period"/> is and which months it holds.</summary>
public enum PeriodKind { Month, Year, Statistical }

/// <summary>
/// A month (<c>2017-03</c>), a calendar year (<c>2017</c>) or a statistical year (<c>S2018</c>, 2017-10-01 to 2018-09-30).
/// </summary>
/// <remarks>
/// <see cref="Code"/> is what the database keeps: a month is <c>yyyyMM</c>, a calendar year <c>yyyy</c>, a statistical year <c>10000 + yyyy</c>.
/// Codes of years lie outside those of months, so "the months of a period" is one range of codes.
/// </remarks>
public readonly record struct Period : IComparable<Period>
{
    public const int FirstYear = 1949;
    public const int LastYear = 2100;
    private const int StatisticalBase = 10_000;

    private Period(int code) => Code = code;

    public int Code { get; }

    public PeriodKind Kind => Code >= 100_000 ? PeriodKind.Month : Code > StatisticalBase ? PeriodKind.Statistical : PeriodKind.Year;

    public int YearNumber => Kind switch { PeriodKind.Month => Code / 100, PeriodKind.Year => Code, _ => Code - StatisticalBase };

    /// <summary>The first day of the period.</summary>
    public DateOnly First => Kind switch
    {
        PeriodKind.Month => new DateOnly(Code / 100, Code % 100, 1),
        PeriodKind.Year => new DateOnly(Code, 1, 1),
        _ => new DateOnly(YearNumber - 1, 10, 1),
    };

    /// <summary>The last day of the period.</summary>
    public DateOnly Last => Kind switch
    {
        PeriodKind.Month => First.AddMonths(1).AddDays(-1),
        PeriodKind.Year => new DateOnly(Code, 12, 31),
        _ => new DateOnly(YearNumber, 9, 30),
    };

    public int FirstMonth => First.Year * 100 + First.Month;

    public int LastMonth => Last.Year * 100 + Last.Month;

    public static Period Month(int year, int month) => month is >= 1 and <= 12
        ? new Period(Checked(year) * 100 + month)
        : throw new ArgumentOutOfRangeException(nameof(month), month, "A month lies between 1 and 12.");

    public static Period MonthOf(DateOnly day) => Month(day.Year, day.Month);

    public static Period Year(int year) => new(Checked(year));

    public static Period Statistical(int year) => new(StatisticalBase + Checked(year));

    /// <summary>The statistical year in which a day lies: 2017-10-01 to 2018-09-30 is S2018.</summary>
    public static Period StatisticalOf(DateOnly day) => Statistical(day.Month >= 10 ? day.Year + 1 : day.Year);

    public static Period FromCode(int code) => code switch
    {
        >= 100_000 => Month(code / 100, code % 100),
        > StatisticalBase => Statistical(code - StatisticalBase),
        _ => Year(code),
    };

    /// <summary>Every period that the database knows: all months, years and statistical years from 1949 to 2100.</summary>
    public static IEnumerable<Period> All()
    {
        for (var year = FirstYear; year <= LastYear; year++)
        {
            yield return Year(year);
            yield return Statistical(year);
            for (var month = 1; month <= 12; month++) yield return Month(year, month);
        }
    }

    /// <summary>The months that the period holds, in order; a month holds itself. Months outside 1949 to 2100 are left out.</summary>
    public IEnumerable<Period> Months()
    {
        for (var day = First; day <= Last; day = day.AddMonths(1))
            if (day.Year is >= FirstYear and <= LastYear) yield return MonthOf(day);
    }

    /// <summary>A month's calendar year and statistical year; empty for years.</summary>
    public IEnumerable<Period> Years()
    {
        if (Kind != PeriodKind.Month) yield break;
        yield return Year(YearNumber);
        if (First.Month < 10 || YearNumber < LastYear) yield return StatisticalOf(First);
    }

    /// <summary>The same period a year earlier, or null before 1949.</summary>
    public Period? YearEarlier() => YearNumber == FirstYear ? null : new Period(Kind == PeriodKind.Month ? Code - 100 : Code - 1);

    /// <summary>The period that follows, or null after 2100.</summary>
    public Period? Next()
    {
        if (Kind == PeriodKind.Month) return Code % 100 < 12 ? new Period(Code + 1) : YearNumber < LastYear ? Month(YearNumber + 1, 1) : null;
        return YearNumber < LastYear ? new Period(Code + 1) : null;
    }

    public bool Contains(DateOnly day) => day >= First && day <= Last;

    public static bool TryParse(string? text, out Period period)
    {
        period = default;
        if (text is null) return false;
        var statistical = text.StartsWith('S');
        var digits = statistical ? text[1..] : text;
        var shape = digits.Length == 4 || (!statistical && digits.Length == 7 && digits[4] == '-');
        if (!shape || !int.TryParse(digits.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture, out var year) || year is < FirstYear or > LastYear) return false;
        if (digits.Length == 4)
        {
            period = statistical ? Statistical(year) : Year(year);
            return true;
        }
        if (!int.TryParse(digits.AsSpan(5, 2), NumberStyles.None, CultureInfo.InvariantCulture, out var month) || month is < 1 or > 12) return false;
        period = Month(year, month);
        return true;
    }

    public static Period Parse(string text) => TryParse(text, out var period)
        ? period
        : throw new FormatException($"'{text}' is not a period: write 2017, 2017-03 or S2018.");

    public int CompareTo(Period other) => First.CompareTo(other.First) is var first and not 0 ? first : Last.CompareTo(other.Last);

    public override string ToString() => Kind switch
    {
        PeriodKind.Month => string.Create(CultureInfo.InvariantCulture, $"{Code / 100:0000}-{Code % 100:00}"),
        PeriodKind.Year => Code.ToString("0000", CultureInfo.InvariantCulture),
        _ => string.Create(CultureInfo.InvariantCulture, $"S{YearNumber:0000}"),
    };

    private static int Checked(int year) => year is >= FirstYear and <= LastYear
        ? year
        : throw new ArgumentOutOfRangeException(nameof(year), year, "A year lies between 1949 and 2100.");
}
