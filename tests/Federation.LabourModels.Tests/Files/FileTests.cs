using Federation.Framework.Records;
using Federation.Framework.Tenancy;
using Federation.Framework.Web;
using Federation.Kernel;
using Federation.LabourModels.Allowances;
using Federation.LabourModels.Inputs;
using Federation.LabourModels.Files;
using Federation.LabourModels.Honours;
using System.Globalization;
using static Federation.LabourModels.Tests.Given;

namespace Federation.LabourModels.Tests.Files;

[Collection(LabourCollection.Name)]
public sealed class FileTests(LabourFixture house)
{
    private static readonly DateOnly Since = new(2021, 1, 10);

    [Fact]
    public async Task A_person_has_one_open_file_in_the_federation_and_whose_it_is_is_not_told()
    {
        house.Today = new DateOnly(2021, 4, 1);
        var (here, there) = (await house.FoundAsync(), await house.FoundAsync());
        var number = IdentityNumber();
        var file = await house.FileAsync(here.Mine, Since, number: number);
        Assert.Equal("model-on-record-already", await RuleOf(house.FileAsync(there.Mine, Since, number: number)));
        Assert.DoesNotContain(number, file.IdentityNumber, StringComparison.Ordinal);

        var left = Model(Since, number: number);
        left.IdentityNumber = null;
        left.LeftOn = new DateOnly(2021, 3, 1);
        await house.AskAsync(here.Mine, new ChangeRecord<ModelFile, ModelInput, ModelAnswer>(0, Id(file.Id), file.Version, left));
        Assert.True((await house.FileAsync(there.Mine, new DateOnly(2021, 3, 1), number: number)).OnRecord);
    }

    [Fact]
    public async Task A_death_ends_the_record_from_the_day_after_and_every_month_since_is_measured_again()
    {
        house.Today = new DateOnly(2021, 4, 15);
        var family = await house.FoundAsync();
        var file = await house.FileAsync(family.Mine, Since);
        Assert.Equal(["202101 models.files", "202102 models.files", "202103 models.files", "202104 models.files"], (await house.TakeMarksAsync(family.Mine)).Where(m => m.EndsWith("files", StringComparison.Ordinal)));
        var died = Model(Since);
        (died.IdentityNumber, died.DiedOn) = (null, new DateOnly(2021, 3, 31));
        var ended = await house.AskAsync(family.Mine, new ChangeRecord<ModelFile, ModelInput, ModelAnswer>(0, Id(file.Id), file.Version, died));
        Assert.False(ended.OnRecord);
        Assert.Equal(["202104 models.files"], await house.TakeMarksAsync(family.Mine));
        Assert.Equal("model-not-on-record", await RuleOf(PayAsync(family, file, BenefitKind.CheckUp, 100)));
        await Assert.ThrowsAsync<StaleRecord>(() => house.AskAsync(family.Mine, new ChangeRecord<ModelFile, ModelInput, ModelAnswer>(0, Id(file.Id), file.Version, died)));
    }

    [Fact]
    public async Task Only_the_months_are_measured_again_of_which_something_changes()
    {
        house.Today = new DateOnly(2021, 4, 15);
        var family = await house.FoundAsync();
        var (file, terms) = (await house.FileAsync(family.Mine, new DateOnly(2020, 11, 3)), Model(new DateOnly(2020, 11, 3)));
        terms.IdentityNumber = null;
        Assert.Equal(["202011 models.files", "202012 models.files", "202101 models.files", "202102 models.files", "202103 models.files", "202104 models.files"], await house.TakeMarksAsync(family.Mine));
        async Task<IReadOnlyList<string>> ChangeAsync()
        {
            file = await house.AskAsync(family.Mine, new ChangeRecord<ModelFile, ModelInput, ModelAnswer>(0, Id(file.Id), file.Version, terms));
            return await house.TakeMarksAsync(family.Mine);
        }
        terms.Phone = "13900000001";
        Assert.Empty(await ChangeAsync());
        terms.Since = new DateOnly(2021, 1, 5);
        Assert.Equal(["202011 models.files", "202012 models.files", "202101 models.files"], await ChangeAsync());
        await house.AddAsync<HardshipSpell, HardshipInput, HardshipAnswer>(family.Mine, new HardshipInput { From = Day("2021-02-01"), To = Day("2021-03-01") }, Id(file.Id));
        Assert.Equal(["202102 models.hardship"], await house.TakeMarksAsync(family.Mine));
        terms.LeftOn = new DateOnly(2021, 4, 1);
        Assert.Equal(["202104 models.files", "202104 models.hardship"], await ChangeAsync());
        // A time long past leaves the months since alone.
        var old = Model(new DateOnly(1988, 5, 1));
        old.DiedOn = new DateOnly(1988, 7, 9);
        await house.AddAsync<ModelFile, ModelInput, ModelAnswer>(family.Mine, old);
        Assert.Equal(["198805 models.files", "198806 models.files", "198807 models.files"], await house.TakeMarksAsync(family.Mine));
    }

