using Federation.Framework.Export;
using Federation.Framework.Handlers;
using Federation.Framework.Pages;
using Federation.Framework.Records;
using Federation.Framework.Tenancy;
using Federation.Framework.Web;
using Federation.Kernel;
using Federation.SeasonalSupport.Records;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Federation.SeasonalSupport.Campaigns;

/// <summary>The list of campaigns, and one campaign with its money, its plan and its records.</summary>
internal static class CampaignPages
{
    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/u/{union}/campaigns", async (HttpContext http, Ids ids, IHandler<ListCampaigns, PageOf<CampaignAnswer>> handler, CancellationToken cancellation) =>
        {
            var filter = CampaignFilter.From(http.Request);
            var campaigns = await handler.HandleAsync(new ListCampaigns(filter, PageRequest.From(http.Request), NewestFirst: true), cancellation);
            var query = http.Request.Query;
            var form = PageForm.New(ids, [.. new[] { "season", "year", "state", "search", "subtree" }.Select(f => (f, (string?)query[f].ToString()))]);
            return http.Page<CampaignsPage>(new() { ["Campaigns"] = campaigns, ["Filter"] = form, ["Filtered"] = filter is not { Season: null, Year: null, State: null, Search: null } });
        }).Handles<ListCampaigns, PageOf<CampaignAnswer>>();

        pages.MapGet("/u/{union}/campaigns/{campaign}/export", async (
            HttpContext http, Caller caller, IHandler<GetCampaign, CampaignAnswer> campaigns, IEnumerable<IRecordPage> kinds, Exporter exporter, Texts texts, CancellationToken cancellation) =>
        {
            var id = http.PathId("campaign");
            var campaign = await campaigns.HandleAsync(new GetCampaign(id), cancellation);
            var kind = kinds.Of(campaign.Season).FirstOrDefault(k => k.Kind == http.Request.Query["show"]) ?? throw new NotFound(http.Request.Query["show"].ToString());
            var first = await kind.ListAsync(new RecordPlace(id), PageRequest.First, cancellation);
            var rows = ExportRows.AllAsync(first, page => kind.ListAsync(new RecordPlace(id), page, cancellation)).Select(r => r.Cells);
            return await exporter.DownloadAsync(http, $"{kind.Kind} {campaign.Id}", new ExportTable(
                $"{campaign.Union}-{campaign.Code}-{texts["records-" + kind.Word]}",
                [.. kind.Columns.Select(c => new ExportColumn(c.Money ? texts["label-in-yuan", texts[c.Label]] : texts[c.Label], c.Money))], rows));
        }).Handles<GetCampaign, CampaignAnswer>();

        pages.MapGet("/u/{union}/campaigns/{campaign}", async (
            HttpContext http, Caller caller, IHandler<GetCampaign, CampaignAnswer> campaigns, IHandler<GetProgress, CampaignProgress> progress, IEnumerable<IRecordPage> kinds, CancellationToken cancellation) =>
        {
            var id = http.PathId("campaign");
            var campaign = await campaigns.HandleAsync(new GetCampaign(id), cancellation);
            var isOwn = campaign.Union == caller.Union!.Code;
            // What is about persons is there for their own union alone, and within it for those who may look at persons.
            var shown = kinds.Of(campaign.Season).Where(k => !k.IsPersonal || (isOwn && caller.May(Permissions.ReadPersonal))).ToList();
            var asked = http.Request.Query["show"].ToString();
            var kind = asked.Length == 0 ? shown.FirstOrDefault(k => campaign.State != CampaignState.Planned || k.BeforeTheStart) ?? shown[0] : shown.FirstOrDefault(k => k.Kind == asked) ?? throw new NotFound(asked);
            var records = await kind.ListAsync(new RecordPlace(id), PageRequest.From(http.Request), cancellation);
            return http.Page<CampaignPage>(new()
            {
                ["Campaign"] = campaign,
                ["Progress"] = await progress.HandleAsync(new GetProgress(id), cancellation),
                ["Kinds"] = shown.Select(k => new CampaignPage.KindOfRecord(k.Kind, k.Word, k.BeforeTheStart, k.Table)).ToList(),
                ["Shown"] = kind.Kind,
                ["Columns"] = kind.Columns,
                ["Records"] = records,
                ["MayWrite"] = isOwn && caller.May(Permissions.Write),
                ["MayReopen"] = isOwn && caller.May(Permissions.Reopen),
            });
        }).Handles<GetCampaign, CampaignAnswer>();
    }
}
