namespace Federation.Architecture.Tests.Code;

public class SourceRulesTests
{
    [Fact]
    public void Lines_are_short_enough_to_be_read() => Holds.For(SourceRules.Product, SourceRules.LongLines);

    [Fact]
    public void A_long_line_is_found()
    {
        Assert.Single(SourceRules.LongLines(("Planted.cs", "short\n" + new string('x', SourceRules.MaxLength + 1))));
        Assert.Single(SourceRules.LongLines(("Planted.cs", $"\"SELECT {new string('x', SourceRules.LongestSql)} FROM t\"")));
        Assert.Empty(SourceRules.LongLines(("Planted.cs", new string('x', SourceRules.MaxLength))));
    }

    [Fact]
    public void A_state_of_the_ledger_is_written_by_its_name() => Holds.For(SourceRules.Product, SourceRules.StateNumbers);

    [Theory]
    [InlineData("UPDATE federation.ledger_runs SET state = 2")]
    [InlineData("WHERE r.state IN (0, 1)")]
    [InlineData("AND b.state <> 2")]
    public void A_state_as_a_number_is_found(string planted) => Assert.Single(SourceRules.StateNumbers(("Planted.cs", planted)));
}
