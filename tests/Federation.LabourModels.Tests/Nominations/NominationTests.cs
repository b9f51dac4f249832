using Autofac;
using Federation.Framework.Databases;
using Federation.Framework.Records;
using Federation.Framework.Tenancy;
using Federation.Framework.Web;
using Federation.Kernel;
using Federation.LabourModels.Inputs;
using Federation.LabourModels.Files;
using Federation.LabourModels.Honours;
using Federation.LabourModels.Nominations;
using Microsoft.EntityFrameworkCore;
using System.Text;
using static Federation.LabourModels.Tests.Given;

namespace Federation.LabourModels.Tests.Nominations;

[Collection(LabourCollection.Name)]
public sealed class NominationTests(LabourFixture house)
{
    private static readonly PageRequest First = new(50, null);

    [Fact]
    public async Task A_mines_nomination_goes_up_to_the_city_and_makes_a_model_of_the_mine()
    {
        house.Today = new DateOnly(2021, 4, 1);
        var family = await house.FoundAsync();
        var selection = await house.SelectionAsync(family.City);
        var nomination = await house.SentUpAsync(family, Somebody(selection));
        Assert.Equal((NominationState.UnderWay, family.District.Code, new DateOnly(2021, 4, 1)), (nomination.State, nomination.At, nomination.SubmittedOn!.Value));
        Assert.Contains("202104 models.nominations", await house.TakeMarksAsync(family.Mine));
        await house.SentOnAsync(family, nomination);
        await house.ReadyAsync(family, nomination);
        house.Today = new DateOnly(2021, 5, 20);
        await house.TakeMarksAsync(family.Mine);
        var granted = await house.ActAsync(family.City, nomination, house.Decision(), Role.Leader);
        Assert.Equal(NominationState.Granted, granted.State);
        Assert.Empty(granted.Offers);

        var award = Assert.Single((await house.AskAsync(family.Mine, new ListRecords<Award, AwardAnswer>(0, new RecordFilter(), First))).Items);
        Assert.Equal(("王建国", "市人民政府", "市政发〔2021〕5号", new DateOnly(2021, 5, 20)), (award.Name, award.Body, award.Number, award.Date));
        var file = Assert.Single((await house.AskAsync(family.Mine, new ListRecords<ModelFile, ModelAnswer>(0, new RecordFilter(), First))).Items);
        Assert.Equal((award.Model, "王建国", new DateOnly(2021, 5, 20), true), (file.Id, file.Name, file.Since, file.OnRecord));
        Assert.Equal(["202104 models.nominations", "202105 models.awards", "202105 models.files"], await house.TakeMarksAsync(family.Mine));
        Assert.Empty(await house.TakeMarksAsync(family.City));
    }

    [Fact]
    public async Task Counted_in_the_month_in_which_it_first_went_up_though_it_came_back()
    {
        house.Today = new DateOnly(2021, 4, 1);
        var family = await house.FoundAsync();
        var nomination = await house.SentUpAsync(family, Somebody(await house.SelectionAsync(family.City)));
        var returned = await house.ActAsync(family.District, nomination, new ReturnInput { Reason = "事迹材料不全" });
        Assert.Equal((NominationState.Returned, family.Mine.Code), (returned.State, returned.At));
        house.Today = new DateOnly(2021, 6, 1);
        var again = await house.ActAsync(family.Mine, nomination, new PassInput());
        Assert.Equal(new DateOnly(2021, 4, 1), again.SubmittedOn);
        var history = await house.AskAsync(family.District, new GetHistory(Id(nomination.Id)));
        Assert.True(history.Unbroken);
        Assert.Equal([StepKind.Begun, StepKind.Consent, StepKind.Notice, StepKind.Passed, StepKind.Returned, StepKind.Passed], history.Items.Select(s => s.Kind));
        Assert.Equal(("事迹材料不全", family.District.Code), (history.Items[4].Words, history.Items[4].Union));
    }

