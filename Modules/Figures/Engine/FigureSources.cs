using Federation.Framework.Databases;
using Federation.Framework.Modules;
using Federation.Kernel.Figures;

namespace Federation.Figures.Engine;

/// <summary>
/// All figure sources: the modules' own, those of registers in force, and for each module its typed figures and nil reports. Also the context of each source's queries.
/// </summary>
internal sealed class FigureSources(
    IEnumerable<IFigureSource> declared, IEnumerable<FederationDbContext> contexts, ModuleList modules, IEnumerable<IFigureModules> registers)
{
    private readonly List<FederationDbContext> contexts = [.. contexts];
    private IReadOnlyList<FigureModule>? open;
    private IReadOnlyList<IFigureSource>? all;

    public IReadOnlyList<IFigureSource> All => all ??= Build();

    /// <summary>The modules that are known from the database only.</summary>
    public IReadOnlyList<FigureModule> Open => open ??= [.. registers.SelectMany(r => r.Read()).OrderBy(m => m.Name, StringComparer.Ordinal)];

    /// <summary>The lines of the catalogue, those of the installed modules first.</summary>
    public IReadOnlyList<Indicator> Indicators =>
        [.. modules.All.SelectMany(m => m.Indicators).OrderBy(i => i.Order), .. Open.SelectMany(m => m.Indicators)];

    /// <summary>Clears the cached registers and sources; they are loaded again on the next access.</summary>
    public void Renew() => (open, all) = (null, null);

    public IFigureSource Find(string code) => All.SingleOrDefault(s => s.Code == code)
        ?? throw new InvalidOperationException($"Records are marked for the figure source {code}, which no installed module declares.");

    private List<IFigureSource> Build()
    {
        var indicators = Indicators;
        return WithCompleteness(
            [.. declared, .. Open.SelectMany(m => m.Sources), .. NilSource.Of(indicators), .. FormSource.Of(indicators), .. CoverageSource.Of(indicators)]);
    }

    private static List<IFigureSource> WithCompleteness(List<IFigureSource> all) =>
        [.. all, new CompletenessSource(all.Where(s => s.Indicators.Contains(Measure.HandedInCode(s.Code))).Select(s => s.Module).Distinct())];

    public FederationDbContext ContextOf(IFigureSource source)
    {
        var owner = source is FigureSource.OfModule declared ? modules.All.Single(m => m.Name == declared.Module).GetType() : source.GetType();
        return contexts.Single(c => c.GetType().Assembly == owner.Assembly);
    }
}
