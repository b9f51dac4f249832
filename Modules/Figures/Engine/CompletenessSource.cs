using Federation.Figures.Catalogue;
using Federation.Kernel.Figures;

namespace Federation.Figures.Engine;

/// <summary>
/// What the counts of children are known by as a source: how many a union has in a period, and how many of them have handed in anything for each module. Nothing is
/// measured for them and nobody marks them: they follow from the tree and from what was handed in. They are kept with the figures, so that a union's figures and how
/// complete they are lie beside each other.
/// </summary>
internal sealed class CompletenessSource(IEnumerable<string> modules) : IFigureSource
{
    public const string Name = "completeness";

    public string Code => Name;
    public string Module => "Figures";
    public bool HasStocks => false;
    public IReadOnlyList<string> Indicators { get; } = [Completeness.Children, .. modules.Select(Completeness.Reported)];

    public IReadOnlyList<Measurement> Queries(IMeasureScope scope) => [];
}
