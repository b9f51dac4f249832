using Federation.Framework.Databases;
using Federation.Framework.Modules;
using Federation.Kernel.Figures;

namespace Federation.Figures.Engine;

/// <summary>All figure sources: the modules' own, and for each module its typed figures and nil reports. Also the context of each source's queries.</summary>
internal sealed class FigureSources(IEnumerable<IFigureSource> declared, IEnumerable<FederationDbContext> contexts, ModuleList modules)
{
    private readonly List<FederationDbContext> contexts = [.. contexts];

    public IReadOnlyList<IFigureSource> All { get; } =
        WithCompleteness([.. declared, .. NilSource.Of(modules), .. FormSource.Of(modules), .. CoverageSource.Of(modules)]);

    public IFigureSource Find(string code) => All.SingleOrDefault(s => s.Code == code)
        ?? throw new InvalidOperationException($"Records are marked for the figure source {code}, which no installed module declares.");

    private static List<IFigureSource> WithCompleteness(List<IFigureSource> all) =>
        [.. all, new CompletenessSource(all.Where(s => s.Indicators.Contains(Measure.HandedInCode(s.Code))).Select(s => s.Module).Distinct())];

    public FederationDbContext ContextOf(IFigureSource source)
    {
        var owner = source is FigureSource.OfModule declared ? modules.All.Single(m => m.Name == declared.Module).GetType() : source.GetType();
        return contexts.Single(c => c.GetType().Assembly == owner.Assembly);
    }
}
