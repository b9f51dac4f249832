using Federation.Framework.Records;
using Federation.Kernel;
using Microsoft.AspNetCore.Http;

namespace Federation.Framework.Tests.Records;

public sealed class RecordFilterTests
{
    private static RecordFilter Read(string query, string[] fields, Action<RecordFilter, InputProblems>? check = null)
    {
        var http = new DefaultHttpContext();
        http.Request.QueryString = new QueryString(query);
        return RecordFilter.From(http.Request, fields, check);
    }

    [Fact]
    public void A_kind_reads_the_fields_that_it_names()
    {
        var filter = Read("?search=a&year=2020&subtree=true", ["search", "year", "subtree"]);
        Assert.Equal(("a", 2020, true), (filter.Search, filter.Year, filter.Subtree));
        Assert.Equal((new DateOnly(2020, 1, 1), new DateOnly(2020, 12, 31)), filter.Days());
    }

    [Fact]
    public void Other_fields_are_not_looked_at() => Assert.True(Read("?year=none&due=perhaps", ["search"]).IsEmpty());

    [Theory]
    [InlineData("?year=none")]
    [InlineData("?year=1")]
    public void A_wrong_year_is_refused(string query) => Assert.Contains("year", Assert.Throws<InvalidInput>(() => Read(query, ["year"])).Problems.Keys);

    [Fact]
    public void A_kind_has_checks_of_its_own() =>
        Assert.Contains("search", Assert.Throws<InvalidInput>(() => Read("?search=1", ["search"], (_, problems) => problems.Add("search", "number-in-address"))).Problems.Keys);

    [Fact]
    public void The_description_of_the_API_names_the_same_fields() => Assert.Equal(["search", "due"], RecordFilter.Parameters(["search", "due"]).Select(p => p.Name));
}
