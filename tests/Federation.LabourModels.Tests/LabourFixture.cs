using Federation.Framework.Tenancy;
using Federation.Kernel;

namespace Federation.LabourModels.Tests;

[CollectionDefinition(Name)]
public sealed class LabourCollection : ICollectionFixture<LabourFixture>
{
    public const string Name = "labour";
}

/// <summary>The module on whatever day a test says.</summary>
public sealed class LabourFixture() : ModuleFixture(new LabourModelsModule(), Role.Reviewer)
{
    private readonly DayClock clock = new();

    /// <summary>What day it is.</summary>
    public DateOnly Today
    {
        get => clock.Today();
        set => clock.Day = value;
    }

    protected override TimeProvider Time => clock;

    /// <summary>Another mine of a district.</summary>
    public Task<UnionInfo> FoundBesideAsync(Family family) => FoundAsync(UnionLevel.Grassroots, family.District);

    private sealed class DayClock : TimeProvider
    {
        public DateOnly Day { get; set; } = new(2021, 4, 1);

        /// <summary>Noon in Shanghai.</summary>
        public override DateTimeOffset GetUtcNow() => new(Day, new TimeOnly(4, 0), TimeSpan.Zero);
    }
}
