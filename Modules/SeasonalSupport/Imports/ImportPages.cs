using System.Text;
using Federation.Framework.Handlers;
using Federation.Framework.Input;
using Federation.Framework.Pages;
using Federation.Framework.Tenancy;
using Federation.Framework.Web;
using Federation.Kernel;
using Federation.SeasonalSupport.Campaigns;
using Federation.SeasonalSupport.Records;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Federation.SeasonalSupport.Imports;

/// <summary>The page on which a table of records is handed in, whole or not at all.</summary>
internal static class ImportPages
{
    public static void Map(IEndpointRouteBuilder pages)
    {
        const string page = "/u/{union}/campaigns/{campaign}/import/{kind}";
        pages.MapGet(page, async (HttpContext http, Ids ids, IHandler<CheckCampaign, ClosedCampaign> campaigns, IEnumerable<IRecordPage> kinds, IEnumerable<ICsvImport> imports, CancellationToken cancellation) =>
        {
            var (campaign, kind, import) = await FindAsync(http, campaigns, kinds, imports, cancellation);
            return http.Page<ImportPage>(PageForm.New(ids), View(campaign, kind, import));
        }).Handles<ImportCsv, ImportedCsv>();

        pages.MapGet(page + "/template", async (HttpContext http, IHandler<CheckCampaign, ClosedCampaign> campaigns, IEnumerable<IRecordPage> kinds, IEnumerable<ICsvImport> imports, CancellationToken cancellation) =>
        {
            var (_, _, import) = await FindAsync(http, campaigns, kinds, imports, cancellation);
            // With a mark in front, without which Excel in China takes it for GB18030.
            byte[] header = [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(string.Join(',', import.Columns) + "\r\n")];
            return Results.File(header, "text/csv; charset=utf-8", import.Kind + ".csv");
        }).Handles<ImportCsv, ImportedCsv>();

        pages.MapPost(page, async (
            HttpContext http, Caller caller, Texts texts, IHandler<CheckCampaign, ClosedCampaign> campaigns, IEnumerable<IRecordPage> kinds, IEnumerable<ICsvImport> imports,
            IHandler<ImportCsv, ImportedCsv> handler, CancellationToken cancellation) =>
        {
            var (campaign, kind, import) = await FindAsync(http, campaigns, kinds, imports, cancellation);
            var form = await PageForm.ReadAsync(http, caller);
            var done = await form.TryAsync(texts, async () =>
            {
                if (http.Request.Form.Files["file"] is not { Length: > 0 } given) throw new InvalidInput("file", "no-file");
                await using var content = given.OpenReadStream();
                using var file = await CsvFile.ReceiveAsync(content, cancellation);
                await handler.HandleAsync(new ImportCsv(import.Kind, file.Fingerprint) { File = file }, cancellation);
            });
            return done ? http.Onward(RecordPages.ListAddress(http, caller.Union!, kind.Kind), "imported") : http.Page<ImportPage>(form, View(campaign, kind, import));
        }).Handles<ImportCsv, ImportedCsv>().WithMetadata(new RequestSizeLimitAttribute(CsvFile.Largest));
    }

    private static async Task<(CampaignAnswer Campaign, IRecordPage Kind, ICsvImport Import)> FindAsync(
        HttpContext http, IHandler<CheckCampaign, ClosedCampaign> campaigns, IEnumerable<IRecordPage> kinds, IEnumerable<ICsvImport> imports, CancellationToken cancellation)
    {
        var campaign = (await campaigns.HandleAsync(new CheckCampaign(http.PathId("campaign")), cancellation)).Campaign;
        var name = (string)http.Request.RouteValues["kind"]!;
        var kind = kinds.Of(campaign.Season).FirstOrDefault(k => k.Kind == name && k.Table is not null) ?? throw new NotFound(name);
        return (campaign, kind, imports.Single(i => i.Kind == kind.Table));
    }

    private static Dictionary<string, object?> View(CampaignAnswer campaign, IRecordPage kind, ICsvImport import) => new()
    {
        ["Campaign"] = campaign, ["Kind"] = kind.Kind, ["Noun"] = kind.Word, ["Columns"] = import.Columns, ["Needed"] = import.RequiredColumns,
    };
}
