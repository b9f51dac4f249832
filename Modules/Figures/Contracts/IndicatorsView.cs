using Federation.Framework.Handlers;
using Federation.Kernel.Figures;

namespace Federation.Figures.Contracts;

/// <summary>One line of the catalogue as the API answers it.</summary>
public sealed record IndicatorView(string Code, string Zh, string En, string Unit, IndicatorKind Kind, string Module, IndicatorSource Source, string? PartOf, string Meaning);

public sealed record IndicatorsView(IReadOnlyList<IndicatorView> Items);

/// <summary>The indicator catalogue, in its order.</summary>
public sealed record ListIndicators : IRequest<IndicatorsView>;