    [Fact]
    public async Task Nothing_goes_up_without_the_congress_and_a_notice_that_has_ended()
    {
        house.Today = new DateOnly(2021, 5, 20);
        var family = await house.FoundAsync();
        var nomination = await house.NominateAsync(family.Mine, Somebody(await house.SelectionAsync(family.City)));
        Assert.Equal("consent-missing", await RuleOf(house.ActAsync(family.Mine, nomination, new PassInput())));
        Assert.Equal("consent-not-given", await RuleOf(house.ActAsync(family.Mine, nomination, Consent(inFavour: 25))));
        await house.ActAsync(family.Mine, nomination, Consent());
        Assert.Equal("notice-missing-workplace", await RuleOf(house.ActAsync(family.Mine, nomination, new PassInput())));

        NoticeInput Notice(string from, string to, string name = "王建国") => new() { Stage = NoticeStage.Workplace, From = DateOnly.Parse(from, null), To = DateOnly.Parse(to, null), Place = "公开栏", Name = name };
        // The first of May 2021 was five days off: from 28 April to 6 May are four working days, the 7th makes five.
        Assert.Equal("notice-too-short", await RuleOf(house.ActAsync(family.Mine, nomination, Notice("2021-04-28", "2021-05-06"))));
        Assert.Equal("notice-not-full-name", await RuleOf(house.ActAsync(family.Mine, nomination, Notice("2021-04-28", "2021-05-07", "王某某"))));
        Assert.Equal("notice-not-by-this-level", await RuleOf(house.ActAsync(family.Mine, nomination, house.Notice(NoticeStage.Granting))));
        Assert.Equal("calendar-unknown", await RuleOf(house.ActAsync(family.Mine, nomination, Notice("2039-04-28", "2039-05-20"))));
        var noticed = await house.ActAsync(family.Mine, nomination, Notice("2021-04-28", "2021-05-21"));
        Assert.Equal(new DateOnly(2021, 5, 21), noticed.WaitsUntil);
        Assert.Equal("notice-running", await RuleOf(house.ActAsync(family.Mine, nomination, new PassInput())));
        Assert.Equal("notice-done", await RuleOf(house.ActAsync(family.Mine, noticed, Notice("2021-04-28", "2021-05-07"))));
        house.Today = new DateOnly(2021, 5, 22);
        Assert.Equal(NominationState.UnderWay, (await house.ActAsync(family.Mine, nomination, new PassInput())).State);
    }

    [Fact]
    public async Task A_saturday_on_which_people_work_counts()
    {
        house.Today = new DateOnly(2021, 6, 1);
        var family = await house.FoundAsync();
        var nomination = await house.NominateAsync(family.Mine, Somebody(await house.SelectionAsync(family.City)));
        var noticed = await house.ActAsync(family.Mine, nomination, new NoticeInput { Stage = NoticeStage.Workplace, From = new DateOnly(2021, 4, 25), To = new DateOnly(2021, 4, 29), Place = "公开栏", Name = "王建国" });
        Assert.Equal(5, Assert.Single(noticed.Notices).WorkingDays);
    }

    [Fact]
    public async Task An_objection_is_answered_first_and_one_that_is_right_stops_it()
    {
        house.Today = new DateOnly(2021, 4, 1);
        var family = await house.FoundAsync();
        var nomination = await house.NominateAsync(family.Mine, Somebody(await house.SelectionAsync(family.City)));
        await house.ActAsync(family.Mine, nomination, Consent());
        await house.ActAsync(family.Mine, nomination, house.Notice(NoticeStage.Workplace));
        ObjectionInput Objection(int day) => new() { Stage = NoticeStage.Workplace, Date = new DateOnly(2021, 3, day), Words = "事迹不实" };
        Assert.Equal("objection-outside-notice", await RuleOf(house.ActAsync(family.Mine, nomination, Objection(1))));
        await house.ActAsync(family.Mine, nomination, Objection(25));
        await house.ActAsync(family.Mine, nomination, Objection(26));
        Assert.Equal("objection-open", await RuleOf(house.ActAsync(family.Mine, nomination, new PassInput())));
        AnswerInput Answer(int number, bool upheld) => new() { Objection = number, Date = house.Today, Upheld = upheld, Words = "已核查" };
        await house.ActAsync(family.Mine, nomination, Answer(1, false));
        Assert.Equal("objection-answered", await RuleOf(house.ActAsync(family.Mine, nomination, Answer(1, true))));
        Assert.Equal("objection-unknown", await RuleOf(house.ActAsync(family.Mine, nomination, Answer(3, true))));
        await house.ActAsync(family.Mine, nomination, Answer(2, true));
        Assert.Equal("objection-upheld", await RuleOf(house.ActAsync(family.Mine, nomination, new PassInput())));
        Assert.Equal(NominationState.Withdrawn, (await house.ActAsync(family.Mine, nomination, new WithdrawalInput { Reason = "核查属实" })).State);
        Assert.Equal("nomination-ended", await RuleOf(house.ActAsync(family.Mine, nomination, new PassInput())));
    }

