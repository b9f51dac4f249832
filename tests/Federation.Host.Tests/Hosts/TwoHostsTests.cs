namespace Federation.Host.Tests.Hosts;

/// <summary>Two hosts share a database: whatever becomes of one of them, the figures are those of the records.</summary>
public sealed class TwoHostsTests(TwoHosts pair) : IClassFixture<TwoHosts>
{
    private static readonly int Kills = Repetition.Times(share: 2, all: 20), Losses = Repetition.Times(share: 1, all: 3), Stops = Losses;

    [Fact]
    public async Task One_is_killed_again_and_again_in_the_middle_of_a_roll_up_and_nothing_is_lost_or_counted_twice()
    {
        var midway = 0;
        // One that came too late proves nothing; few kills go on until one did not.
        for (var kill = 0; kill < Kills || (midway == 0 && kill < Kills + 8); kill++)
        {
            var (victim, other) = (kill % 2, 1 - kill % 2);
            var run = await pair.BeginAsync(victim);
            await pair.SomewhereAsync(60);
            await pair.KillAsync(victim);
            if (await pair.IsAtWorkAsync(run)) midway++;
            await pair.LeaseRunsOutAsync();
            // What a clerk records meanwhile wakes the other host, which finds the step that nobody carries.
            await pair.RecordAsync(other);
            await pair.EndsRightAsync(run, other);
            await pair.StartAsync(victim);
        }
        Assert.True(midway > 0 && midway * 4 >= Kills, $"only {midway} kills hit a step at work");
        var verified = await pair.VerifyAsync();
        Assert.True(verified.Exit == 0, verified.ToString());
    }

    [Fact]
    public async Task One_that_hangs_loses_its_step_to_the_other_and_writes_nothing_when_it_comes_back()
    {
        var run = await pair.BeginAsync(0);
        pair[0].Pause();
        try
        {
            await pair.LeaseRunsOutAsync();
            await pair.RecordAsync(1);
            await pair.EndsRightAsync(run, 1);
        }
        finally
        {
            pair[0].Resume();
        }
        await pair.RecordAsync(0);
        await pair.EndsRightAsync(run, 0);
        var verified = await pair.VerifyAsync();
        Assert.True(verified.Exit == 0, verified.ToString());
    }

    [Fact]
    public async Task A_lost_database_connection_is_waited_out()
    {
        for (var loss = 0; loss < Losses; loss++)
        {
            var run = await pair.BeginAsync(0);
            await pair.SomewhereAsync(40);
            await pair.CutConnectionsAsync();
            await pair.LeaseRunsOutAsync();
            await pair.RecordAsync(1);
            await pair.EndsRightAsync(run, 1);
        }
        Assert.False(pair[0].HasEnded || pair[1].HasEnded);
    }

    [Fact]
    public async Task One_that_is_stopped_ends_well_at_any_moment_and_leaves_its_step_free()
    {
        for (var stop = 0; stop < Stops; stop++)
        {
            var run = await pair.BeginAsync(0);
            await pair.SomewhereAsync(40);
            var asked = System.Diagnostics.Stopwatch.StartNew();
            pair[0].Terminate();
            var said = await pair[0].EndAsync();
            Assert.True(said.Exit == 0 && asked.Elapsed < TimeSpan.FromSeconds(10), $"{asked.Elapsed} {said}");
            // Without waiting for any lease.
            await pair.RecordAsync(1);
            await pair.EndsRightAsync(run, 1);
            await pair.StartAsync(0);
        }
    }
}