    [Fact]
    public async Task Who_came_back_has_a_second_file_after_the_first_and_never_two_at_once()
    {
        house.Today = new DateOnly(2021, 4, 15);
        var family = await house.FoundAsync();
        var number = IdentityNumber();
        var file = await house.FileAsync(family.Mine, Since, number: number);
        var left = Model(Since);
        (left.IdentityNumber, left.LeftOn) = (null, new DateOnly(2021, 3, 1));
        file = await house.AskAsync(family.Mine, new ChangeRecord<ModelFile, ModelInput, ModelAnswer>(0, Id(file.Id), file.Version, left));
        Assert.Equal("model-on-record-already", await RuleOf(house.FileAsync(family.Mine, new DateOnly(2021, 2, 1), number: number)));
        Assert.True((await house.FileAsync(family.Mine, new DateOnly(2021, 4, 1), number: number)).OnRecord);
        left.LeftOn = null;
        Assert.Equal("model-on-record-already", await RuleOf(house.AskAsync(family.Mine, new ChangeRecord<ModelFile, ModelInput, ModelAnswer>(0, Id(file.Id), file.Version, left))));
    }

    [Fact]
    public async Task Whose_last_title_is_revoked_is_no_longer_on_record_and_comes_back_with_it()
    {
        house.Today = new DateOnly(2021, 4, 15);
        var family = await house.FoundAsync();
        var number = IdentityNumber();
        var file = await house.FileAsync(family.Mine, Since, number: number);
        var honour = await house.AddAsync<Honour, HonourInput, HonourAnswer>(family.City, new HonourInput { Name = "市劳动模范", Kind = HonourKind.LabourModel, Level = HonourLevel.City, Body = "市人民政府" });
        AwardInput Terms(string decision, string? revoked = null) => new()
        {
            Honour = honour.Id, Name = file.Name, Model = file.Id, Body = "市人民政府", Number = decision, Date = Since, RevokedOn = revoked is null ? null : Day(revoked), RevokedBy = revoked is null ? null : "市政发〔2021〕9号",
        };
        var awards = new Dictionary<string, AwardAnswer>();
        foreach (var decision in new[] { "1号", "2号" }) awards[decision] = await house.AddAsync<Award, AwardInput, AwardAnswer>(family.Mine, Terms(decision));
        async Task<ModelAnswer> ChangeAsync(string decision, string? revoked)
        {
            awards[decision] = await house.AskAsync(family.Mine, new ChangeRecord<Award, AwardInput, AwardAnswer>(0, Id(awards[decision].Id), awards[decision].Version, Terms(decision, revoked)));
            return await house.AskAsync(family.Mine, new GetRecord<ModelFile, ModelAnswer>(0, Id(file.Id)));
        }
        await house.TakeMarksAsync(family.Mine);
        Assert.True((await ChangeAsync("1号", "2021-02-01")).OnRecord);
        var gone = await ChangeAsync("2号", "2021-03-01");
        Assert.Equal((false, Day("2021-03-01"), "市政发〔2021〕9号"), (gone.OnRecord, gone.RevokedOn!.Value, gone.RevokedBy));
        Assert.Contains("202103 models.files", await house.TakeMarksAsync(family.Mine));
        Assert.Equal("model-not-on-record", await RuleOf(PayAsync(family, file, BenefitKind.CheckUp, 100)));
        // The person's place is free, and taken again when the revocation is.
        Assert.True((await ChangeAsync("2号", null)).OnRecord);
        Assert.Equal("model-on-record-already", await RuleOf(house.FileAsync((await house.FoundAsync()).Mine, Since, number: number)));
    }

    [Fact]
    public async Task From_above_there_are_no_files()
    {
        house.Today = new DateOnly(2021, 4, 1);
        var family = await house.FoundAsync();
        var file = await house.FileAsync(family.Mine, Since);
        await Assert.ThrowsAsync<NotFound>(() => house.AskAsync(family.District, new GetRecord<ModelFile, ModelAnswer>(0, Id(file.Id))));
        await Assert.ThrowsAsync<NotFound>(() => house.AskAsync(family.Mine, new GetRecord<ModelFile, ModelAnswer>(0, Id(file.Id)), Role.Leader, at: family.District));
        await Assert.ThrowsAsync<NotAllowed>(() => house.AskAsync(family.Mine, new GetRecord<ModelFile, ModelAnswer>(0, Id(file.Id)), Role.Administrator));
        Assert.Equal("机修厂", (await house.AskAsync(family.Mine, new GetRecord<ModelFile, ModelAnswer>(0, Id(file.Id)), Role.Auditor)).Workplace);
        Assert.Empty((await house.AskAsync(family.District, new ListRecords<ModelFile, ModelAnswer>(0, new RecordFilter(), new PageRequest(10, null)))).Items);
    }

