using System.Globalization;
using Federation.Framework.Handlers;
using Federation.Framework.Input;
using Federation.Framework.Pages;
using Federation.Framework.Tenancy;
using Federation.Framework.Web;
using Federation.Kernel;
using Federation.SeasonalSupport.Inputs;
using Federation.SeasonalSupport.Records;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Federation.SeasonalSupport.Campaigns;

/// <summary>The form of a campaign, new or to be changed.</summary>
internal static class CampaignForms
{
    private static readonly MoneySource[] Sources = Enum.GetValues<MoneySource>();

    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/u/{union}/campaigns/new", (HttpContext http, Ids ids, Texts texts, TimeProvider time) =>
        {
            var (season, year) = Asked(http.Request.Query["season"], http.Request.Query["year"], time.Today());
            var (starts, ends) = DatesOf(season, year);
            var form = PageForm.New(ids, ("name", texts["campaign-name-" + SeasonWork.Word(season), year]), ("starts", Day(starts)), ("ends", Day(ends)));
            return New(http, form, season, year);
        }).Handles<CreateCampaign, CampaignAnswer>();

        pages.MapPost("/u/{union}/campaigns/new", async (HttpContext http, Caller caller, Texts texts, TimeProvider time, IHandler<CreateCampaign, CampaignAnswer> handler, CancellationToken cancellation) =>
        {
            var form = await PageForm.ReadAsync(http, caller);
            CampaignAnswer? made = null;
            if (await form.TryAsync(texts, async () => made = await handler.HandleAsync(new CreateCampaign(Terms<CampaignInput>(form)), cancellation)))
                return http.RedirectTo(PageAddress.Of(caller.Union!, $"campaigns/{made!.Id}"), "campaign-created");
            var (season, year) = Asked(form["season"], form["year"], time.Today());
            return New(http, form, season, year);
        }).Handles<CreateCampaign, CampaignAnswer>();

        pages.MapGet("/u/{union}/campaigns/{campaign}/change", async (HttpContext http, Ids ids, IHandler<CheckCampaign, ClosedCampaign> handler, CancellationToken cancellation) =>
        {
            var campaign = (await handler.HandleAsync(new CheckCampaign(http.PathId("campaign")), cancellation)).Campaign;
            var places = SeasonWork.IndicatorsOf(campaign.Season).Select((indicator, i) => (indicator.Code, i)).ToDictionary(p => p.Code, p => p.i);
            var form = PageForm.New(ids, [
                ("name", campaign.Name), ("starts", Day(campaign.Starts)), ("ends", Day(campaign.Ends)), ("budget", Number(campaign.Budget)),
                (PageForm.VersionField, campaign.Version.ToString(CultureInfo.InvariantCulture)),
                .. campaign.BudgetLines.Select(l => ($"budgetLines[{(int)l.Source}].amount", (string?)Number(l.Amount))),
                .. campaign.Plan.Select(t => ($"plan[{places[t.Indicator]}].value", (string?)Number(t.Value)))]);
            return Change(http, form, campaign);
        }).Handles<ChangeCampaign, CampaignAnswer>();

        pages.MapPost("/u/{union}/campaigns/{campaign}/change", async (
            HttpContext http, Caller caller, Texts texts, IHandler<ChangeCampaign, CampaignAnswer> handler, IHandler<CheckCampaign, ClosedCampaign> check, CancellationToken cancellation) =>
        {
            var form = await PageForm.ReadAsync(http, caller);
            var id = http.PathId("campaign");
            if (await form.TryAsync(texts, () => handler.HandleAsync(new ChangeCampaign(id, form.Version, Terms<CampaignTerms>(form)), cancellation)))
                return http.RedirectTo(PageAddress.Of(caller.Union!, $"campaigns/{id}"), "changed");
            return Change(http, form, (await check.HandleAsync(new CheckCampaign(id), cancellation)).Campaign);
        }).Handles<ChangeCampaign, CampaignAnswer>();
    }

    /// <summary>A number as people type it, in full width as well; null where it is none.</summary>
    private static decimal? AmountOf(string typed) =>
        NumberText.ToPlain(typed) is { } plain && decimal.TryParse(plain, NumberStyles.Number, CultureInfo.InvariantCulture, out var amount) ? amount : null;

    /// <summary>The form's terms: sources and indicators without a number are none, and a budget that is left to us is what the sources add up to.</summary>
    private static T Terms<T>(PageForm form) where T : CampaignTerms, new()
    {
        form.DropLines("budgetLines", unless: "amount");
        form.DropLines("plan", unless: "value");
        if (form["budget"].Trim().Length == 0 && form.CountOf("budgetLines") > 0)
        {
            var amounts = Sources.Select(s => form[$"budgetLines[{(int)s}].amount"]).Where(a => a.Trim().Length > 0).Select(AmountOf).ToList();
            // Where one is no number, that is told; a sum of the others would be refused besides.
            form.Fill("budget", amounts.Contains(null) ? "0" : Number(amounts.Sum()!.Value));
        }
        return form.Input<T>();
    }

    private static IResult New(HttpContext http, PageForm form, Season season, int year) => http.Page<CampaignFormPage>(form, new() { ["Season"] = season, ["Year"] = year });

    private static IResult Change(HttpContext http, PageForm form, CampaignAnswer campaign) =>
        http.Page<CampaignFormPage>(form, new() { ["Season"] = campaign.Season, ["Year"] = campaign.Year, ["Campaign"] = campaign });

    /// <summary>The season and year that are asked for; otherwise those that come next. A winter round is prepared in the year before its own.</summary>
    private static (Season Season, int Year) Asked(string? season, string? year, DateOnly today)
    {
        var next = today.Month switch { 11 or 12 or 1 => Season.Winter, <= 4 => Season.Spring, <= 7 => Season.Summer, _ => Season.Autumn };
        var chosen = Enum.GetValues<Season>().Where(s => SeasonWork.Word(s) == season).Cast<Season?>().FirstOrDefault() ?? next;
        var usual = today.Year + (chosen == Season.Winter && today.Month >= 3 ? 1 : 0);
        return (chosen, int.TryParse(year, NumberStyles.None, CultureInfo.InvariantCulture, out var y) && y is > Period.FirstYear and < Period.LastYear ? y : usual);
    }

    private static (DateOnly Starts, DateOnly Ends) DatesOf(Season season, int year) => season switch
    {
        Season.Spring => (new DateOnly(year, 2, 1), new DateOnly(year, 5, 31)),
        Season.Summer => (new DateOnly(year, 6, 1), new DateOnly(year, 9, 15)),
        Season.Autumn => (new DateOnly(year, 8, 1), new DateOnly(year, 10, 31)),
        _ => (new DateOnly(year - 1, 12, 1), new DateOnly(year, 3, 1).AddDays(-1)),
    };

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Number(decimal number) => number.ToString("0.##", CultureInfo.InvariantCulture);
}
