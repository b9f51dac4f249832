using Federation.Framework;
using Microsoft.Extensions.Configuration;

namespace Federation.Jobs.Tests;

/// <summary>When work is due, and what the configuration may say of it.</summary>
public sealed class JobScheduleTests
{
    [Fact]
    public void A_timetable_reads_as_both_engines_write_it()
    {
        Assert.Equal("0 * * * * ?", JobSchedule.Every(1).Cron);
        Assert.Equal("0 0/5 * * * ?", JobSchedule.Every(5).Cron);
        Assert.Equal("0 0 * * * ?", JobSchedule.Every(60).Cron);
        Assert.Equal("0 10 0 * * ?", JobSchedule.Daily(0, 10).Cron);
        Assert.Equal("0 30 1 1 10 ?", JobSchedule.Yearly(10, 1, 1, 30).Cron);
    }

    [Theory]
    [InlineData("Jobs:Daily:At", "25:00", "Jobs:Daily:At is '25:00'; it must be a time of day: 03:00.")]
    [InlineData("Jobs:Daily:At", "3 Uhr", "Jobs:Daily:At is '3 Uhr'; it must be a time of day: 03:00.")]
    [InlineData("Jobs:Annual:At", "02-29 01:00", "Jobs:Annual:At is '02-29 01:00'; it must be a day that every year has, and a time: 10-01 01:30.")]
    [InlineData("Jobs:Annual:At", "03:00", "Jobs:Annual:At is '03:00'; it must be a day that every year has, and a time: 10-01 01:30.")]
    [InlineData("Jobs:Often:Every", "7", "Jobs:Often:Every is '7'; it must be a number of minutes that divides an hour: 1, 2, 3, 4, 5, 6, 10, 12, 15, 20, 30 or 60.")]
    [InlineData("Jobs:Often:Every", "0", "Jobs:Often:Every is '0'; it must be a number of minutes that divides an hour: 1, 2, 3, 4, 5, 6, 10, 12, 15, 20, 30 or 60.")]
    [InlineData("Jobs:Often:Enabled", "no", "Jobs:Often:Enabled is 'no'; it must be true or false.")]
    [InlineData("Jobs:Often:At", "03:00", "Jobs:Often:At is no setting; Jobs:Often has Enabled and Every.")]
    [InlineData("Jobs:Dayly:At", "03:00", "Jobs:Dayly is no setting; below Jobs there are Engine, Often, Daily, Annual.")]
    [InlineData("Jobs:Always:Enabled", "false", "Jobs:Always is no setting; below Jobs there are Engine, Often, Daily, Annual.")]
    public void A_setting_that_is_wrong_is_named_with_what_it_must_be(string setting, string value, string said) =>
        Assert.Equal(said, Assert.Throws<ConfigurationError>(() => Read((setting, value))).Message);

    [Fact]
    public void Work_is_due_as_configured_else_as_usual()
    {
        Assert.All(Read(("Jobs:Engine", "Quartz")), j => Assert.Equal((true, j.Work.Schedule), (j.IsEnabled, j.Schedule)));
        var read = Read(("Jobs:Daily:At", "23:59"), ("Jobs:Annual:At", "12-31 00:00"), ("jobs:often:every", "30"), ("Jobs:Often:Enabled", "False")).ToDictionary(j => j.Name);
        Assert.Equal("0 59 23 * * ?", read["Daily"].Schedule.Cron);
        Assert.Equal("0 0 0 31 12 ?", read["Annual"].Schedule.Cron);
        Assert.Equal(("0 0/30 * * * ?", false), (read["Often"].Schedule.Cron, read["Often"].IsEnabled));
    }

    private static IReadOnlyList<RecurringJob> Read(params (string Name, string Value)[] settings) => RecurringJob.Read(
        [new Some("Often", JobSchedule.Every(1)), new Some("Daily", JobSchedule.Daily(3, 0)), new Some("Annual", JobSchedule.Yearly(10, 1, 1, 30)), new Some("Always", JobSchedule.Every(1), IsOptional: false)],
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(s => new KeyValuePair<string, string?>(s.Name, s.Value))).Build());

    private sealed record Some(string Name, JobSchedule Schedule, bool IsOptional = true) : IRecurringWork
    {
        public Task RunAsync(CancellationToken cancellation) => throw new NotSupportedException();
    }
}
