using System.Collections.Frozen;
using Federation.Kernel;
using Federation.Kernel.Figures;

namespace Federation.Figures.Catalogue;

/// <summary>
/// The indicators of all installed modules, in the catalogue's order, and then those of registers in force, with the small numbers that the tables know them by. A snapshot:
/// an activated register makes the next version.
/// </summary>
internal sealed class IndicatorCatalogue
{
    /// <param name="version">The number of the snapshot in the database.</param>
    internal IndicatorCatalogue(
        IReadOnlyList<Indicator> all, FrozenDictionary<string, int> ids, FrozenDictionary<string, IReadOnlyList<int>> handedIn, int version = 1,
        IReadOnlyList<FigureModule>? open = null)
    {
        All = all;
        Version = version;
        Open = (open ?? []).ToFrozenDictionary(m => m.Name);
        Ids = ids;
        HandedInOfModule = handedIn;
        ByCode = all.ToFrozenDictionary(i => i.Code);
        ById = all.ToFrozenDictionary(i => ids[i.Code]);
        ReportedOfModule = handedIn.Keys.ToFrozenDictionary(m => m, m => ids[Completeness.Reported(m)]);
        Numbers = new IndicatorNumbers(
            ids[Completeness.Children], handedIn.SelectMany(m => m.Value.Select(id => (id, Reported: ReportedOfModule[m.Key]))).ToFrozenDictionary(h => h.id, h => h.Reported),
            [.. all.Where(i => i.Kind == IndicatorKind.Distinct).Select(i => ids[i.Code])]);
    }

    public IReadOnlyList<Indicator> All { get; }

    public int Version { get; }

    /// <summary>The modules that are known from the database only, by name.</summary>
    public FrozenDictionary<string, FigureModule> Open { get; }

    public FrozenDictionary<string, Indicator> ByCode { get; }

    public FrozenDictionary<int, Indicator> ById { get; }

    /// <summary>Numbers by code, hidden indicators included.</summary>
    public FrozenDictionary<string, int> Ids { get; }

    /// <summary>By module, the hidden indicators that say whether anything was handed in.</summary>
    public FrozenDictionary<string, IReadOnlyList<int>> HandedInOfModule { get; }

    /// <summary>By module, the hidden indicator that says how many children have handed in anything.</summary>
    public FrozenDictionary<string, int> ReportedOfModule { get; }

    public IndicatorNumbers Numbers { get; }

    public Indicator Find(string code) => ByCode.TryGetValue(code, out var indicator) ? indicator : throw new InvalidInput("indicator", "unknown-indicator", code);
}
