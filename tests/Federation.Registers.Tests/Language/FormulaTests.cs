using Federation.Registers.Language;

namespace Federation.Registers.Tests.Language;

public sealed class FormulaTests
{
    private static readonly FormulaField[] Fields =
    [
        new("cards", "发放数量", "cards", ValueKind.Number, new Slot(SlotKind.Number, 1)), new("value", "面值", "value", ValueKind.Number, new Slot(SlotKind.Number, 2)),
        new("on", "日期", "on", ValueKind.Date, new Slot(SlotKind.Day, 1)), new("until", "截止日期", "until", ValueKind.Date, new Slot(SlotKind.Day, 2)),
        new("kind", "类别", "kind", ValueKind.Choice, new Slot(SlotKind.Choice, 1), [new(1, "power", "电器卡", "appliances"), new(2, "shop", "超市卡", "shops")]),
        new("partner", "合作单位", "partner", ValueKind.Text, new Slot(SlotKind.Text, 1)), new("odd", "金额(元)", "odd", ValueKind.Number, new Slot(SlotKind.Number, 3)),
    ];

    private static Formula? Read(string text, out Federation.Kernel.Problem? problem, FormulaUse use = FormulaUse.Record, ValueKind gives = ValueKind.Truth) =>
        Formula.Read(text, Fields, gives, use, out problem);