    [Fact]
    public async Task Two_reviews_and_three_notices_come_in_their_order_and_each_from_its_level()
    {
        house.Today = new DateOnly(2021, 4, 1);
        var family = await house.FoundAsync();
        var nomination = await house.SentUpAsync(family, Somebody(await house.SelectionAsync(family.City)));
        ReviewInput Review(ReviewStage stage, bool passed = true) => new() { Stage = stage, Date = house.Today, Passed = passed };
        Assert.Equal("review-not-by-this-level", await RuleOf(house.ActAsync(family.District, nomination, Review(ReviewStage.Second))));
        Assert.Equal("review-missing", await RuleOf(house.ActAsync(family.District, nomination, house.Notice(NoticeStage.Region))));
        Assert.Equal("review-missing", await RuleOf(house.ActAsync(family.District, nomination, new PassInput())));
        await house.ReviewAsync(family.District, nomination, ReviewStage.First);
        Assert.Equal("review-done", await RuleOf(house.ActAsync(family.District, nomination, Review(ReviewStage.First))));
        Assert.Equal("notice-missing-region", await RuleOf(house.ActAsync(family.District, nomination, new PassInput())));
        await house.ActAsync(family.District, nomination, house.Notice(NoticeStage.Region));
        await house.ActAsync(family.District, nomination, new PassInput());
        Assert.Equal("nomination-not-here", await RuleOf(house.ActAsync(family.District, nomination, new PassInput())));
        Assert.Equal("nomination-at-the-top", await RuleOf(house.ActAsync(family.City, nomination, new PassInput())));
        Assert.Equal("review-missing", await RuleOf(house.ActAsync(family.City, nomination, house.Notice(NoticeStage.Granting))));

        await house.ActAsync(family.City, nomination, Review(ReviewStage.Second, passed: false));
        Assert.Equal("review-not-passed", await RuleOf(house.ActAsync(family.City, nomination, house.Notice(NoticeStage.Granting))));
        Assert.Equal("return-not-below", await RuleOf(house.ActAsync(family.City, nomination, new ReturnInput { Reason = "x", To = family.City.Code })));
        var returned = await house.ActAsync(family.City, nomination, new ReturnInput { Reason = "复审不通过" });
        Assert.Equal((family.District.Code, true, false), (returned.At, returned.Reviews[1].Lapsed, returned.Reviews[0].Lapsed));
        await house.ActAsync(family.District, nomination, new PassInput());
        await house.ReadyAsync(family, nomination);
        house.Today = new DateOnly(2021, 5, 20);
        Assert.Equal("opinion-missing", await RuleOf(house.ActAsync(family.City, nomination, house.Decision())));
        OpinionInput Opinion(bool favourable, int day) => new() { Office = OpinionOffice.Tax, Date = new DateOnly(2021, 4, day), Favourable = favourable, Paper = "税函" };
        await house.ActAsync(family.City, nomination, Opinion(false, 1));
        Assert.Equal("opinion-unfavourable", await RuleOf(house.ActAsync(family.City, nomination, house.Decision())));
        await house.ActAsync(family.City, nomination, Opinion(true, 9));
        var early = house.Decision();
        early.Date = new DateOnly(2021, 3, 31);
        Assert.Equal("decision-before-notice", await RuleOf(house.ActAsync(family.City, nomination, early)));
        Assert.Equal(NominationState.Granted, (await house.ActAsync(family.City, nomination, house.Decision())).State);
    }

    [Fact]
    public async Task Whoever_holds_it_is_told_what_it_waits_for_and_the_history_is_in_the_papers_language()
    {
        house.Today = new DateOnly(2021, 4, 1);
        var family = await house.FoundAsync();
        var nomination = await house.NominateAsync(family.Mine, Somebody(await house.SelectionAsync(family.City)));
        async Task<string?> NextAsync(UnionInfo union) => (await house.AskAsync(union, new GetNomination(Id(nomination.Id)))).Next;
        Assert.Equal("consent", await NextAsync(family.Mine));
        await house.ActAsync(family.Mine, nomination, Consent());
        Assert.Equal("notices", await NextAsync(family.Mine));
        var notice = house.Notice(NoticeStage.Workplace);
        notice.To = house.Today;
        await house.ActAsync(family.Mine, nomination, notice);
        // It stands until tonight.
        Assert.Null(await NextAsync(family.Mine));
        house.Today = new DateOnly(2021, 4, 2);
        Assert.Equal("pass", await NextAsync(family.Mine));
        await house.ActAsync(family.Mine, nomination, new PassInput());
        Assert.Null(await NextAsync(family.Mine));
        Assert.Equal("reviews", await NextAsync(family.District));
        await house.SentOnAsync(family, nomination);
        Assert.Equal("reviews", await NextAsync(family.City));
        await house.ReadyAsync(family, nomination);
        Assert.Equal("grant", await NextAsync(family.City));
        var words = (await house.AskAsync(family.City, new GetHistory(Id(nomination.Id)))).Items.Select(i => i.Words).ToList();
        Assert.Contains(words, w => w.StartsWith("所在单位公示", StringComparison.Ordinal));
        Assert.Contains("2021-04-02 初审 通过", words);
        Assert.DoesNotContain(words, w => w.Contains("Region", StringComparison.Ordinal) || w.Contains('+'));
    }

