using Federation.Framework.Handlers;
using Federation.Framework.Records;
using Federation.Framework.Tenancy;
using Federation.Kernel;
using Federation.Kernel.Checks;
using Federation.LabourModels.Allowances;
using Federation.LabourModels.Inputs;
using Federation.LabourModels.Files;
using Federation.LabourModels.Honours;
using Federation.LabourModels.Nominations;
using Federation.LabourModels.Studios;
using Federation.LabourModels.Talks;
using Record = Federation.Framework.Records.Record;
using static Federation.LabourModels.Tests.Given;

namespace Federation.LabourModels.Tests.Records;

/// <summary>Who changes or removes what somebody else has changed meanwhile is told, and nothing is lost.</summary>
[Collection(LabourCollection.Name)]
public sealed class VersionTests(LabourFixture house)
{
    private static readonly DateOnly Day = new(2021, 3, 1);

    [Fact]
    public async Task An_old_version_of_any_record_is_refused_and_the_newer_one_stays()
    {
        house.Today = new DateOnly(2021, 4, 15);
        var family = await house.FoundAsync();
        var mine = family.Mine;
        var honour = await StaleAsync<Honour, HonourInput, HonourAnswer>(family.City, new HonourInput { Name = "市劳动模范", Kind = HonourKind.LabourModel, Body = "市人民政府" }, i => i.EveryYears = 3);
        var selection = await StaleAsync<Selection, SelectionInput, SelectionAnswer>(family.City, new SelectionInput { Honour = honour, Name = "评选", Year = 2021, Opens = Day, Closes = new DateOnly(2021, 12, 31) }, i => i.Places = 9);
        await StaleAsync<Quota, QuotaInput, QuotaAnswer>(family.City, new QuotaInput { For = family.District.Code, Places = 2 }, i => i.Places = 3, selection);
        await StaleAsync<AllowanceRule, AllowanceInput, AllowanceAnswer>(family.City, new AllowanceInput { Kind = AllowanceKind.SpecialHardship, ValidFrom = Day, Cap = 5_000, Paper = "1号" }, i => i.Cap = 6_000);
        var file = await StaleAsync<ModelFile, ModelInput, ModelAnswer>(mine, Model(Day), i => i.Workplace = "选煤厂");
        await StaleAsync<HardshipSpell, HardshipInput, HardshipAnswer>(mine, new HardshipInput { From = Day }, i => i.Note = "透析", file);
        await StaleAsync<Benefit, BenefitInput, BenefitAnswer>(mine, new BenefitInput { Date = Day, Kind = BenefitKind.Recuperation, Amount = 3_000 }, i => i.Amount = 2_000, file);
        await StaleAsync<Award, AwardInput, AwardAnswer>(mine, new AwardInput { Honour = honour, Name = "李海燕", Model = file, Body = "市人民政府", Number = "1号", Date = Day }, i => i.Body = "某市人民政府");
        var studio = await StaleAsync<Studio, StudioInput, StudioAnswer>(mine, new StudioInput { Name = "工作室", Leader = "李海燕", Opened = Day }, i => i.Field = "采掘");
        await StaleAsync<Member, MemberInput, MemberAnswer>(mine, new MemberInput { Name = "张志强", From = Day }, i => i.Trade = "电工", studio);
        await StaleAsync<Project, ProjectInput, ProjectAnswer>(mine, new ProjectInput { Name = "项目", Date = Day }, i => i.Aim = "日进十米", studio);
        await StaleAsync<Result, ResultInput, ResultAnswer>(mine, new ResultInput { Name = "成果", Date = Day }, i => i.Prize = "一等奖", studio);
        await StaleAsync<Patent, PatentInput, PatentAnswer>(mine, new PatentInput { Name = "专利", Date = Day }, i => i.Number = "ZL9", studio);
        await StaleAsync<Method, MethodInput, MethodAnswer>(mine, new MethodInput { Name = "操作法", Date = Day }, i => i.Use = "三个矿", studio);
        await StaleAsync<Talk, TalkInput, TalkAnswer>(mine, new TalkInput { Date = Day, Speaker = "李海燕", Topic = "劳模精神", Place = "礼堂", Audience = 80 }, i => i.Audience = 90);
    }

