using Federation.Framework.Export;
using Federation.Framework.Handlers;
using Federation.Framework.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Federation.Framework.Import;

/// <summary>The endpoint for tables of all modules.</summary>
public static class ImportEndpoints
{
    private const string Csv = "text/csv";

    public static void MapImports(this IEndpointRouteBuilder api)
    {
        const string table = "/unions/{union}/imports/{kind}";
        api.MapPost(table, async (string kind, HttpContext http, IHandler<ImportTable, ImportedTable> handler, CancellationToken cancellation) =>
        {
            using var file = await ReceiveAsync(http.Request, cancellation);
            return EndpointExtensions.Answer(http, await handler.HandleAsync(new ImportTable(kind, file.Fingerprint) { File = file }, cancellation));
        }).Handles<ImportTable, ImportedTable>().AcceptsTable();

        api.MapPost(table + "/preview", async (string kind, HttpContext http, Texts texts, IHandler<PreviewTable, TablePreview> handler, CancellationToken cancellation) =>
        {
            using var file = await ReceiveAsync(http.Request, cancellation);
            return EndpointExtensions.Answer(http, PreviewAnswer.Of(await handler.HandleAsync(new PreviewTable(kind) { File = file }, cancellation), texts));
        }).Handles<PreviewTable, TablePreview>().Produces<PreviewAnswer>().AcceptsTable();

        api.MapGet(table + "/template", async (string kind, HttpContext http, Texts texts, IHandler<DescribeTable, TableDescription> handler, CancellationToken cancellation) =>
            ImportPages.Template(await handler.HandleAsync(new DescribeTable(kind), cancellation), Exporter.Format(http.Request), texts))
            .Handles<DescribeTable, TableDescription>(text: TableTemplate.Workbook).WithQuery(new QueryParameter("format", typeof(ExportFormat)));
    }

    private static RouteHandlerBuilder AcceptsTable(this RouteHandlerBuilder endpoint) =>
        endpoint.Accepts<string>(Csv, TableTemplate.Workbook).WithMetadata(new RequestSizeLimitAttribute(TableFile.MaxBytes));

    private static Task<TableFile> ReceiveAsync(HttpRequest http, CancellationToken cancellation) =>
        http.ContentType is { } type && new[] { Csv, TableTemplate.Workbook }.Any(t => type.StartsWith(t, StringComparison.OrdinalIgnoreCase))
            ? TableFile.ReceiveAsync(http.Body, cancellation)
            : throw new BadHttpRequestException($"{Csv} or {TableTemplate.Workbook} expected", StatusCodes.Status415UnsupportedMediaType);
}