    [Fact]
    public async Task A_notice_begins_after_the_review_before_it_and_a_review_after_the_notice_before_that()
    {
        house.Today = new DateOnly(2021, 4, 1);
        var family = await house.FoundAsync();
        var nomination = await house.SentUpAsync(family, Somebody(await house.SelectionAsync(family.City)));
        ReviewInput Review(ReviewStage stage, int day) => new() { Stage = stage, Date = new DateOnly(2021, 4, day), Passed = true };
        NoticeInput Notice(NoticeStage stage, int from, int to) => new() { Stage = stage, From = new DateOnly(2021, 4, from), To = new DateOnly(2021, 4, to), Place = "网站", Name = "王建国" };
        house.Today = new DateOnly(2021, 4, 30);
        var early = Review(ReviewStage.First, 1);
        early.Date = new DateOnly(2021, 3, 31);
        // The workplace's notice stood until the last of March.
        Assert.Equal("review-before-notice-end", await RuleOf(house.ActAsync(family.District, nomination, early)));
        early.Date = new DateOnly(2021, 5, 1);
        Assert.Equal("date-ahead-of-today", await RuleOf(house.ActAsync(family.District, nomination, early)));
        await house.ActAsync(family.District, nomination, Review(ReviewStage.First, 7));
        Assert.Equal("notice-before-review", await RuleOf(house.ActAsync(family.District, nomination, Notice(NoticeStage.Region, 6, 20))));
        await house.ActAsync(family.District, nomination, Notice(NoticeStage.Region, 7, 14));
        await house.ActAsync(family.District, nomination, new PassInput());
        Assert.Equal("review-before-notice-end", await RuleOf(house.ActAsync(family.City, nomination, Review(ReviewStage.Second, 14))));
        await house.ActAsync(family.City, nomination, Review(ReviewStage.Second, 15));
        Assert.Equal("notice-before-review", await RuleOf(house.ActAsync(family.City, nomination, Notice(NoticeStage.Granting, 14, 28))));
        Assert.Equal(3, (await house.ActAsync(family.City, nomination, Notice(NoticeStage.Granting, 16, 28))).Notices.Count);
    }

    [Theory]
    [InlineData("frontline")]
    [InlineData("women")]
    [InlineData("migrant")]
    public async Task Each_group_of_a_quota_gets_its_places(string group)
    {
        house.Today = new DateOnly(2021, 4, 1);
        var family = await house.FoundAsync();
        var selection = await house.SelectionAsync(family.District, places: 5);
        int? Least(string of) => of == group ? 1 : null;
        var quota = await house.AddAsync<Quota, QuotaInput, QuotaAnswer>(
            family.District, new QuotaInput { For = family.Mine.Code, Places = 2, Frontline = Least("frontline"), Women = Least("women"), Migrant = Least("migrant") }, Id(selection.Id));
        NominationInput Of(bool inGroup, string name)
        {
            var input = Somebody(selection, name, group == "women" && inGroup ? Gender.Woman : Gender.Man, frontline: group == "frontline" && inGroup);
            input.Migrant = group == "migrant" && inGroup;
            return input;
        }
        await house.SentUpAsync(family, Of(false, "甲建国"));
        Assert.Equal($"quota-{group}", await RuleOf(house.SentUpAsync(family, Of(false, "乙建国"))));
        await house.SentUpAsync(family, Of(true, "丙建国"));
        Assert.Equal("quota-used", await RuleOf(house.SentUpAsync(family, Of(true, "丁建国"))));
        // What was used is not taken away again, and not given to somebody else.
        Task Change(QuotaInput to) => house.AskAsync(family.District, new ChangeRecord<Quota, QuotaInput, QuotaAnswer>(Id(selection.Id), Id(quota.Id), quota.Version, to));
        Assert.Equal("quota-below-used", await RuleOf(Change(new QuotaInput { For = family.Mine.Code, Places = 1 })));
        Assert.Equal("quota-below-used", await RuleOf(house.AskAsync(family.District, new RemoveRecord<Quota>(Id(selection.Id), Id(quota.Id), quota.Version))));
        var beside = await house.FoundBesideAsync(family);
        Assert.Equal("quota-of-another-union", await RuleOf(Change(new QuotaInput { For = beside.Code, Places = 2 })));
    }