    [Fact]
    public async Task What_is_still_to_come_is_not_entered_as_done()
    {
        house.Today = new DateOnly(2021, 4, 15);
        var (family, tomorrow) = (await house.FoundAsync(), new DateOnly(2021, 4, 16));
        var file = Id((await house.FileAsync(family.Mine, Day)).Id);
        var dead = Model(Day);
        dead.DiedOn = tomorrow;
        await AheadAsync("diedOn", house.AddAsync<ModelFile, ModelInput, ModelAnswer>(family.Mine, dead));
        await AheadAsync("since", house.FileAsync(family.Mine, tomorrow));
        await AheadAsync("date", house.AddAsync<Benefit, BenefitInput, BenefitAnswer>(family.Mine, new BenefitInput { Date = tomorrow, Kind = BenefitKind.CheckUp }, file));
        await AheadAsync("from", house.AddAsync<HardshipSpell, HardshipInput, HardshipAnswer>(family.Mine, new HardshipInput { From = tomorrow }, file));
        await AheadAsync("date", house.AddAsync<Talk, TalkInput, TalkAnswer>(family.Mine, new TalkInput { Date = tomorrow, Speaker = "李海燕", Topic = "劳模精神", Place = "礼堂" }));

        static async Task AheadAsync(string field, Task work) => Assert.Equal("date-ahead-of-today", (await Assert.ThrowsAsync<InvalidInput>(() => work)).Problems[field].Single().Code);
    }

    [Fact]
    public async Task An_old_version_of_a_nomination_is_refused_by_whatever_is_done_to_it()
    {
        house.Today = new DateOnly(2021, 4, 1);
        var family = await house.FoundAsync();
        var selection = await house.SelectionAsync(family.City);
        var nomination = await house.SentUpAsync(family, Somebody(selection));
        var (id, old) = (Id(nomination.Id), nomination.Version - 1);
        await StaleAsync(new ConsentInput { Present = 1 });
        await StaleAsync(new OpinionInput());
        await StaleAsync(new ReviewInput());
        await StaleAsync(new NoticeInput());
        await StaleAsync(new ObjectionInput());
        await StaleAsync(new AnswerInput { Objection = 1 });
        await StaleAsync(new PassInput());
        await StaleAsync(new ReturnInput());
        await StaleAsync(new RefusalInput());
        await StaleAsync(new DecisionInput());
        await Assert.ThrowsAsync<StaleRecord>(() => house.AskAsync(family.Mine, new ActOnNomination<WithdrawalInput>(id, old, new WithdrawalInput())));
        await Assert.ThrowsAsync<StaleRecord>(() => house.AskAsync(family.Mine, new ChangeNomination(id, old, Somebody(selection))));
        Assert.Equal(nomination.Version, (await house.AskAsync(family.District, new GetNomination(id))).Version);

        Task StaleAsync<TInput>(TInput input) where TInput : class, IChecked, new() => Assert.ThrowsAsync<StaleRecord>(() => house.AskAsync(family.District, new ActOnNomination<TInput>(id, old, input)));
    }

    [Fact]
    public async Task Of_two_at_the_same_moment_one_is_done()
    {
        house.Today = new DateOnly(2021, 4, 1);
        var family = await house.FoundAsync();
        var nomination = await house.SentUpAsync(family, Somebody(await house.SelectionAsync(family.City)));
        var outcomes = await Task.WhenAll(Enumerable.Range(1, 4).Select(n => TryAsync(() => house.AskAsync(
            family.District, new ActOnNomination<OpinionInput>(Id(nomination.Id), nomination.Version, new OpinionInput { Date = house.Today, Favourable = true, Paper = $"函{n}号" })))));
        Assert.Equal(1, outcomes.Count(o => o));
        Assert.Single((await house.AskAsync(family.District, new GetNomination(Id(nomination.Id)))).Opinions);
        Assert.True((await house.AskAsync(family.District, new GetHistory(Id(nomination.Id)))).Unbroken);

        // Ten places for four quotas of three each.
        var selection = await house.SelectionAsync(family.District, HonourKind.LabourMedal, places: 10);
        var mines = new List<UnionInfo>();
        for (var i = 0; i < 4; i++) mines.Add(await house.FoundBesideAsync(family));
        await Task.WhenAll(mines.Select(m => TryAsync(() => house.AddAsync<Quota, QuotaInput, QuotaAnswer>(family.District, new QuotaInput { For = m.Code, Places = 3 }, Id(selection.Id)))));
        Assert.Equal(9, (await house.AskAsync(family.District, new ListRecords<Quota, QuotaAnswer>(Id(selection.Id), new RecordFilter(), new(50, null)))).Items.Sum(q => q.Places));
    }

