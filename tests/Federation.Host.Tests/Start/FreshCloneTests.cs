using Federation.Host.Tests.Web;

namespace Federation.Host.Tests.Start;

/// <summary>A clone in which nothing has run yet.</summary>
public sealed class FreshCloneTests
{
    [Fact]
    public async Task Two_first_questions_at_once_are_answered_alike_with_the_demo_and_nothing_else_on_standard_output()
    {
        var root = await DemoFolder.NewTinyAsync();
        try
        {
            var few = new Dictionary<string, string> { ["Demo__Unions"] = $"{DemoFolder.TinyUnions}" };
            var asking = Enumerable.Range(0, 2).Select(_ => HostProcess.Start(root, few, "figures", "610000", "--period", "2017", "--json")).ToList();
            var said = await Task.WhenAll(asking.Select(a => a.EndAsync()));
            asking.ForEach(a => a.Dispose());
            Assert.All(said, s => Assert.True(s.Exit == 0, s.ToString()));
            Assert.Equal(CommandLineTests.WithoutInstant(said[0].Out), CommandLineTests.WithoutInstant(said[1].Out));
            var answer = JsonDocument.Parse(said[0].Out).RootElement;
            Assert.Equal("union period tree asOf figures", answer.Names());
            Assert.True(answer.Items("figures").Single(f => f.Text("indicator") == "seasonal.cooling.funds").Number("total") > 1_000);
            Assert.Equal(0, (await InProcess.RunAsync(root, "verify", "--period", "2017")).Exit);
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }
}
