using Autofac;
using Federation.Figures.Contracts;
using Federation.Figures.Reading;
using Federation.Framework.Databases;
using Federation.Framework.Handlers;
using Federation.Framework.Pages;
using Federation.Framework.Tenancy;
using Federation.Framework.Web;
using Federation.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Federation.Figures.Dashboard;

/// <summary>The page at <c>/</c>: a province's totals and how fresh they are. Totals of provinces are published, so it asks nobody to sign in.</summary>
internal static class PublishedTotals
{
    public static void Map(IEndpointRouteBuilder pages) => pages.MapGet("/", async (HttpContext http, ILifetimeScope request, FrameworkContext context, IUnionDirectory unions, TimeProvider time) =>
    {
        var roots = await Roots.OfAsync(context, unions, http.RequestAborted);
        var asked = http.Request.Query["union"].ToString();
        var province = asked.Length == 0 ? roots.FirstOrDefault() : roots.FirstOrDefault(r => r.Code == asked) ?? throw new NotFound(asked);
        var period = Periods.Asked(http.Request);
        FiguresView? view = null;
        if (province is not null)
        {
            // In a scope of its own, so that the grants of a signed-in reader stay as they are.
            await using var published = request.BeginLifetimeScope();
            var system = published.Resolve<Caller>();
            system.ActAsSystem();
            system.Enter(province);
            var chosen = await published.Resolve<FigureReader>().ChosenAsync(period, province, time, http.RequestAborted);
            view = await published.Resolve<IHandler<GetFigures, FiguresView>>().HandleAsync(new GetFigures(chosen, [], TreeOf.Period), http.RequestAborted);
        }
        return http.Page<PublicPage>(new() { ["Roots"] = roots, ["Province"] = province, ["View"] = view });
    }).Public();
}
