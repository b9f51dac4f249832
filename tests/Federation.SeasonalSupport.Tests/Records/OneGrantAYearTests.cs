using Federation.Framework.Records;
using Federation.Framework.Tenancy;
using Federation.Kernel;
using Federation.SeasonalSupport.Inputs;
using Federation.SeasonalSupport.Scholarships;
using System.Globalization;

namespace Federation.SeasonalSupport.Tests.Records;

/// <summary>A student has one grant of a campaign year, whichever union grants it.</summary>
[Collection(SeasonalCollection.Name)]
public sealed class OneGrantAYearTests(SeasonalFixture house)
{
    private const string Table = "campaign,date,student,identityNumber,school,stage,amount,state\n";

    [Fact]
    public async Task A_second_union_is_told_that_there_is_a_grant_and_not_whose()
    {
        var (one, other) = (await house.FoundMineAsync(), await house.FoundMineAsync());
        var (here, there) = (await house.RunningAsync(one, Season.Autumn), await house.RunningAsync(other, Season.Autumn));
        var number = MadeUp.IdentityNumber(2001);
        var first = await GrantAsync(one, here, number);
        var refused = await Assert.ThrowsAsync<RuleViolation>(() => GrantAsync(other, there, number));
        Assert.Equal("granted-elsewhere-this-year", refused.Code);
        Assert.Equal($"某生 {number[..6]}********{number[14..]}", refused.Arguments[0]);
        Assert.DoesNotContain(refused.Arguments, a => a.ToString()!.Contains(one.Name, StringComparison.Ordinal));
        // Of its own it is told the day.
        refused = await Assert.ThrowsAsync<RuleViolation>(() => GrantAsync(one, here, number, day: 26));
        Assert.Equal(("granted-here-this-year", new DateOnly(2017, 7, 25)), (refused.Code, refused.Arguments[2]));

        // An application may lie with both, but only one is approved; one that is taken back makes way.
        var applied = await GrantAsync(other, there, number, GrantState.Applied);
        await house.AskAsync(one, new RemoveRecord<ScholarshipGrant>(here, Id(first), first.Version));
        await house.AskAsync(other, new ChangeRecord<ScholarshipGrant, ScholarshipGrantInput, ScholarshipGrantAnswer>(there, Id(applied), applied.Version, Input(number, GrantState.Approved, 25)));
        await Assert.ThrowsAsync<RuleViolation>(() => GrantAsync(one, here, number));
        // Another year is another grant.
        await GrantAsync(one, await house.RunningAsync(one, Season.Autumn, year: 2018), number, year: 2018);
    }

    [Fact]
    public async Task Tables_are_held_to_the_same_rule()
    {
        var (one, other) = (await house.FoundMineAsync(), await house.FoundMineAsync());
        foreach (var union in new[] { one, other }) await house.RunningAsync(union, Season.Autumn);
        var (student, sister) = (MadeUp.IdentityNumber(2001), MadeUp.IdentityNumber(2001));
        string Row(string number, string day = "2017-07-25", int amount = 5000) => $"2017-autumn,{day},某生,{number},一中,senior-high,{amount},approved\n";
        Assert.Equal(1, await house.ImportAsync(one, "grants", Table + Row(student)));
        await RefusedAsync(other, Row(sister) + Row(student), "line 3, column identityNumber granted-elsewhere-this-year");
        await RefusedAsync(one, Row(student, "2017-08-25"), "line 2, column identityNumber granted-here-this-year");
        await RefusedAsync(other, Row(sister) + Row(sister, "2017-08-25"), "line 3, column identityNumber granted-in-line");
        // The same row again is there already, and a record by hand meets what a table holds.
        Assert.Equal((1, 0), await house.PreviewAsync(one, "grants", Table + Row(student) + Row(sister)) is var again ? (again.Unchanged!.Value, again.BadRows) : default);
        await Assert.ThrowsAsync<RuleViolation>(async () => await GrantAsync(other, await house.RunningAsync(other, Season.Autumn, year: 2017), student));

        async Task RefusedAsync(UnionInfo union, string rows, string expected)
        {
            var told = await Assert.ThrowsAsync<InvalidInput>(() => house.ImportAsync(union, "grants", Table + rows));
            Assert.Equal([expected], told.Problems.SelectMany(p => p.Value.Select(v => $"{p.Key} {v.Code}")));
        }
    }

    private Task<ScholarshipGrantAnswer> GrantAsync(UnionInfo union, RecordPlace campaign, string number, GrantState state = GrantState.Approved, int day = 25, int year = 2017) =>
        house.RecordAsync<ScholarshipGrant, ScholarshipGrantInput, ScholarshipGrantAnswer>(union, campaign, Input(number, state, day, year));

    private static ScholarshipGrantInput Input(string number, GrantState state, int day, int year = 2017) => new()
    {
        Date = new DateOnly(year, 7, day), Student = "某生", IdentityNumber = number, School = "一中", Stage = SchoolStage.SeniorHigh, Amount = 5000, State = state,
    };

    private static long Id(ScholarshipGrantAnswer grant) => long.Parse(grant.Id, CultureInfo.InvariantCulture);
}
