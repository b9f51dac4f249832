namespace Federation.Registers.Language;

/// <summary>A function of the language; all of them give a number.</summary>
/// <param name="Arguments">What it takes; of <see cref="Least"/> on the last may repeat up to <see cref="Most"/>.</param>
/// <param name="InQueries">Whether both databases calculate it alike, so that filters and figures may use it.</param>
internal sealed record Function(string Code, string Zh, IReadOnlyList<ValueKind> Arguments, int Least, int Most, bool InQueries)
{
    public const string Year = "year", Month = "month", Day = "day", Days = "days", Round = "round", Abs = "abs", Min = "min", Max = "max", If = "if";

    private const ValueKind Number = ValueKind.Number, Date = ValueKind.Date;

    /// <summary>Arguments of <c>min</c> and <c>max</c>, at most.</summary>
    private const int Several = 20;

    public static IReadOnlyList<Function> All { get; } =
    [
        new(Year, "年份", [Date], 1, 1, true),
        new(Month, "月份", [Date], 1, 1, true),
        new(Day, "日", [Date], 1, 1, true),
        new(Days, "天数", [Date, Date], 2, 2, false),
        new(Round, "四舍五入", [Number, Number], 1, 2, false),
        new(Abs, "绝对值", [Number], 1, 1, false),
        new(Min, "最小", [Number], 1, Several, false),
        new(Max, "最大", [Number], 1, Several, false),
        new(If, "如果", [ValueKind.Truth, Number, Number], 3, 3, false),
    ];

    /// <summary>The kind of an argument by its place.</summary>
    public ValueKind Takes(int place) => Arguments[Math.Min(place, Arguments.Count - 1)];
}
