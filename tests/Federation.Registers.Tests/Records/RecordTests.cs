using System.Text.Json;
using Federation.Framework.Web;
using Federation.Kernel;
using Federation.Registers.Definitions;
using Federation.Registers.Inputs;
using Federation.Registers.Records;

namespace Federation.Registers.Tests.Records;

[Collection(RegistersCollection.Name)]
public sealed class RecordTests(RegistersFixture registers)
{
    private const string Hazard = """{ "found": "2017-05-03", "place": "井口", "grade": "grave", "fine": 100, "cost": 50.5 }""";

    [Fact]
    public async Task A_union_below_records_by_the_definition_of_the_city()
    {
        var family = await registers.FoundAsync();
        var code = (await registers.ActivateAsync(family.City, Some.Hazards(RegistersFixture.NewCode()))).Code;
        var hazard = await registers.AddAsync(family.Mine, code, Hazard);
        Assert.Equal(150.5m, hazard.Values["total"]);
        Assert.Equal("open", hazard.State);
        Assert.Equal(["201705 register." + code], (await registers.TakeMarksAsync(family.Mine)).Take(1));

        var changed = await registers.AskAsync(family.Mine, new ChangeRegisterRecord(code, Id(hazard), 1, JsonElement.Parse("""{ "found": "2017-05-03", "place": "井口", "grade": "small", "cost": 0.5 }""")));
        Assert.Equal(0.5m, changed.Values["total"]);
        await Assert.ThrowsAsync<StaleRecord>(() => registers.AskAsync(family.Mine, new ChangeRegisterRecord(code, Id(hazard), 1, JsonElement.Parse(Hazard))));
        var seen = await registers.AskAsync(family.City, new ListRegisterRecords(code, new RegisterFilter { Subtree = true, Filter = "等级 = '一般' 且 整改费用 < 1", Year = 2017 }, PageRequest.First));
        Assert.Equal(hazard.Id, Assert.Single(seen.Items).Id);
        Assert.Empty((await registers.AskAsync(family.City, new ListRegisterRecords(code, new RegisterFilter { Subtree = true, Search = "井下" }, PageRequest.First))).Items);
        Assert.Single((await registers.AskAsync(family.Mine, new ListRegisterRecords(code, new RegisterFilter { Search = "井", State = "open" }, PageRequest.First))).Items);

        var stranger = await registers.FoundMineAsync();
        await Assert.ThrowsAsync<NotFound>(() => registers.AddAsync(stranger, code, Hazard));
        await Assert.ThrowsAsync<NotFound>(() => registers.AskAsync(family.District, new ChangeRegisterRecord(code, Id(hazard), 2, JsonElement.Parse(Hazard))));
        await registers.AskAsync(family.Mine, new RemoveRegisterRecord(code, Id(hazard), 2));
        await Assert.ThrowsAsync<NotFound>(() => registers.AskAsync(family.Mine, new GetRegisterRecord(code, Id(hazard))));
    }

    [Theory]
    [InlineData("""{ "place": "井口" }""", "found: required")]
    [InlineData("""{ "found": "2017-05-03", "place": "井口", "fine": 5 }""", "fine: register-not-asked")]
    [InlineData("""{ "found": "2017-05-03", "place": "井口", "grade": "grave", "fine": -5 }""", "fine: register-check-failed")]
    [InlineData("""{ "found": "2017-05-03", "place": "井口", "put_right": "2017-05-02" }""", "record: register-check-failed")]
    [InlineData("""{ "found": "2017-13-03", "grade": "huge", "total": 5, "cost": "many" }""", "cost: wrong-type; found: not-a-date; grade: not-one-of; place: required; total: unknown-field")]
    [InlineData("""{ "found": "2999-01-01", "place": "井口" }""", "found: year-out-of-range")]
    [InlineData("[]", "body: not-an-object; found: required; place: required")]
    public async Task What_is_wrong_with_a_record_is_told_by_field(string body, string expected)
    {
        var mine = await registers.FoundMineAsync();
        var code = (await registers.ActivateAsync(mine, Some.Hazards(RegistersFixture.NewCode()))).Code;
        Assert.Equal(expected, RegistersFixture.ProblemsOf(await Assert.ThrowsAsync<InvalidInput>(() => registers.AddAsync(mine, code, body))));
    }

