using Federation.Framework.Databases;
using Federation.Kernel.Figures;

namespace Federation.SeasonalSupport.Deliveries;

internal sealed class RecipientFigures(SeasonalContext context) : IFigureSource
{
    private const string Persons = "seasonal.warmth.persons";

    public string Code => Sources.Recipients;
    public string Module => SeasonalSupportModule.ModuleName;
    public bool HasStocks => false;
    public IReadOnlyList<string> Indicators => [Persons];

    public IReadOnlyList<Measurement> Queries(IMeasureScope scope) =>
    [
        Measure.Hashes(Persons, scope.Of(context.Recipients.AcrossUnions()).Select(r => new CountedRow { UnionId = r.UnionId, Month = r.Month, Hash = r.PersonHash })),
    ];
}
