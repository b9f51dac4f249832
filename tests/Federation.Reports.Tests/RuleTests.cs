using Federation.Framework.Marks;
using Federation.Framework.Tenancy;
using Federation.Kernel;
using Federation.Reports.Cases;
using Federation.Reports.Forms;
using Federation.Reports.Inputs;

namespace Federation.Reports.Tests;

/// <summary>Rules that need no database.</summary>
public class RuleTests
{
    [Theory]
    [InlineData("2018", "2018-07", "seasonal.deliveries", true)]
    [InlineData("2018", "2018", "form:Unions", true)]
    [InlineData("2018", "2019-01", "seasonal.deliveries", false)]
    [InlineData("2018", "S2018", "form:Unions", false)]
    [InlineData("S2018", "2017-10", "seasonal.deliveries", true)]
    [InlineData("S2018", "2018", "form:Unions", false)]
    [InlineData("2018-07", "2018-07", "seasonal.deliveries", true)]
    [InlineData("2018-07", "2018", "form:Unions", false)]
    [InlineData("2018", "2018-12", StaleMark.Tree, true)]
    [InlineData("2018", "2015-03", StaleMark.Tree, true)]
    [InlineData("2018", "2019-01", StaleMark.Tree, false)]
    public void A_closed_period_rests_on_what_counts_in_it(string closed, string marked, string source, bool rests)
    {
        var period = Period.Parse(closed);
        var row = new ClosedPeriod { UnionId = 1, Period = period.Code, FirstDay = period.First, LastDay = period.Last };
        Assert.Equal(rests, row.RestsOn(Period.Parse(marked).Code, source));
    }

    [Fact]
    public void It_is_late_from_midnight_in_China_on_wherever_the_server_stands()
    {
        var duty = new FormDuty { Level = UnionLevel.Grassroots, From = new DateOnly(2010, 1, 1), DueDays = 15 };
        var due = duty.DueOn(Period.Statistical(2018));
        Assert.Equal(new DateOnly(2018, 10, 15), due);
        Assert.False(BusinessDay.Of(new DateTimeOffset(2018, 10, 15, 15, 59, 59, TimeSpan.Zero)) > due);
        Assert.True(BusinessDay.Of(new DateTimeOffset(2018, 10, 15, 16, 0, 0, TimeSpan.Zero)) > due);
    }

    [Fact]
    public void No_text_passes_for_another_line_and_no_part_of_the_content_is_left_out()
    {
        var head = new CanonicalLines.Head("F", 1, "d", "U", "2018", 1, new DateOnly(2018, 12, 31));
        var value = new CanonicalLines.Value(1, "a.b", 1, 2, 3, ValueStatus.Typed, false, "x");
        var (child, said) = (new CanonicalLines.Child("C", "h", null, null), new CanonicalLines.Said("A", ExplanationReason.OneOff, "s"));
        string Of(CanonicalLines.Head h, CanonicalLines.Value v, CanonicalLines.Child c, CanonicalLines.Said s) => CanonicalLines.Hash(h, [v], [c], [s]);
        var hash = Of(head, value, child, said);
        string[] others =
        [
            Of(head with { Form = "G" }, value, child, said), Of(head with { FormVersion = 2 }, value, child, said), Of(
                head with { DefinitionHash = "e" }, value, child, said),
            Of(head with { Union = "V" }, value, child, said), Of(head with { Period = "2019" }, value, child, said), Of(
                head with { Edition = 2 }, value, child, said),
            Of(head with { TreeDay = new DateOnly(2018, 12, 30) }, value, child, said), Of(head, value with { Own = 2 }, child, said), Of(
                head, value with { Below = null }, child, said),
            Of(head, value with { Total = 4 }, child, said), Of(head, value with { Status = ValueStatus.Estimated }, child, said), Of(
                head, value with { HoldsEstimate = true }, child, said),
            Of(head, value with { Remark = null }, child, said), Of(head, value, child with { Hash = null }, said), Of(
                head, value, child with { Missing = MissingReason.Other }, said),
            Of(head, value, child, said with { Sentence = "t" }), Of(head, value, child, said with { Reason = ExplanationReason.Other }),
        ];
        Assert.Equal(others.Length + 1, others.Append(hash).Distinct().Count());
        // Trailing zeros say nothing.
        Assert.Equal(hash, Of(head, value with { Own = 1.00m }, child, said));
        var lines = CanonicalLines.Of(head, [value with { Remark = "x\nrow 2 a.b Typed 1 1 1 - \"" }], [], []).ToList();
        Assert.DoesNotContain(lines, l => l.Contains('\n', StringComparison.Ordinal));
    }

    [Fact]
    public void A_form_is_checked_all_at_once()
    {
        var problems = new InputProblems();
        new FormInput
        {
            Number = "X", NameZh = "表", NameEn = "form", Issuer = "某", ValidFrom = new DateOnly(2018, 1, 1), ValidTo = new DateOnly(2017, 1, 1),
            YearType = YearType.Calendar,
            Rows = [new() { Indicator = "a" }, new() { Indicator = "a", PartOf = "b" }], Checks = [new() { Code = "A", Kind = CheckKind.Order, Row = "c" }],
            Duties = [new() { Level = UnionLevel.Grassroots, From = new DateOnly(2018, 1, 1), DueDays = 40 },
                new() { Level = UnionLevel.City, From = new DateOnly(2018, 1, 1), DueDays = 30 }],
        }.Check(problems);
        Assert.Equal(["checks[0].others", "checks[0].row", "duties", "rows", "rows[1].partOf", "validTo"], problems.All().Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_action_has_its_words_in_the_log_in_both_languages()
    {
        var texts = new ReportsModule().Texts;
        foreach (var action in Enum.GetValues<ReportAction>())
            foreach (var language in new[] { "zh-CN", "en" })
                Assert.NotNull(
                    texts.GetString($"audit-{ReportDesk.CodeOf(action).Replace('.', '-')}", System.Globalization.CultureInfo.GetCultureInfo(language)));
    }
}