    [Theory]
    [InlineData("发放数量大于100", "formula-expected-end 5")]
    [InlineData("发放数量 > 100 且 类别 = '电器卡'", null)]
    [InlineData("发放数量＞１００且类别＝“电器卡”", null)]
    [InlineData("cards > 100 and kind = 'power'", null)]
    [InlineData("类别属于（电器卡）", "formula-unknown-name 6")]
    [InlineData("类别属于（'电器卡'、'shop'）", null)]
    [InlineData("截止日期不为空且截止日期>=日期", null)]
    [InlineData("截止日期为空", null)]
    [InlineData("until is not empty", null)]
    [InlineData("非(发放数量 = 1)", null)]
    [InlineData("[金额(元)] <= 2026", null)]
    [InlineData("日期 >= 2026-01-31", null)]
    [InlineData("日期 >= 2026-02-31", "formula-not-comparable 7")]
    [InlineData("如果(发放数量 > 1, 面值, 0) = 5", null)]
    [InlineData("", "formula-missing 1")]
    [InlineData("发放数量", "formula-expected-condition 1")]
    [InlineData("数量 > 1", "formula-unknown-name 1")]
    [InlineData("发放数量 > ", "formula-expected-value 8")]
    [InlineData("(发放数量 > 1", "formula-expected 10")]
    [InlineData("类别 > '电器卡'", "formula-no-order 4")]
    [InlineData("类别 = '礼品卡'", "formula-unknown-choice 6")]
    [InlineData("发放数量 + 日期 > 1", "formula-expected-number 8")]
    [InlineData("合作单位 = '某某", "formula-not-closed 8")]
    [InlineData("发放数量 > 1; drop", "formula-unknown-sign 9")]
    [InlineData("年份(日期, 日期) = 1", "formula-too-many-arguments 8")]
    [InlineData("天数(日期) > 1", "formula-too-few-arguments 6")]
    public void A_formula_is_read_or_told_where_it_is_wrong(string text, string? wrong)
    {
        var formula = Read(text, out var problem);
        Assert.Equal(wrong is null, formula is not null);
        if (wrong is null) Assert.Null(problem);
        else Assert.StartsWith(wrong, $"{problem!.Code} {problem.Arguments[0]}", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("面值 * 发放数量 > 1000", "formula-not-in-query")]
    [InlineData("四舍五入(面值) > 1", "formula-not-in-query")]
    [InlineData("年份(日期) = 2026 且 面值 - 发放数量 > 1", null)]
    public void What_databases_reckon_differently_is_refused_in_filters(string text, string? wrong)
    {
        Read(text, out var problem, FormulaUse.Query);
        Assert.Equal(wrong, problem?.Code);
    }

    [Fact]
    public void Brackets_without_end_and_very_long_texts_are_refused()
    {
        Assert.Null(Read(new string('(', 500), out var deep));
        Assert.Equal("formula-too-deep", deep!.Code);
        Assert.Null(Read("非" + string.Concat(Enumerable.Repeat("非", 400)), out var negated));
        Assert.Equal("formula-too-deep", negated!.Code);
        Assert.Null(Read(new string('1', 501), out var tooLong));
        Assert.Equal("formula-too-long", tooLong!.Code);
    }

    [Theory]
    [InlineData("面值 / (发放数量 - 发放数量)")]
    [InlineData("面值 + [金额(元)]")]
    public void Empty_and_a_division_by_zero_are_empty(string text)
    {
        var record = new Values { [Fields[0].Slot] = 3m, [Fields[1].Slot] = 2m };
        Assert.Null(Evaluation.Number(Read(text, out _, gives: ValueKind.Number)!.Root)(record));
    }

    [Theory]
    [InlineData("发放数量 > 1 且 (类别 = '电器卡' 或 合作单位 为空)", "cards > 1 and (kind = 'appliances' or partner is empty)")]
    [InlineData("非 (发放数量 - (面值 - 1) >= 2)", "not cards - (value - 1) >= 2")]
    [InlineData("类别 属于（'电器卡'、'超市卡'）", "kind in('appliances', 'shops')")]
    public void The_words_are_those_of_the_tree_and_can_be_read_again(string zh, string en)
    {
        var root = Read(zh, out _)!.Root;
        Assert.Equal(en.Replace("in(", "in (", StringComparison.Ordinal), Words.Of(root, english: true));
        Assert.Equal(Words.Of(root, english: false), Words.Of(Read(Words.Of(root, english: false), out _)!.Root, english: false));
        Assert.Equal(Words.Of(root, english: false), Words.Of(Read(Words.Of(root, english: true), out _)!.Root, english: false));
    }

    [Fact]
    public void Any_text_is_a_formula_or_has_its_mistake_told_with_its_place()
    {
        string[] pieces =
        [
            "发放数量", "cards", "类别", "日期", "合作单位", "且", "or", "非", "in", "属于", "为空", "is", "not", "empty", "(", ")", "（", "）", "+", "-", "*", "/", "=", "<>", "≤",
            ",", "、", "'电器卡'", "\"", "'", "[", "]", "1", "99.5", "1e9", "2026-01-01", "2026-13-01", "如果", "max", "四舍五入", " ", "\t", "\u0000", "😀", "；", "999999999999999999999",
        ];
        var random = Repetition.Random("formulas");
        for (var i = 0; i < 20_000; i++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(1, 60)).Select(_ => random.Next(20) == 0 ? ((char)random.Next(1, 0xD7FF)).ToString() : pieces[random.Next(pieces.Length)]));
            var use = random.Next(2) == 0 ? FormulaUse.Record : FormulaUse.Query;
            var formula = Read(text, out var problem, use);
            Assert.True(formula is null ? problem is { Arguments: [int at, ..] } && at >= 1 && at <= text.Length + 1 : problem is null, text);
        }
    }
}

/// <summary>A record as a formula reads it.</summary>
internal sealed class Values : ISlots
{
    private readonly Dictionary<Slot, object?> values = [];

    public object? this[Slot slot]
    {
        get => values.GetValueOrDefault(slot);
        set => values[slot] = value;
    }

    public int? CurrentState => (int?)this[Slot.State];

    public decimal? Number(int place) => (decimal?)this[new Slot(SlotKind.Number, place)];

    public DateOnly? Day(int place) => (DateOnly?)this[new Slot(SlotKind.Day, place)];

    public int? Choice(int place) => (int?)this[new Slot(SlotKind.Choice, place)];

    public string? Text(int place) => (string?)this[new Slot(SlotKind.Text, place)];
}
