using Federation.Framework.Tenancy;
using Federation.Kernel;
using Federation.LabourModels.Calendar;
using static Federation.LabourModels.Tests.Given;

namespace Federation.LabourModels.Tests.Calendar;

[Collection(LabourCollection.Name)]
public sealed class CalendarTests(LabourFixture house)
{
    [Theory]
    [InlineData("2021-04-28", 5, "2021-05-07")] // The first to the fifth of May were days off.
    [InlineData("2021-04-25", 5, "2021-04-29")] // A Sunday on which people worked.
    [InlineData("2021-04-17", 5, "2021-04-23")] // A Saturday like others does not count.
    [InlineData("2021-04-19", 1, "2021-04-19")]
    [InlineData("2020-12-30", 3, "2021-01-04")]
    public async Task So_many_working_days_end_on_a_day(string from, int days, string to)
    {
        var family = await house.FoundAsync();
        Assert.Equal(DateOnly.Parse(to, null), (await house.AskAsync(family.Mine, new GetWorkingDays(DateOnly.Parse(from, null), days), Role.Auditor)).To);
    }

    [Fact]
    public async Task Nobody_counts_into_a_year_whose_notice_is_not_known()
    {
        var family = await house.FoundAsync();
        Assert.Equal("calendar-unknown", await RuleOf(house.AskAsync(family.Mine, new GetWorkingDays(new DateOnly(2097, 12, 30), 5))));
        Assert.Equal("days-out-of-range", (await Assert.ThrowsAsync<InvalidInput>(() => house.AskAsync(family.Mine, new GetWorkingDays(new DateOnly(2021, 1, 4), 61)))).Problems["days"].Single().Code);
    }
}
