using System.Text;
using Federation.Framework.Security;
using Federation.Framework.Steps;
using Federation.Kernel;

namespace Federation.Framework.Tests.Steps;

public sealed class StepTests : IDisposable
{
    private static readonly DateTimeOffset Noon = new(2021, 4, 1, 4, 0, 0, TimeSpan.Zero);

    private readonly string folder = Directory.CreateTempSubdirectory("federation-steps-").FullName;
    private readonly Secrets secrets;

    public StepTests() => secrets = Secrets.Open(Path.Combine(folder, "secrets.json"));

    private enum Act { Begun, Passed, Returned }

    private enum Office { Tax, Safety }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_history_is_unbroken_until_a_line_of_it_is_changed_taken_out_or_cut_off()
    {
        var steps = History((Act.Begun, "王建国"), (Act.Passed, ""), (Act.Returned, "事迹材料不全"));
        Assert.True(StepHistory.AreUnbroken<Act>(steps, 3, secrets));
        Assert.False(StepHistory.AreUnbroken<Act>(steps[..2], 3, secrets));
        Assert.False(StepHistory.AreUnbroken<Act>([steps[0], steps[2]], 2, secrets));
        Assert.False(StepHistory.AreUnbroken<Act>([steps[0], With(steps[1], "x"), steps[2]], 3, secrets));
        // A line that was sealed anew after the change no longer fits the one behind it.
        var forged = With(steps[1], "x");
        forged.SealAfter(steps[0], secrets);
        Assert.True(StepHistory.AreUnbroken<Act>([steps[0], forged], 2, secrets));
        Assert.False(StepHistory.AreUnbroken<Act>([steps[0], forged, steps[2]], 3, secrets));
    }

    [Fact]
    public void A_line_is_sealed_over_the_text_that_histories_in_service_were_sealed_over()
    {
        var step = new Line { UnionId = 3, At = Noon.AddTicks(7), ActingUnionId = 4, PersonId = 5, Kind = Act.Returned, Words = "退回" };
        step.SealAfter(null, secrets);
        Assert.Equal(Noon, step.At);
        Assert.Equal(secrets.Seal([], Encoding.UTF8.GetBytes($"case\n17\n1\n3\n{Noon.UtcTicks}\n4\n5\n2\n退回")), step.Seal);
    }

    [Fact]
    public void A_notice_is_over_once_its_days_have_passed_and_nothing_said_against_it_stands()
    {
        var notice = new Notice { Number = 1, From = new DateOnly(2021, 4, 1), To = new DateOnly(2021, 4, 8), WorkingDays = 5 };
        Assert.Equal("notice-too-short", Rule(() => PublicNotice.RefuseShort(4, 5)));
        Assert.Equal("notice-running", Rule(() => notice.RequireOver([], new DateOnly(2021, 4, 8))));
        Assert.Equal("objection-outside-notice", Rule(() => notice.RefuseOutside(new DateOnly(2021, 4, 9))));
        var after = new DateOnly(2021, 4, 9);
        notice.RequireOver([new Objection { Number = 1, Notice = 2, Date = notice.To, Words = "另一公示" }], after);
        var objection = new Objection { Number = 1, Notice = 1, Date = notice.To, Words = "不属实" };
        Assert.Equal("objection-open", Rule(() => notice.RequireOver([objection], after)));
        Assert.Equal("answer-before-objection", Rule(() => objection.Answer(notice.From, true, "")));
        objection.Answer(after, true, "属实");
        Assert.Equal("objection-upheld", Rule(() => notice.RequireOver([objection], after)));
        Assert.Equal("objection-answered", Rule(() => objection.Answer(after, false, "")));
    }

    [Fact]
    public void An_offices_newest_paper_is_what_it_says()
    {
        Assert.Equal("opinion-missing", Rule(() => OfficeOpinions.RequireFavourable<Office>([])));
        var against = new Opinion { Number = 1, Office = Office.Tax, Date = new DateOnly(2021, 4, 1), Favourable = false, Paper = "税函1号" };
        var safety = new Opinion { Number = 2, Office = Office.Safety, Date = new DateOnly(2021, 4, 2), Favourable = true, Paper = "安函1号" };
        Assert.Equal("opinion-unfavourable", Rule(() => OfficeOpinions.RequireFavourable<Office>([against, safety])));
        var later = new Opinion { Number = 3, Office = Office.Tax, Date = new DateOnly(2021, 4, 3), Favourable = true, Paper = "税函2号" };
        OfficeOpinions.RequireFavourable<Office>([against, safety, later]);
    }

    private static string Rule(Action act) => Assert.Throws<RuleViolation>(act).Code;

    private List<Line> History(params (Act Kind, string Words)[] acts)
    {
        var steps = new List<Line>();
        foreach (var (kind, words) in acts)
        {
            var step = new Line { UnionId = 3, At = Noon, ActingUnionId = 3, PersonId = 5, Kind = kind, Words = words };
            step.SealAfter(steps.LastOrDefault(), secrets);
            steps.Add(step);
        }
        return steps;
    }

    /// <summary>The same line with other words, under its old number and seal, as whoever rewrites a row leaves it.</summary>
    private static Line With(Line step, string words)
    {
        var changed = new Line { UnionId = step.UnionId, At = step.At, ActingUnionId = step.ActingUnionId, PersonId = step.PersonId, Kind = step.Kind, Words = words };
        typeof(Step<Act>).GetProperty(nameof(Line.Number))!.SetValue(changed, step.Number);
        typeof(Step<Act>).GetProperty(nameof(Line.Seal))!.SetValue(changed, step.Seal);
        return changed;
    }

    private sealed class Line : Step<Act>
    {
        protected override string Case => "case\n17";
    }

    private sealed class Notice : PublicNotice;

    private sealed class Objection : PublicObjection;

    private sealed class Opinion : OfficeOpinion<Office>;
}