    [Fact]
    public async Task A_person_whom_two_unions_propose_in_one_selection_has_one_place_and_whose_it_is_is_not_told()
    {
        house.Today = new DateOnly(2021, 4, 1);
        var family = await house.FoundAsync();
        var beside = await house.FoundBesideAsync(family);
        var selection = await house.SelectionAsync(family.City);
        var number = IdentityNumber();
        var draft = await house.NominateAsync(beside, Somebody(selection, number: number));
        var first = await house.SentUpAsync(family, Somebody(selection, number: number));
        // A draft of before is kept out when it is to go up, a new one at once, and so is one that is changed to that person.
        await house.ActAsync(beside, draft, Consent());
        await house.ActAsync(beside, draft, house.Notice(NoticeStage.Workplace));
        var clash = await Assert.ThrowsAsync<RuleViolation>(() => house.ActAsync(beside, draft, new PassInput()));
        Assert.Equal("nominated-already", clash.Code);
        Assert.Empty(clash.Arguments);
        Assert.Equal(NominationState.Draft, (await house.AskAsync(beside, new GetNomination(Id(draft.Id)))).State);
        Assert.Equal("nominated-already", await RuleOf(house.NominateAsync(family.District, Somebody(selection, number: number.ToLowerInvariant()))));
        var other = await house.NominateAsync(family.District, Somebody(selection, "李建军"));
        Assert.Equal("nominated-already", await RuleOf(house.AskAsync(family.District, new ChangeNomination(Id(other.Id), other.Version, Somebody(selection, number: number)))));
        // In another selection the person may stand, and here again when the first is out of it.
        await house.SentUpAsync(family, Somebody(await house.SelectionAsync(family.District), number: number));
        await house.ActAsync(family.District, first, new RefusalInput { Reason = "事迹不实" });
        Assert.Equal(NominationState.UnderWay, (await house.ActAsync(beside, draft, new PassInput())).State);
    }

