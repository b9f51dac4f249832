using Federation.Framework.Demo;

namespace Federation.EmploymentFairs.Seeding;

internal sealed class FairsDemo(FairSeed seed) : IDemoSeed
{
    public Task SeedAsync(DemoData demo, CancellationToken cancellation)
    {
        var fairs = new JointFairs(demo).Build();
        return seed.WriteAsync(demo.Unions.Where(u => fairs.ContainsKey(u.Code)).Select(u => (u.Info, fairs[u.Code])), cancellation);
    }
}
