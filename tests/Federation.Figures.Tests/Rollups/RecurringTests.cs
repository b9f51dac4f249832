using Federation.Figures.Rollups;
using Federation.Kernel;

namespace Federation.Figures.Tests.Rollups;

/// <summary>Which periods are rolled up without anybody asking.</summary>
public sealed class RecurringTests
{
    [Theory]
    [InlineData("2018-05-10", "S2018,2018")]
    [InlineData("2018-09-30", "S2018,2018")]
    [InlineData("2018-10-01", "S2018,2018,S2019")]
    [InlineData("2018-11-01", "2018,S2019")]
    [InlineData("2019-01-31", "2018,S2019,2019")]
    [InlineData("2019-02-01", "S2019,2019")]
    public void At_night_every_year_that_holds_this_month_or_the_last_one(string today, string years) =>
        Assert.Equal(years, string.Join(',', NightlyRollups.OpenYears(DateOnly.Parse(today, System.Globalization.CultureInfo.InvariantCulture))));

    [Theory]
    [InlineData("2018-09-30", "S2017", "2017")]
    [InlineData("2018-10-01", "S2018", "2017")]
    [InlineData("2018-12-31", "S2018", "2017")]
    [InlineData("2019-01-01", "S2018", "2018")]
    public void The_annual_figures_are_those_of_the_last_year_that_is_over(string today, string statistical, string calendar)
    {
        var day = DateOnly.Parse(today, System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal((statistical, calendar), (StatisticalYearRollup.Ended(day).ToString(), CalendarYearRollup.Ended(day).ToString()));
    }
}