    [Fact]
    public async Task A_scan_of_an_opinion_is_opened_by_the_levels_that_decide_and_the_log_knows()
    {
        house.Today = new DateOnly(2021, 4, 1);
        var family = await house.FoundAsync();
        var nomination = await house.SentUpAsync(family, Somebody(await house.SelectionAsync(family.City)));
        var id = Id(nomination.Id);
        await house.ActAsync(family.District, nomination, new OpinionInput { Office = OpinionOffice.Discipline, Date = house.Today, Favourable = true, Paper = "纪检函1号" });
        var now = await house.AskAsync(family.District, new GetNomination(id));
        Task<PaperAdded> Add(UnionInfo union, byte[] content, int version, string name = "纪检函.pdf", int opinion = 1, Role role = Role.Clerk) =>
            house.AskAsync(union, new AddPaper(id, version, opinion, name, content), role);
        var scan = Samples.Pdf("% 纪检监察意见 王建国\n");
        Assert.Equal("not-a-scan", (await Assert.ThrowsAsync<InvalidInput>(() => Add(family.District, "%PDF-1.4 cut off"u8.ToArray(), now.Version))).Problems["content"].Single().Code);
        Assert.Equal("not-a-scan", (await Assert.ThrowsAsync<InvalidInput>(() => Add(family.District, "<script>%%EOF"u8.ToArray(), now.Version))).Problems["content"].Single().Code);
        Assert.Equal("not-a-scan", (await Assert.ThrowsAsync<InvalidInput>(() => Add(family.District, [], now.Version))).Problems["content"].Single().Code);
        Assert.Equal("opinion-unknown", await RuleOf(Add(family.District, scan, now.Version, opinion: 2)));
        Assert.Equal("nomination-not-here", await RuleOf(Add(family.Mine, scan, now.Version)));
        await Assert.ThrowsAsync<NotAllowed>(() => Add(family.District, scan, now.Version, role: Role.Auditor));
        var added = await Add(family.District, scan, now.Version, "C:\\扫描\\纪检函.pdf");
        Assert.Equal(("纪检函.pdf", "application/pdf", scan.Length), (added.Paper.Name, added.Paper.MediaType, added.Paper.Bytes));
        await Assert.ThrowsAsync<StaleRecord>(() => Add(family.District, scan, now.Version));

        // The district took it; the mine below has no business with it, and the city not before the nomination comes to it.
        var paper = Id(added.Paper.Id);
        Assert.Equal(scan, (await house.AskAsync(family.District, new OpenPaper(id, paper))).Content);
        Assert.Empty((await house.AskAsync(family.Mine, new ListPapers(id))).Items);
        await Assert.ThrowsAsync<NotFound>(() => house.AskAsync(family.Mine, new OpenPaper(id, paper)));
        await Assert.ThrowsAsync<NotFound>(() => house.AskAsync(family.City, new ListPapers(id)));
        await Assert.ThrowsAsync<NotFound>(() => house.AskAsync(family.City, new OpenPaper(id, paper)));
        await Assert.ThrowsAsync<NotAllowed>(() => house.AskAsync(family.District, new OpenPaper(id, paper), Role.Administrator));
        var beside = await house.FoundBesideAsync(family);
        await Assert.ThrowsAsync<NotFound>(() => house.AskAsync(beside, new OpenPaper(id, paper)));
        Assert.Equal((1, 0, 0), (await OnDeskAsync(family.District), await OnDeskAsync(family.City), await OnDeskAsync(family.Mine)));
        await house.SentOnAsync(family, nomination);
        Assert.Equal((0, 1), (await OnDeskAsync(family.District), await OnDeskAsync(family.City)));
        Assert.Equal(added.Paper, Assert.Single((await house.AskAsync(family.City, new ListPapers(id))).Items));
        Assert.Equal(scan, (await house.AskAsync(family.City, new OpenPaper(id, paper), Role.Leader)).Content);
        Assert.Equal("opinion-of-another-level", await RuleOf(Add(family.City, scan, (await house.AskAsync(family.City, new GetNomination(id))).Version)));

        await using var unit = house.Enter(family.City);
        Assert.Contains(await unit.Context.AuditEntries.Where(a => a.UnionId == family.City.Id && a.Action == "models.read-personal").ToListAsync(), a => a.Subject == $"paper {id} {paper}");
        // In the database there is no word of it, and what is put in its place is not opened.
        var session = unit.Get<DatabaseSession>();
        var kept = await unit.Context.Papers.AcrossUnions().AsNoTracking().SingleAsync(p => p.Id == paper);
        Assert.Equal(-1, kept.Encrypted.AsSpan().IndexOf("王建国"u8));
        Assert.EndsWith(added.Paper.Fingerprint, (await house.AskAsync(family.City, new GetHistory(id))).Items.Single(s => s.Kind == StepKind.Paper).Words, StringComparison.Ordinal);
        var forged = Convert.ToHexString(unit.Get<Federation.Framework.Security.Secrets>().Encrypt("%PDF-1.4 无违纪 %%EOF"u8));
        await session.ExecuteAsync($"UPDATE models.nomination_papers SET encrypted = '\\x{forged}'::bytea WHERE id = {added.Paper.Id}", CancellationToken.None);
        Assert.Equal("paper-changed", await RuleOf(house.AskAsync(family.City, new OpenPaper(id, paper))));

        async Task<int> OnDeskAsync(UnionInfo union) => (await house.AskAsync(union, new CountOnDesk())).Count;
    }

    [Fact]
    public async Task A_quota_holds_with_its_composition()
    {
        house.Today = new DateOnly(2021, 4, 1);
        var family = await house.FoundAsync();
        var selection = await house.SelectionAsync(family.City, places: 3);
        var holder = Id(selection.Id);
        Task<QuotaAnswer> Give(UnionInfo by, string to, int places, int? women = null) => house.AddAsync<Quota, QuotaInput, QuotaAnswer>(by, new QuotaInput { For = to, Places = places, Women = women }, holder);
        Assert.Equal("quota-above-selection", await RuleOf(Give(family.City, family.District.Code, 4)));
        Assert.Equal("quota-not-for-a-child", await RuleOf(Give(family.City, family.Mine.Code, 1)));
        await Give(family.City, family.District.Code, 2, women: 1);
        Assert.Equal("quota-there-already", await RuleOf(Give(family.City, family.District.Code, 1)));
        Assert.Equal("quota-above-selection", await RuleOf(Give(family.District, family.Mine.Code, 3)));

        async Task<NominationAnswer> AtDistrict(string name, Gender gender)
        {
            var nomination = await house.SentUpAsync(family, Somebody(selection, name, gender));
            await house.ReviewAsync(family.District, nomination, ReviewStage.First);
            return await house.ActAsync(family.District, nomination, house.Notice(NoticeStage.Region, name));
        }
        var (first, second, woman) = (await AtDistrict("甲建国", Gender.Man), await AtDistrict("乙建国", Gender.Man), await AtDistrict("丙丽娟", Gender.Woman));
        await house.ActAsync(family.District, first, new PassInput());
        Assert.Equal("quota-women", await RuleOf(house.ActAsync(family.District, second, new PassInput())));
        await house.ActAsync(family.District, woman, new PassInput());
        Assert.Equal("quota-used", await RuleOf(house.ActAsync(family.District, second, new PassInput())));
        await house.ActAsync(family.City, first, new RefusalInput { Reason = "不符合条件" });
        Assert.Equal(NominationState.UnderWay, (await house.ActAsync(family.District, second, new PassInput())).State);
    }

