using System.Runtime.CompilerServices;
using Federation.Kernel.Figures;
using Federation.Kernel.Tenancy;
using Federation.LabourModels.Inputs;
using Federation.LabourModels.Nominations;

namespace Federation.LabourModels.Tests.Nominations;

public sealed class NominatedFiguresTests
{
    [Theory]
    [InlineData("models.nominated.models-national", HonourKind.LabourModel, HonourLevel.National)]
    [InlineData("models.nominated.models-provincial", HonourKind.LabourModel, HonourLevel.Provincial)]
    [InlineData("models.nominated.models-city", HonourKind.LabourModel, HonourLevel.City)]
    [InlineData("models.nominated.medals-national", HonourKind.LabourMedal, HonourLevel.National)]
    [InlineData("models.nominated.medals-provincial", HonourKind.LabourMedal, HonourLevel.Provincial)]
    [InlineData("models.nominated.medals-city", HonourKind.LabourMedal, HonourLevel.City)]
    [InlineData("models.nominated.certificates-national", HonourKind.LabourCertificate, HonourLevel.National)]
    [InlineData("models.nominated.certificates-provincial", HonourKind.LabourCertificate, HonourLevel.Provincial)]
    [InlineData("models.nominated.certificates-city", HonourKind.LabourCertificate, HonourLevel.City)]
    [InlineData("models.nominated.advanced-workers", HonourKind.AdvancedWorker, null)]
    [InlineData("models.nominated.pioneers", HonourKind.WorkersPioneer, null)]
    [InlineData("models.nominated.collectives", HonourKind.AdvancedCollective, null)]
    [InlineData("models.nominated.champions", HonourKind.SkillsChampion, null)]
    public void A_nomination_that_went_up_counts_under_its_honour(string indicator, HonourKind kind, HonourLevel? level)
    {
        var all =
            from k in Enum.GetValues<HonourKind>()
            from l in Enum.GetValues<HonourLevel>()
            from sent in new[] { true, false }
            select Nominated(k, l, sent);
        var figures = Measured([.. all]);
        Assert.Equal(level is null ? Enum.GetValues<HonourLevel>().Length : 1, figures[indicator]);
        Assert.Equal(1, Measured([Nominated(kind, level ?? HonourLevel.City, true)])[indicator]);
        Assert.Equal(Enum.GetValues<HonourKind>().Length * Enum.GetValues<HonourLevel>().Length, figures["models.nominated"]);
    }

    private static Dictionary<string, decimal> Measured(IReadOnlyList<Nomination> nominations)
    {
        var source = LabourFigures.All.Single(s => s.Code == Sources.Nominations);
        var measurement = Assert.Single(source.Queries(new Records(nominations)));
        var row = Assert.Single((IQueryable<MeasuredRow>)measurement.Query);
        return measurement.Columns.ToDictionary(c => c.Indicator, c => row.Value(c.Column));
    }

    /// <summary>What the figures rest on of a nomination, and nothing else.</summary>
    private static Nomination Nominated(HonourKind kind, HonourLevel level, bool sent)
    {
        var nomination = (Nomination)RuntimeHelpers.GetUninitializedObject(typeof(Nomination));
        void Set(string property, object? value) => typeof(Nomination).GetProperty(property)!.SetValue(nomination, value);
        Set(nameof(Nomination.Kind), kind);
        Set(nameof(Nomination.Level), level);
        Set(nameof(Nomination.Month), 201904);
        Set(nameof(Nomination.SubmittedOn), sent ? new DateOnly(2019, 4, 1) : null);
        return nomination;
    }

    private sealed class Records(IReadOnlyList<Nomination> nominations) : IMeasureScope
    {
        public IQueryable<ScopedMonth> Months => throw new NotSupportedException();

        public IQueryable<T> Filter<T>() where T : class, ICountsInMonth => nominations.Cast<T>().AsQueryable();

        public IQueryable<T> All<T>() where T : class, IOwnedByUnion => throw new NotSupportedException();

        public IQueryable<T> Shared<T>() where T : class, IShared => throw new NotSupportedException();
    }
}
