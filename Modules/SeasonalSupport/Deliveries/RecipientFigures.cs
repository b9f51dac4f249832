using Federation.Framework.Databases;
using Federation.Kernel.Figures;

namespace Federation.SeasonalSupport.Deliveries;

internal sealed class RecipientFigures(SeasonalContext context) : SeasonalFigures(Sources.Recipients, handsIn: false, Persons)
{
    private const string Persons = "seasonal.warmth.persons";

    public override IReadOnlyList<Measurement> Queries(IMeasureScope scope) =>
    [
        Measure.Hashes(Persons, scope.Of(context.Recipients.AcrossUnions()).Select(r => new CountedRow { UnionId = r.UnionId, Month = r.Month, Hash = r.PersonHash })),
    ];
}
