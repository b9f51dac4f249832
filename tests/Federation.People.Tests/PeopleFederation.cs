using Federation.Unions.Contracts;

namespace Federation.People.Tests;

/// <summary>A whole installation with a province, two cities and a mine, and a clock of its own.</summary>
public sealed class PeopleFederation : IAsyncLifetime
{
    public const string Province = "610000";
    public const string City = "610100";
    public const string OtherCity = "610200";
    public const string District = "610102";
    public const string Mine = "610102-M01";

    public TestClock Clock { get; } = new();

    public TestFederation Federation { get; private set; } = null!;

    public IReadOnlyDictionary<string, long> Unions { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Federation = await TestFederation.StartAsync(clock: Clock);
        Unions = await FoundAsync(Federation);
    }

    public static Task<IReadOnlyDictionary<string, long>> FoundAsync(TestFederation federation) => federation.FoundAsync(
        New(Province, "某省总工会", UnionLevel.Province, null), New(City, "甲市总工会", UnionLevel.City, Province), New(OtherCity, "乙市总工会", UnionLevel.City, Province),
        New(District, "丙区总工会", UnionLevel.District, City), New(Mine, "丁矿工会", UnionLevel.Grassroots, District));

    public async Task DisposeAsync() => await Federation.DisposeAsync();

    private static NewUnion New(string code, string name, UnionLevel level, string? parent) => new(code, name, level, UnionKind.Territorial, parent, new DateOnly(1990, 1, 1));
}