    [Fact]
    public async Task A_payment_beside_a_table_or_an_end_is_added_up_with_it_or_refused()
    {
        house.Today = new DateOnly(2021, 4, 1);
        var family = await house.FoundAsync();
        await house.AddAsync<AllowanceRule, AllowanceInput, AllowanceAnswer>(
            family.City, new AllowanceInput { Kind = AllowanceKind.Festival, ValidFrom = new DateOnly(2021, 1, 1), Each = 500, Times = 1, Paper = "工发1号" });
        for (var round = 0; round < 4; round++)
        {
            var number = IdentityNumber();
            var file = await house.FileAsync(family.Mine, new DateOnly(2021, 1, 10), number: number);
            var ended = Model(new DateOnly(2021, 1, 10));
            (ended.IdentityNumber, ended.LeftOn) = (null, new DateOnly(2021, 3, 31));

            // One festival a year, paid by two hands; and paid on a day on which the other says that the model was gone.
            Assert.Equal(1, Done(await Task.WhenAll(
                TryAsync(() => house.ImportAsync(family.Mine, "models-benefits", $"identityNumber,date,kind,amount\n{number},2021-02-12,festival,500\n")),
                TryAsync(() => PayAsync(file, BenefitKind.Festival, new DateOnly(2021, 2, 13))))));
            Assert.Equal(1, Done(await Task.WhenAll(
                TryAsync(() => PayAsync(file, BenefitKind.CheckUp, house.Today)),
                TryAsync(() => house.AskAsync(family.Mine, new ChangeRecord<ModelFile, ModelInput, ModelAnswer>(0, Id(file.Id), file.Version, ended))))));
        }

        static int Done(IEnumerable<bool> outcomes) => outcomes.Count(o => o);

        Task PayAsync(ModelAnswer file, BenefitKind kind, DateOnly on) => house.AddAsync<Benefit, BenefitInput, BenefitAnswer>(family.Mine, new BenefitInput { Date = on, Kind = kind, Amount = 500 }, Id(file.Id));
    }

    private static async Task<bool> TryAsync(Func<Task> work)
    {
        try
        {
            await work();
            return true;
        }
        catch (Exception refused) when (refused is StaleRecord or RuleViolation or InvalidInput)
        {
            return false;
        }
    }

    /// <summary>Enters a record, changes it, and comes twice more with the version of before.</summary>
    /// <returns>Its id.</returns>
    private async Task<string> StaleAsync<TEntry, TInput, TAnswer>(UnionInfo union, TInput input, Action<TInput> change, string? holder = null)
        where TEntry : Record, IRecord<LabourContext, TInput, TAnswer> where TInput : RecordInput where TAnswer : IRecordAnswer
    {
        var of = holder is null ? 0 : Id(holder);
        var first = await house.AddAsync<TEntry, TInput, TAnswer>(union, input, of);
        change(input);
        var second = await house.AskAsync(union, new ChangeRecord<TEntry, TInput, TAnswer>(of, Id(first.Id), first.Version, input));
        await Assert.ThrowsAsync<StaleRecord>(() => house.AskAsync(union, new ChangeRecord<TEntry, TInput, TAnswer>(of, Id(first.Id), first.Version, input)));
        await Assert.ThrowsAsync<StaleRecord>(() => house.AskAsync(union, new RemoveRecord<TEntry>(of, Id(first.Id), first.Version)));
        Assert.NotEqual(first, second);
        Assert.Equal(second, await house.AskAsync(union, new GetRecord<TEntry, TAnswer>(of, Id(first.Id))));
        return first.Id;
    }
}
