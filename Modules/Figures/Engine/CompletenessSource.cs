using Federation.Figures.Catalogue;
using Federation.Kernel.Figures;

namespace Federation.Figures.Engine;

/// <summary>
/// The source of the counts of children: how many a union has in a period, and how many of them have reported for each module. Nothing is measured or marked
/// for it; the counts follow from the tree and from the reports. They are stored as figures, so that a union's figures and their completeness are read
/// together.
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
