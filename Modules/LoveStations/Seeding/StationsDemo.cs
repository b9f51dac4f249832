using Federation.Framework.Demo;

namespace Federation.LoveStations.Seeding;

internal sealed class StationsDemo(StationsSeed seed) : IDemoSeed
{
    public Task SeedAsync(DemoData demo, CancellationToken cancellation)
    {
        var unions = demo.Usual.GroupBy(u => u.Code).ToDictionary(g => g.Key, g => g.First().Info);
        var keepers = new PublishedStations(demo.Usual, demo.Published, demo.Random).Build();
        return seed.WriteAsync(keepers.Select(k => new SeededKeeper(unions[k.Key], k.Value.Sites, k.Value.Subsidies, k.Value.Kit)), cancellation);
    }
}
