using Federation.Framework.Records;
using Federation.Framework.Tenancy;
using Federation.SeasonalSupport.Campaigns;
using Federation.SeasonalSupport.Inputs;
using Federation.SeasonalSupport.Deliveries;
using Federation.SeasonalSupport.Funds;
using Federation.SeasonalSupport.Records;
using System.Globalization;

namespace Federation.SeasonalSupport.Tests;

/// <summary>Campaigns and inputs as tests begin with them.</summary>
internal static class Given
{
    extension(Unit unit)
    {
        public SeasonalContext Context => unit.Get<SeasonalContext>();
    }


    public static CampaignInput Terms(Season season, int year = 2017) => season switch
    {
        Season.Winter => new CampaignInput { Season = season, Year = year, Name = "送温暖", Starts = new DateOnly(year - 1, 12, 15), Ends = new DateOnly(year, 3, 10), Budget = 50_000 },
        _ => new CampaignInput { Season = season, Year = year, Name = "四季送", Starts = new DateOnly(year, 6, 1), Ends = new DateOnly(year, 9, 30), Budget = 50_000 },
    };

    public static Task<CampaignAnswer> PlannedAsync(this SeasonalFixture house, UnionInfo union, Season season, int year = 2017) => house.AskAsync(union, new CreateCampaign(Terms(season, year)));

    public static async Task<RecordPlace> RunningAsync(this SeasonalFixture house, UnionInfo union, Season season, decimal raised = 10_000, int year = 2017)
    {
        var campaign = await house.PlannedAsync(union, season, year);
        var id = long.Parse(campaign.Id, CultureInfo.InvariantCulture);
        await house.AskAsync(union, new StartCampaign(id));
        if (raised > 0) await house.RecordAsync<FundsRaised, FundsInput, FundsAnswer>(union, new RecordPlace(id), new FundsInput { Date = campaign.Starts, Source = MoneySource.UnionFunds, Amount = raised });
        return new RecordPlace(id);
    }

    public static Task<TAnswer> RecordAsync<TRecord, TInput, TAnswer>(this SeasonalFixture house, UnionInfo union, RecordPlace place, TInput input) where TInput : RecordInput =>
        house.AskAsync(union, new AddRecord<TRecord, TInput, TAnswer>(place, input));

    public static Task<SummerDeliveryAnswer> DeliverAsync(this SeasonalFixture house, UnionInfo union, RecordPlace place, decimal money, int month = 7) =>
        house.RecordAsync<SummerDelivery, SummerDeliveryInput, SummerDeliveryAnswer>(union, place, Cooling(money, month));

    public static SummerDeliveryInput Cooling(decimal money, int month = 7) =>
        new() { Date = new DateOnly(2017, month, 20), Place = "三号工地", Group = SummerGroup.SiteWorkers, Site = SiteKind.Site, HeadCount = 40, Money = money };

    public static string IdentityNumber() => MadeUp.IdentityNumber();
}
