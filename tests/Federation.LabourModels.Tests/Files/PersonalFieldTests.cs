using Federation.Framework.Databases;
using Federation.Framework.Handlers;
using Federation.Framework.Records;
using Federation.Framework.Tenancy;
using Federation.Framework.Web;
using Federation.Kernel;
using Federation.LabourModels.Files;
using Federation.LabourModels.Inputs;
using Microsoft.EntityFrameworkCore;
using static Federation.LabourModels.Tests.Given;

namespace Federation.LabourModels.Tests.Files;

[Collection(LabourCollection.Name)]
public sealed class PersonalFieldTests(LabourFixture house)
{
    private static readonly DateOnly Since = new(2020, 11, 1);

    [Fact]
    public async Task Telephone_health_income_and_notes_are_stored_sealed_and_shown_masked()
    {
        house.Today = new DateOnly(2021, 4, 1);
        var family = await house.FoundAsync();
        var terms = Model(Since, income: 1_234.5m);
        (terms.Phone, terms.Health) = ("13911112222", "尘肺二期");
        var file = await house.AddAsync<ModelFile, ModelInput, ModelAnswer>(family.Mine, terms);
        Assert.Equal(("139****2222", "***", "***"), (file.Phone, file.Health, file.MonthlyIncome));
        var spell = await house.AddAsync<HardshipSpell, HardshipInput, HardshipAnswer>(
            family.Mine, new HardshipInput { From = Since, Cause = HardshipCause.SeriousIllness, Note = "每月透析" }, Id(file.Id));
        var benefit = await house.AddAsync<Benefit, BenefitInput, BenefitAnswer>(
            family.Mine, new BenefitInput { Date = house.Today, Kind = BenefitKind.CheckUp, Note = "肺功能复查" }, Id(file.Id));
        Assert.Equal(("***", "***"), (spell.Note, benefit.Note));

        await using var unit = house.Enter(family.Mine);
        foreach (var table in new[] { "files", "hardship_spells", "benefits" })
            foreach (var row in await unit.Get<DatabaseSession>().ReadAsync($"SELECT * FROM models.{table}", r => string.Join('|', Enumerable.Range(0, r.FieldCount).Select(i => Printed(r.GetValue(i)))), CancellationToken.None))
                Assert.DoesNotMatch("13911112222|尘肺|透析|肺功能", row);
    }

    [Fact]
    public async Task A_field_is_opened_one_by_one_by_those_who_write_it_and_the_log_says_whose()
    {
        house.Today = new DateOnly(2021, 4, 1);
        var family = await house.FoundAsync();
        var terms = Model(Since, income: 1_234.5m);
        terms.Phone = "13911112222";
        var file = await house.AddAsync<ModelFile, ModelInput, ModelAnswer>(family.Mine, terms);
        Task<IReadOnlyDictionary<string, string?>> OpenAsync(string field, Role role = Role.Clerk, UnionInfo? at = null) =>
            house.AskAsync(at ?? family.Mine, new OpenField<ModelFile>(0, Id(file.Id), field), role);
        Assert.Equal("13911112222", (await OpenAsync("phone"))["phone"]);
        Assert.Equal("1234.5", (await OpenAsync("monthlyIncome"))["monthlyIncome"]);
        Assert.Null((await OpenAsync("health"))["health"]);
        await Assert.ThrowsAsync<NotFound>(() => OpenAsync("name"));
        await Assert.ThrowsAsync<NotAllowed>(() => OpenAsync("phone", Role.Leader));
        await Assert.ThrowsAsync<NotAllowed>(() => OpenAsync("phone", Role.Auditor));
        await Assert.ThrowsAsync<NotFound>(() => OpenAsync("phone", at: family.District));
        await using var unit = house.Enter(family.Mine);
        var log = await unit.Context.AuditEntries.Where(a => a.UnionId == family.Mine.Id && a.Action == "record.open").OrderBy(a => a.Id).Select(a => a.Subject).ToListAsync();
        Assert.Equal([$"models 0 {file.Id} phone", $"models 0 {file.Id} monthlyIncome", $"models 0 {file.Id} health"], log);
    }

    [Fact]
    public async Task What_a_change_leaves_out_stays_and_what_is_emptied_is_removed()
    {
        house.Today = new DateOnly(2021, 4, 1);
        var family = await house.FoundAsync();
        var terms = Model(Since, income: 900);
        terms.Health = "良好";
        var file = await house.AddAsync<ModelFile, ModelInput, ModelAnswer>(family.Mine, terms);
        async Task ChangeAsync(Action<ModelInput> change)
        {
            var next = Model(Since);
            next.IdentityNumber = null;
            change(next);
            file = await house.AskAsync(family.Mine, new ChangeRecord<ModelFile, ModelInput, ModelAnswer>(0, Id(file.Id), file.Version, next));
        }
        await ChangeAsync(_ => { });
        Assert.Equal(("***", "***"), (file.Health, file.MonthlyIncome));
        await ChangeAsync(m => m.Emptied.Add("health"));
        Assert.Equal((null, "***"), (file.Health, file.MonthlyIncome));
        await ChangeAsync(m => m.MonthlyIncome = 950);
        Assert.Equal("950", (await house.AskAsync(family.Mine, new OpenField<ModelFile>(0, Id(file.Id), "monthlyIncome")))["monthlyIncome"]);
    }

    private static string Printed(object value) => value is byte[] bytes ? System.Text.Encoding.UTF8.GetString(bytes) : value.ToString()!;
}
