using System.Globalization;
using Federation.Figures.Catalogue;
using Federation.Figures.Reading;
using Federation.Framework.Export;
using Federation.Framework.Handlers;
using Federation.Framework.Pages;
using Federation.Framework.Tenancy;
using Federation.Framework.Web;
using Federation.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Federation.Figures.Dashboard;

/// <summary>A child that has handed in nothing, called as it was at the period's end.</summary>
public sealed record MissingUnion(string Union, string Name);

/// <summary>The children that were expected to hand in for a module in a period and have not, in the order of their founding.</summary>
public sealed record MissingView(string Period, string Module, int Expected, int Reported, IReadOnlyList<MissingUnion> Items, string? Next);

internal sealed record ListMissing(Period? Period, string? Module, PageRequest Page) : IRequest<MissingView>;

internal sealed class ListMissingHandler(FigureReader reader, IndicatorCatalogue catalogue, Caller caller, IUnionDirectory unions, TimeProvider time) : IHandler<ListMissing, MissingView>
{
    public Permission Permission => ReadingFigures.Permission;

    public async Task<MissingView> HandleAsync(ListMissing request, CancellationToken cancellation)
    {
        var union = caller.Union!;
        var modules = catalogue.All.Select(i => i.Module).Distinct().Where(catalogue.HandedInOfModule.ContainsKey).ToList();
        var module = request.Module is not { } asked ? modules[0] : modules.Find(m => m == asked) ?? throw new InvalidInput("module", "not-one-of", string.Join(", ", modules));
        var period = await reader.ChosenAsync(request.Period, union, time, cancellation);
        var read = await reader.UnionAsync(union, period, null, Contracts.TreeOf.Period, cancellation);
        var ids = await reader.MissingAsync(union.Id, period, module, request.Page.AfterId ?? 0, request.Page.Limit + 1, cancellation);
        var page = request.Page.ToPage(ids, i => i.ToString(CultureInfo.InvariantCulture));
        var names = await unions.NamesAsync([.. page.Items], period.Last, cancellation);
        return new MissingView(
            period.ToString(), module, read.Expected, read.Reported.GetValueOrDefault(module),
            [.. page.Items.Where(names.ContainsKey).Select(i => new MissingUnion(names[i].Code, names[i].Name))], page.Next);
    }

    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/unions/{union}/figures/missing", async (HttpContext http, IHandler<ListMissing, MissingView> handler) =>
    {
        var period = http.Request.RequiredPeriod();
        if (MissingUnions.Module(http.Request) is not { } module) throw new InvalidInput("module", "required");
        return Results.Json(await handler.HandleAsync(new ListMissing(period, module, PageRequest.From(http.Request)), http.RequestAborted), Json.Options);
    }).Handles<ListMissing, MissingView>().WithQuery(QueryParameter.Period(), new QueryParameter("module", typeof(string)) { Required = true }).WithTags("figures");
}

/// <summary>The page of unions that have not reported, and the same list as a file.</summary>
internal static class MissingUnions
{
    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/u/{union}/missing", async (HttpContext http, IHandler<ListMissing, MissingView> handler) =>
            http.Page<MissingPage>(new()
            {
                ["View"] = await handler.HandleAsync(new ListMissing(Periods.Asked(http.Request), Module(http.Request), PageRequest.From(http.Request)), http.RequestAborted),
            })).Handles<ListMissing, MissingView>();

        pages.MapGet("/u/{union}/missing/export", async (HttpContext http, Caller caller, IHandler<ListMissing, MissingView> handler, Exporter exporter, Texts texts) =>
        {
            var first = await PageAsync(PageRequest.First);
            var missing = ExportRows.AllAsync(Listed(first), async page => Listed(await PageAsync(page)));
            return await exporter.DownloadAsync(http, $"missing {first.Module} {first.Period}", new ExportTable(
                $"{caller.Union!.Code}-{texts["who-is-missing"]}-{first.Period}", [new(texts["code"]), new(texts["union"])], missing.Select(u => (IReadOnlyList<object?>)[u.Union, u.Name])));

            static PageOf<MissingUnion> Listed(MissingView read) => new(read.Items, read.Next);

            Task<MissingView> PageAsync(PageRequest page) => handler.HandleAsync(new ListMissing(Periods.Asked(http.Request), Module(http.Request), page), http.RequestAborted);
        }).Handles<ListMissing, MissingView>();
    }

    public static string? Module(HttpRequest http) => http.Query["module"].ToString() is { Length: > 0 } module ? module : null;
}
