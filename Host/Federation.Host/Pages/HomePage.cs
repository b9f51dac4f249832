using System.Globalization;
using Federation.Figures.Contracts;
using Federation.Framework.Databases;
using Federation.Framework.Handlers;
using Federation.Framework.Tenancy;
using Federation.Framework.Web;
using Federation.Kernel;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Federation.Host.Pages;

/// <summary>The plain page at <c>/</c>: a province's totals and how fresh they are. Totals of provinces are published, so it asks nobody to sign in.</summary>
internal static class HomePage
{
    private const int YearsBack = 15;

    public static void Map(IEndpointRouteBuilder pages) => pages.MapGet("/", async (
        HttpContext http, Caller caller, FrameworkContext context, IUnionDirectory unions, IHandler<GetFigures, FiguresView> figures, IHandler<ListIndicators, IndicatorsView> indicators, TimeProvider time) =>
    {
        var cancellation = http.RequestAborted;
        caller.ActAsSystem();
        var roots = await Roots.OfAsync(context, unions, cancellation);
        var asked = http.Request.Query["union"].ToString();
        var province = asked.Length == 0 ? roots.FirstOrDefault() : roots.FirstOrDefault(r => r.Code == asked) ?? throw new Kernel.NotFound(asked);
        var model = new Dictionary<string, object?> { ["Roots"] = roots, ["Province"] = province, ["Now"] = time.GetUtcNow() };
        if (province is not null)
        {
            caller.Enter(province);
            model["Figures"] = http.Request.Query["period"].ToString() is { Length: > 0 } text
                ? await figures.HandleAsync(new GetFigures(Period.TryParse(text, out var period) ? period : throw new InvalidInput("period", "not-a-period", text), [], TreeOf.Period), cancellation)
                : await NewestAsync(figures, time.Today().Year, cancellation);
            model["Catalogue"] = (await indicators.HandleAsync(new ListIndicators(), cancellation)).Items.ToDictionary(i => i.Code);
            model["English"] = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en";
        }
        return new RazorComponentResult<Home>(model);
    }).Public();

    /// <summary>The newest year in which anything was handed in; this year where there is none.</summary>
    private static async Task<FiguresView> NewestAsync(IHandler<GetFigures, FiguresView> figures, int thisYear, CancellationToken cancellation)
    {
        FiguresView? newest = null;
        for (var year = thisYear; year > thisYear - YearsBack; year--)
        {
            var view = await figures.HandleAsync(new GetFigures(Period.Year(year), [], TreeOf.Period), cancellation);
            if (view.Figures.Count(f => f.Total > 0) > view.Figures.Count / 4) return view;
            newest ??= view;
        }
        return newest!;
    }
}