    [Fact]
    public async Task Who_hands_out_places_has_none_for_the_others_and_the_last_honour_is_granted_once()
    {
        house.Today = new DateOnly(2021, 4, 1);
        var family = await house.FoundAsync();
        var selection = await house.SelectionAsync(family.District, places: 1);
        var beside = await house.FoundBesideAsync(family);
        await house.AddAsync<Quota, QuotaInput, QuotaAnswer>(family.District, new QuotaInput { For = family.Mine.Code, Places = 1 }, Id(selection.Id));
        Assert.Equal("no-quota", await RuleOf(house.SentUpAsync(family, Somebody(selection), by: beside)));
        await using var unit = house.Enter(family.Mine);
        Assert.Equal([(selection.Id, "2021年评选")], await OfferedAsync());
        Assert.Equal("selection-not-open", await RuleOf(LateAsync()));
        // What is over is not offered, for a form to be filled in vain.
        Assert.Empty(await OfferedAsync());

        Task<IReadOnlyList<(string, string)>> OfferedAsync() => unit.Get<IEnumerable<IFieldChoices<LabourContext>>>().Single(c => c.Field == "selection").ListAsync("nominations", readOnly: false, CancellationToken.None);

        async Task LateAsync()
        {
            house.Today = new DateOnly(2022, 1, 1);
            await house.NominateAsync(family.Mine, Somebody(selection));
        }
    }

