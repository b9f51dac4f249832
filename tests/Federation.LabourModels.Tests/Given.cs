using Federation.Framework.Handlers;
using Federation.Framework.Records;
using Federation.Framework.Tenancy;
using Federation.Kernel;
using Federation.LabourModels.Inputs;
using Federation.LabourModels.Files;
using Federation.LabourModels.Honours;
using Federation.LabourModels.Nominations;
using System.Globalization;

namespace Federation.LabourModels.Tests;

/// <summary>Honours, selections, nominations and files as tests begin with them.</summary>
internal static class Given
{
    extension(Unit unit)
    {
        public LabourContext Context => unit.Get<LabourContext>();
    }


    public static long Id(string id) => long.Parse(id, CultureInfo.InvariantCulture);

    /// <summary>The code of the rule that some work breaks.</summary>
    public static async Task<string> RuleOf(Task work) => (await Assert.ThrowsAsync<RuleViolation>(() => work)).Code;

    public static Task<TAnswer> AddAsync<TEntry, TInput, TAnswer>(this LabourFixture house, UnionInfo union, TInput input, long holder = 0) where TInput : RecordInput =>
        house.AskAsync(union, new AddRecord<TEntry, TInput, TAnswer>(holder, input));

    /// <summary>A selection of 2021 for city labour models, open all year.</summary>
    public static async Task<SelectionAnswer> SelectionAsync(this LabourFixture house, UnionInfo keeper, HonourKind kind = HonourKind.LabourModel, int? places = null)
    {
        var collective = kind is HonourKind.LabourCertificate or HonourKind.AdvancedCollective or HonourKind.WorkersPioneer;
        var honour = await house.AddAsync<Honour, HonourInput, HonourAnswer>(keeper, new HonourInput
        {
            Name = $"市{kind}", Kind = kind, Level = HonourLevel.City, Recipient = collective ? Recipient.Collective : Recipient.Person, Granting = GrantingBody.Government, Body = "市人民政府",
        });
        return await house.AddAsync<Selection, SelectionInput, SelectionAnswer>(keeper, new SelectionInput
        {
            Honour = honour.Id, Name = "2021年评选", Year = 2021, Opens = new DateOnly(2021, 1, 1), Closes = new DateOnly(2021, 12, 31), Places = places,
        });
    }

    public static NominationInput Somebody(SelectionAnswer selection, string name = "王建国", Gender gender = Gender.Man, bool frontline = true, string? number = null) => new()
    {
        Selection = selection.Id, Name = name, Gender = gender, IdentityNumber = number ?? IdentityNumber(), Workplace = "采煤一队", Post = "班长", Frontline = frontline, Deeds = "二十年无事故", Health = "良好",
    };

    public static Task<NominationAnswer> NominateAsync(this LabourFixture house, UnionInfo union, NominationInput input) => house.AskAsync(union, new BeginNomination(input));

    /// <summary>Does one act on a nomination in its present version.</summary>
    public static async Task<NominationAnswer> ActAsync<TInput>(this LabourFixture house, UnionInfo union, NominationAnswer nomination, TInput input, Role role = Role.Reviewer) where TInput : class, IChecked, new()
    {
        var now = await house.AskAsync(union, new GetNomination(Id(nomination.Id)));
        return await house.AskAsync(union, new ActOnNomination<TInput>(Id(nomination.Id), now.Version, input), role);
    }

    public static ConsentInput Consent(int inFavour = 40) => new() { Date = new DateOnly(2021, 3, 1), Meeting = "三届二次职代会", Present = 50, InFavour = inFavour, Paper = "决议1号" };

    /// <summary>A notice that stands for two weeks and ends the day before today.</summary>
    public static NoticeInput Notice(this LabourFixture house, NoticeStage stage, string name = "王建国") =>
        new() { Stage = stage, From = house.Today.AddDays(-14), To = house.Today.AddDays(-1), Place = "公开栏", Name = name };

    /// <summary>A nomination that the mine has sent up to its district.</summary>
    public static async Task<NominationAnswer> SentUpAsync(this LabourFixture house, Family family, NominationInput input, UnionInfo? by = null)
    {
        var mine = by ?? family.Mine;
        var nomination = await house.NominateAsync(mine, input);
        await house.ActAsync(mine, nomination, Consent());
        await house.ActAsync(mine, nomination, house.Notice(NoticeStage.Workplace, input.Name));
        return await house.ActAsync(mine, nomination, new PassInput());
    }

    /// <summary>A review of today; two weeks later the notice that follows it can have stood.</summary>
    public static async Task<NominationAnswer> ReviewAsync(this LabourFixture house, UnionInfo union, NominationAnswer nomination, ReviewStage stage)
    {
        var reviewed = await house.ActAsync(union, nomination, new ReviewInput { Stage = stage, Date = house.Today, Passed = true });
        house.Today = house.Today.AddDays(15);
        return reviewed;
    }

    /// <summary>The district reviews it, publishes it and sends it on to the city.</summary>
    public static async Task<NominationAnswer> SentOnAsync(this LabourFixture house, Family family, NominationAnswer nomination)
    {
        await house.ReviewAsync(family.District, nomination, ReviewStage.First);
        await house.ActAsync(family.District, nomination, house.Notice(NoticeStage.Region, nomination.Name));
        await house.ActAsync(family.District, nomination, new OpinionInput { Office = OpinionOffice.Discipline, Date = house.Today, Favourable = true, Paper = "纪检函1号" });
        return await house.ActAsync(family.District, nomination, new PassInput { Words = "同意上报" });
    }

    /// <summary>The city reviews it again and publishes it; the decision may follow.</summary>
    public static async Task<NominationAnswer> ReadyAsync(this LabourFixture house, Family family, NominationAnswer nomination)
    {
        await house.ReviewAsync(family.City, nomination, ReviewStage.Second);
        return await house.ActAsync(family.City, nomination, house.Notice(NoticeStage.Granting, nomination.Name));
    }

    public static DecisionInput Decision(this LabourFixture house) => new() { Granting = GrantingBody.Government, Body = "市人民政府", Number = "市政发〔2021〕5号", Date = house.Today };

    public static Task<ModelAnswer> FileAsync(this LabourFixture house, UnionInfo union, DateOnly since, decimal? income = null, string? number = null) =>
        house.AddAsync<ModelFile, ModelInput, ModelAnswer>(union, Model(since, income, number));

    public static ModelInput Model(DateOnly since, decimal? income = null, string? number = null) =>
        new() { Name = "李海燕", IdentityNumber = number ?? IdentityNumber(), Gender = Gender.Woman, Since = since, Workplace = "机修厂", Service = ServiceState.InService, MonthlyIncome = income };

    public static string IdentityNumber() => MadeUp.IdentityNumber(born: 1950);
}