    [Fact]
    public async Task A_record_goes_from_state_to_state_as_the_register_says()
    {
        var mine = await registers.FoundMineAsync();
        var code = (await registers.ActivateAsync(mine, Some.Hazards(RegistersFixture.NewCode()))).Code;
        var hazard = await registers.AddAsync(mine, code, Hazard);
        Task<RegisterRecordAnswer> MoveAsync(string to, int version, DateOnly on, Framework.Tenancy.Role role = Framework.Tenancy.Role.Clerk) =>
            registers.AskAsync(mine, new MoveRegisterRecord(code, Id(hazard), version, new MoveInput { To = to, On = on }), role);
        var day = new DateOnly(2017, 6, 2);
        Assert.Equal("register-transition-needs", (await Assert.ThrowsAsync<RuleViolation>(() => MoveAsync("done", 1, day))).Code);
        await Assert.ThrowsAsync<NotAllowed>(() => MoveAsync("void", 1, day));
        await registers.AskAsync(mine, new ChangeRegisterRecord(code, Id(hazard), 1, JsonElement.Parse("""{ "found": "2017-05-03", "place": "井口", "put_right": "2017-06-01" }""")));
        Assert.Contains("on: register-before-its-state", RegistersFixture.ProblemsOf(await Assert.ThrowsAsync<InvalidInput>(() => MoveAsync("done", 2, new DateOnly(2017, 5, 2)))), StringComparison.Ordinal);
        var done = await MoveAsync("done", 2, day);
        Assert.Equal(("done", day), (done.State, done.StateSince));
        Assert.Equal("register-no-such-transition", (await Assert.ThrowsAsync<RuleViolation>(() => MoveAsync("void", 3, day))).Code);
    }

    [Fact]
    public async Task A_younger_definition_asks_more_and_hides_nothing()
    {
        var mine = await registers.FoundMineAsync();
        var definition = Some.Hazards(RegistersFixture.NewCode());
        var code = (await registers.ActivateAsync(mine, definition)).Code;
        var old = await registers.AddAsync(mine, code, Hazard);
        definition.Fields[4].Retired = true;
        definition.Fields = [.. definition.Fields, new FieldInput { Code = "reported", Zh = "举报人数", Kind = FieldKind.Whole, Required = "真" }];
        definition.Fields[5].Calculated = "罚款";
        await registers.RedefineAsync(mine, definition, new DateOnly(2018, 1, 1));
        var seen = await registers.AskAsync(mine, new GetRegisterRecord(code, Id(old)));
        // The older record keeps what it said and was not asked what is new.
        Assert.Equal(50.5m, seen.Values["cost"]);
        Assert.Equal(1, seen.Definition);
        Assert.Null(seen.Values["reported"]);
        var young = await registers.AddAsync(mine, code, """{ "found": "2018-05-03", "place": "井下", "reported": 3 }""");
        Assert.Equal(3m, young.Values["reported"]);
        Assert.Equal(2, young.Definition);
        Assert.Null(young.Values["cost"]);
        Assert.Equal("register-version-of-that-day", (await Assert.ThrowsAsync<RuleViolation>(() => registers.RedefineAsync(mine, definition, new DateOnly(2018, 1, 1)))).Code);
    }

    [Fact]
    public async Task Records_of_persons_are_read_by_their_union_alone()
    {
        var family = await registers.FoundAsync();
        var definition = Some.Hazards(RegistersFixture.NewCode());
        definition.Visibility = RegisterVisibility.Personal;
        definition.Fields = [.. definition.Fields, new FieldInput { Code = "person", Zh = "身份证", Kind = FieldKind.Identity, Required = "真" }];
        definition.Indicators = [.. definition.Indicators, new IndicatorInput { Code = "persons", Zh = "人数", En = "Persons", Unit = "persons", Kind = CountingKind.Distinct, Of = "person" }];
        var code = (await registers.ActivateAsync(family.City, definition)).Code;
        var one = await registers.AddAsync(family.Mine, code, $$"""{ "found": "2017-05-03", "place": "井口", "person": "{{MadeUp.IdentityNumber()}}" }""");
        Assert.Equal("•••", one.Values["person"]);
        await Assert.ThrowsAsync<NotFound>(() => registers.AskAsync(family.Mine, new GetRegisterRecord(code, Id(one)), at: family.City));
        await Assert.ThrowsAsync<NotFound>(() => registers.AskAsync(family.City, new GetRegisterRecord(code, Id(one))));
        var problems = RegistersFixture.ProblemsOf(await Assert.ThrowsAsync<InvalidInput>(() => registers.AddAsync(family.Mine, code, """{ "found": "2017-05-03", "place": "井口", "person": "123" }""")));
        Assert.Equal("person: bad-identity-number", problems);
    }

    private static long Id(RegisterRecordAnswer record) => long.Parse(record.Id, System.Globalization.CultureInfo.InvariantCulture);
}