    [Fact]
    public async Task The_history_is_not_rewritten_by_the_context_nor_by_the_database_and_a_change_past_both_is_seen()
    {
        house.Today = new DateOnly(2021, 4, 1);
        var family = await house.FoundAsync();
        var nomination = await house.NominateAsync(family.Mine, Somebody(await house.SelectionAsync(family.City)));
        await using (var unit = house.Enter(family.Mine))
        {
            unit.Context.Remove(await unit.Context.Steps.FirstAsync(s => s.NominationId == Id(nomination.Id)));
            await Assert.ThrowsAsync<InvalidOperationException>(() => unit.Context.SaveChangesAsync());
        }
        await using (var unit = house.Enter(family.Mine))
        {
            var session = unit.Get<DatabaseSession>();
            var sql = $"UPDATE models.nomination_steps SET words = 'x' WHERE nomination_id = {nomination.Id}";
            await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => session.ExecuteAsync(sql, CancellationToken.None));
            await session.ExecuteAsync($"ALTER TABLE models.nomination_steps DISABLE TRIGGER USER; {sql}; ALTER TABLE models.nomination_steps ENABLE TRIGGER USER", CancellationToken.None);
        }
        Assert.False((await house.AskAsync(family.Mine, new GetHistory(Id(nomination.Id)))).Unbroken);
        // Nor is its end cut off unseen.
        var other = await house.NominateAsync(family.Mine, Somebody(await house.SelectionAsync(family.District)));
        await house.ActAsync(family.Mine, other, Consent());
        Assert.True((await house.AskAsync(family.Mine, new GetHistory(Id(other.Id)))).Unbroken);
        await using (var unit = house.Enter(family.Mine))
            await unit.Get<DatabaseSession>().ExecuteAsync($"ALTER TABLE models.nomination_steps DISABLE TRIGGER USER; DELETE FROM models.nomination_steps WHERE nomination_id = {other.Id} AND number = 2; ALTER TABLE models.nomination_steps ENABLE TRIGGER USER", CancellationToken.None);
        Assert.False((await house.AskAsync(family.Mine, new GetHistory(Id(other.Id)))).Unbroken);
    }

    [Fact]
    public async Task What_is_personal_is_seen_by_the_mine_and_by_the_levels_that_it_has_reached_and_the_log_knows()
    {
        house.Today = new DateOnly(2021, 4, 1);
        var family = await house.FoundAsync();
        var selection = await house.SelectionAsync(family.City);
        var draft = await house.NominateAsync(family.Mine, Somebody(selection));
        await Assert.ThrowsAsync<NotFound>(() => house.AskAsync(family.District, new GetNomination(Id(draft.Id))));
        var nomination = await house.SentUpAsync(family, Somebody(selection, "李丽娟", Gender.Woman));
        var id = Id(nomination.Id);
        Assert.Equal("***", (await house.AskAsync(family.District, new GetNominated(id))).Health);
        Assert.Equal("良好", (await house.AskAsync(family.District, new OpenHealth(id)))["health"]);
        await Assert.ThrowsAsync<NotFound>(() => house.AskAsync(family.City, new OpenHealth(id)));
        await Assert.ThrowsAsync<NotAllowed>(() => house.AskAsync(family.District, new OpenHealth(id), Role.Leader));
        Assert.Contains("****", (await house.AskAsync(family.Mine, new GetNominated(id))).IdentityNumber, StringComparison.Ordinal);
        await Assert.ThrowsAsync<NotFound>(() => house.AskAsync(family.City, new GetNominated(id)));
        await Assert.ThrowsAsync<NotFound>(() => house.AskAsync(family.Mine, new GetNominated(id), Role.Leader, at: family.City));
        await Assert.ThrowsAsync<NotAllowed>(() => house.AskAsync(family.District, new GetNominated(id), Role.Administrator));
        Assert.Equal("李丽娟", (await house.AskAsync(family.City, new GetNomination(id))).Name);
        await using var unit = house.Enter(family.District);
        var log = await unit.Context.AuditEntries.Where(a => a.UnionId == family.District.Id && a.Action == "models.read-personal").ToListAsync();
        Assert.Contains(log, a => a.Subject == $"nomination {id}");
        Assert.Equal(
            [$"nomination {id} health"],
            await unit.Context.AuditEntries.Where(a => a.UnionId == family.District.Id && a.Action == "record.open").Select(a => a.Subject).ToListAsync());

        var beside = await house.FoundBesideAsync(family);
        await Assert.ThrowsAsync<NotFound>(() => house.AskAsync(beside, new GetNomination(id)));
    }

    [Fact]
    public async Task Who_acts_on_an_old_version_is_told_and_loses_nothing()
    {
        house.Today = new DateOnly(2021, 4, 1);
        var family = await house.FoundAsync();
        var nomination = await house.NominateAsync(family.Mine, Somebody(await house.SelectionAsync(family.City)));
        await house.AskAsync(family.Mine, new ActOnNomination<ConsentInput>(Id(nomination.Id), nomination.Version, Consent()));
        await Assert.ThrowsAsync<StaleRecord>(() => house.AskAsync(family.Mine, new ActOnNomination<OpinionInput>(Id(nomination.Id), nomination.Version, new OpinionInput { Date = house.Today, Paper = "函" })));
        await Assert.ThrowsAsync<NotAllowed>(() => house.ActAsync(family.Mine, nomination, new ReviewInput { Date = house.Today }, Role.Clerk));
    }

    [Fact]
    public async Task Nobody_is_nominated_twice_in_a_selection_and_another_name_voids_the_notice()
    {
        house.Today = new DateOnly(2021, 4, 1);
        var family = await house.FoundAsync();
        var selection = await house.SelectionAsync(family.City);
        var number = IdentityNumber();
        var nomination = await house.NominateAsync(family.Mine, Somebody(selection, number: number));
        Assert.Equal("nominated-already", await RuleOf(house.NominateAsync(family.Mine, Somebody(selection, "王建军", number: number))));
        var noticed = await house.ActAsync(family.Mine, nomination, house.Notice(NoticeStage.Workplace));
        var changed = await house.AskAsync(family.Mine, new ChangeNomination(Id(nomination.Id), noticed.Version, Somebody(selection, "王建邦", number: number)));
        Assert.True(Assert.Single(changed.Notices).Lapsed);
    }

    [Fact]
    public async Task A_collective_gets_an_award_and_no_file()
    {
        house.Today = new DateOnly(2021, 4, 1);
        var family = await house.FoundAsync();
        var selection = await house.SelectionAsync(family.City, HonourKind.AdvancedCollective);
        var input = new NominationInput { Selection = selection.Id, Name = "采煤一队", Workplace = "某矿", Deeds = "安全生产五千天" };
        var nomination = await house.SentUpAsync(family, input);
        await house.SentOnAsync(family, nomination);
        await house.ReadyAsync(family, nomination);
        house.Today = new DateOnly(2021, 5, 20);
        await house.ActAsync(family.City, nomination, house.Decision());
        Assert.Null(Assert.Single((await house.AskAsync(family.Mine, new ListRecords<Award, AwardAnswer>(0, new RecordFilter(), First))).Items).Model);
        Assert.Empty((await house.AskAsync(family.Mine, new ListRecords<ModelFile, ModelAnswer>(0, new RecordFilter(), First))).Items);
    }
}
