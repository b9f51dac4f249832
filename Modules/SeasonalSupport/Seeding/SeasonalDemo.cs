using Federation.Framework.Demo;
using Federation.Framework.Tenancy;

namespace Federation.SeasonalSupport.Seeding;

internal sealed class SeasonalDemo(SeasonalSeed seed) : IDemoSeed
{
    public Task SeedAsync(DemoData demo, CancellationToken cancellation) => seed.WriteAsync(Campaigns(demo), cancellation);

    private static IEnumerable<SeededUnion> Campaigns(DemoData demo)
    {
        var published = new PublishedCampaigns(demo.Usual, demo.Published, demo.Random).Build();
        var madeUp = new MadeUpRecords(demo, demo.Unions.Count(u => u.Level == UnionLevel.Grassroots));
        foreach (var union in demo.Unions)
        {
            List<SeededCampaign> campaigns = [.. published.GetValueOrDefault(union.Code) ?? []];
            if (union.Level == UnionLevel.Grassroots && madeUp.NextCampaign() is { } more) campaigns.Add(more);
            if (campaigns.Count > 0) yield return new SeededUnion(union.Info, campaigns);
        }
    }
}