    [Fact]
    public async Task The_gap_to_the_living_cost_line_is_paid_up_to_the_cap_by_the_nearest_rule_of_the_day()
    {
        house.Today = new DateOnly(2021, 4, 1);
        var family = await house.FoundAsync();
        var file = await house.FileAsync(family.Mine, Since, income: 900);
        Assert.Equal("no-allowance-rule", await RuleOf(PayAsync(family, file, BenefitKind.LivingAllowance, 100)));
        await RuleAsync(family.City, AllowanceKind.LivingAllowance, "2020-01-01", line: 1_000, cap: 5_000);
        Assert.Equal("above-allowance", await RuleOf(PayAsync(family, file, BenefitKind.LivingAllowance, 1_201)));
        await PayAsync(family, file, BenefitKind.LivingAllowance, 700);
        Assert.Equal("above-allowance", await RuleOf(PayAsync(family, file, BenefitKind.LivingAllowance, 501)));
        await PayAsync(family, file, BenefitKind.LivingAllowance, 500);

        await RuleAsync(family.District, AllowanceKind.LivingAllowance, "2021-03-01", line: 2_000, cap: 3_000);
        Assert.Equal("allowance-overlaps", await RuleOf(RuleAsync(family.District, AllowanceKind.LivingAllowance, "2021-06-01", line: 1, cap: 1)));
        var entitled = (await house.AskAsync(family.Mine, new GetEntitlements(Id(file.Id)))).Items.Single(i => i.Kind == AllowanceKind.LivingAllowance);
        Assert.Equal((3_000m, 1_200m, 1_800m), (entitled.Most, entitled.Paid, entitled.Left));
        // Before March the city's rule held, and it is used up.
        Assert.Equal("above-allowance", await RuleOf(PayAsync(family, file, BenefitKind.LivingAllowance, 1, new DateOnly(2021, 2, 1))));

        var rich = await house.FileAsync(family.Mine, Since, income: 2_000);
        Assert.Equal("income-above-line", await RuleOf(PayAsync(family, rich, BenefitKind.LivingAllowance, 1)));
        Assert.Equal("income-unknown", await RuleOf(PayAsync(family, await house.FileAsync(family.Mine, Since), BenefitKind.LivingAllowance, 1)));
    }

    [Fact]
    public async Task Help_in_special_hardship_needs_the_hardship_and_festival_money_is_paid_so_many_times()
    {
        house.Today = new DateOnly(2021, 4, 1);
        var family = await house.FoundAsync();
        var file = await house.FileAsync(family.Mine, Since);
        await RuleAsync(family.City, AllowanceKind.SpecialHardship, "2020-01-01", cap: 20_000);
        await RuleAsync(family.City, AllowanceKind.Festival, "2020-01-01", each: 500, times: 2);
        Assert.Equal("not-in-hardship", await RuleOf(PayAsync(family, file, BenefitKind.SpecialHardship, 1_000)));
        Task<HardshipAnswer> Spell(string from, string? to) => house.AddAsync<HardshipSpell, HardshipInput, HardshipAnswer>(
            family.Mine, new HardshipInput { From = Day(from), To = to is null ? null : Day(to), Cause = HardshipCause.SeriousIllness }, Id(file.Id));
        await Spell("2021-02-01", null);
        Assert.Equal("hardship-overlaps", await RuleOf(Spell("2021-03-01", "2021-04-01")));
        Assert.Equal("model-not-on-record", await RuleOf(Spell("2020-03-01", "2020-04-01")));
        await house.TakeMarksAsync(family.Mine);
        await PayAsync(family, file, BenefitKind.SpecialHardship, 20_000);
        Assert.Equal(["202104 models.benefits"], await house.TakeMarksAsync(family.Mine));
        Assert.Equal("above-allowance", await RuleOf(PayAsync(family, file, BenefitKind.SpecialHardship, 1)));

        Assert.Equal("above-allowance", await RuleOf(PayAsync(family, file, BenefitKind.Festival, 501)));
        await PayAsync(family, file, BenefitKind.Festival, 500);
        await PayAsync(family, file, BenefitKind.Festival, 300);
        Assert.Equal("festivals-used", await RuleOf(PayAsync(family, file, BenefitKind.Festival, 100)));
        await PayAsync(family, file, BenefitKind.Recuperation, 3_000);
        Assert.Equal("model-in-use", await RuleOf(house.AskAsync(family.Mine, new RemoveRecord<ModelFile>(0, Id(file.Id), file.Version))));
    }

    private Task<BenefitAnswer> PayAsync(Family family, ModelAnswer file, BenefitKind kind, decimal amount, DateOnly? on = null) =>
        house.AddAsync<Benefit, BenefitInput, BenefitAnswer>(family.Mine, new BenefitInput { Date = on ?? house.Today, Kind = kind, Amount = amount }, Id(file.Id));

    private Task<AllowanceAnswer> RuleAsync(UnionInfo union, AllowanceKind kind, string from, decimal? line = null, decimal? cap = null, decimal? each = null, int? times = null) =>
        house.AddAsync<AllowanceRule, AllowanceInput, AllowanceAnswer>(union, new AllowanceInput { Kind = kind, ValidFrom = Day(from), Line = line, Cap = cap, Each = each, Times = times, Paper = "工发〔2020〕1号" });

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
