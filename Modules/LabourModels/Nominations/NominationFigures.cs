using Federation.Framework.Databases;
using Federation.Kernel.Figures;
using Federation.LabourModels.Contracts;

namespace Federation.LabourModels.Nominations;

/// <summary>Nominations that went up, counted once where they began, and of them those for the honours that unions report one by one.</summary>
internal sealed class NominationFigures(LabourContext context) : LabourFigures(Sources.Nominations, false,
    Nominated, Prefix + "models-national", Prefix + "models-provincial", Prefix + "models-city", Prefix + "medals-national", Prefix + "medals-provincial", Prefix + "medals-city", Prefix + "certificates-national", Prefix + "certificates-provincial", Prefix + "certificates-city", Prefix + "advanced-workers", Prefix + "pioneers", Prefix + "collectives", Prefix + "champions")
{
    private const string Nominated = "models.nominated", Prefix = "models.nominated.";

    public override IReadOnlyList<Measurement> Queries(IMeasureScope scope) =>
    [
        Measure.Values(scope.Of(context.Nominations.AcrossUnions()).Where(n => n.SubmittedOn != null).GroupBy(n => new { n.UnionId, n.Month }).Select(g => new Row
        {
            UnionId = g.Key.UnionId,
            Month = g.Key.Month,
            Nominated = g.Count(),
            ModelsNational = g.Sum(n => n.Kind == HonourKind.LabourModel && n.Level == HonourLevel.National ? 1L : 0L),
            ModelsProvincial = g.Sum(n => n.Kind == HonourKind.LabourModel && n.Level == HonourLevel.Provincial ? 1L : 0L),
            ModelsCity = g.Sum(n => n.Kind == HonourKind.LabourModel && n.Level == HonourLevel.City ? 1L : 0L),
            MedalsNational = g.Sum(n => n.Kind == HonourKind.LabourMedal && n.Level == HonourLevel.National ? 1L : 0L),
            MedalsProvincial = g.Sum(n => n.Kind == HonourKind.LabourMedal && n.Level == HonourLevel.Provincial ? 1L : 0L),
            MedalsCity = g.Sum(n => n.Kind == HonourKind.LabourMedal && n.Level == HonourLevel.City ? 1L : 0L),
            CertificatesNational = g.Sum(n => n.Kind == HonourKind.LabourCertificate && n.Level == HonourLevel.National ? 1L : 0L),
            CertificatesProvincial = g.Sum(n => n.Kind == HonourKind.LabourCertificate && n.Level == HonourLevel.Provincial ? 1L : 0L),
            CertificatesCity = g.Sum(n => n.Kind == HonourKind.LabourCertificate && n.Level == HonourLevel.City ? 1L : 0L),
            AdvancedWorkers = g.Sum(n => n.Kind == HonourKind.AdvancedWorker ? 1L : 0L),
            Pioneers = g.Sum(n => n.Kind == HonourKind.WorkersPioneer ? 1L : 0L),
            Collectives = g.Sum(n => n.Kind == HonourKind.AdvancedCollective ? 1L : 0L),
            Champions = g.Sum(n => n.Kind == HonourKind.SkillsChampion ? 1L : 0L),
            Records = g.LongCount(),
        }))
            .As(Nominated, r => r.Nominated)
            .As(Prefix + "models-national", r => r.ModelsNational)
            .As(Prefix + "models-provincial", r => r.ModelsProvincial)
            .As(Prefix + "models-city", r => r.ModelsCity)
            .As(Prefix + "medals-national", r => r.MedalsNational)
            .As(Prefix + "medals-provincial", r => r.MedalsProvincial)
            .As(Prefix + "medals-city", r => r.MedalsCity)
            .As(Prefix + "certificates-national", r => r.CertificatesNational)
            .As(Prefix + "certificates-provincial", r => r.CertificatesProvincial)
            .As(Prefix + "certificates-city", r => r.CertificatesCity)
            .As(Prefix + "advanced-workers", r => r.AdvancedWorkers)
            .As(Prefix + "pioneers", r => r.Pioneers)
            .As(Prefix + "collectives", r => r.Collectives)
            .As(Prefix + "champions", r => r.Champions)
            .HandedIn(Code, r => r.Records).Build(),
    ];

    private sealed class Row : IMeasuredRow
    {
        public long UnionId { get; init; }
        public int Month { get; init; }
        public int Nominated { get; init; }
        public long ModelsNational { get; init; }
        public long ModelsProvincial { get; init; }
        public long ModelsCity { get; init; }
        public long MedalsNational { get; init; }
        public long MedalsProvincial { get; init; }
        public long MedalsCity { get; init; }
        public long CertificatesNational { get; init; }
        public long CertificatesProvincial { get; init; }
        public long CertificatesCity { get; init; }
        public long AdvancedWorkers { get; init; }
        public long Pioneers { get; init; }
        public long Collectives { get; init; }
        public long Champions { get; init; }
        public long Records { get; init; }
    }
}
