using Federation.Figures.Contracts;
using Federation.Framework.Handlers;
using Federation.Framework.Tenancy;
using Federation.Framework.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Federation.Figures.Catalogue;

internal sealed class ListIndicatorsHandler(IndicatorCatalogue catalogue) : IHandler<ListIndicators, IndicatorsView>
{
    public Permission Permission { get; } = new("indicators.read", Reach.Anywhere, Permission.EveryRole);

    public Task<IndicatorsView> HandleAsync(ListIndicators request, CancellationToken cancellation) => Task.FromResult(
        new IndicatorsView([.. catalogue.All.Select(i => new IndicatorView(i.Code, i.Zh, i.En, i.Unit, i.Kind, i.Module, i.Source, i.PartOf, i.Meaning))]));

    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/indicators", async (HttpContext http, IHandler<ListIndicators, IndicatorsView> handler) =>
        Results.Json(await handler.HandleAsync(new ListIndicators(), http.RequestAborted), Json.Options)).Handles<ListIndicators, IndicatorsView>().WithTags("figures");
}
