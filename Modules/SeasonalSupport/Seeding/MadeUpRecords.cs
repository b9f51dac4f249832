using Federation.Framework.Demo;
using Federation.Kernel;
using Federation.SeasonalSupport.Inputs;

namespace Federation.SeasonalSupport.Seeding;

/// <summary>Spreads a number of made-up summer deliveries evenly over the grassroots unions, one union after the other.</summary>
internal sealed class MadeUpRecords(DemoData demo, int unions)
{
    /// <summary>After the years of the published totals, so that those stay what they are.</summary>
    private const int YearOfRecords = 2018;

    private const decimal YuanEach = 300;

    private readonly SeededRandom random = new(demo.Random, "made-up");
    private int given;
    private int served;

    /// <summary>The next union's campaign; null where there is nothing for it.</summary>
    public SeededCampaign? NextCampaign()
    {
        served++;
        var share = (int)((long)demo.Records * served / unions) - given;
        if (share == 0) return null;
        given += share;
        const int year = YearOfRecords;
        var starts = new DateOnly(year, 6, 1);
        return new SeededCampaign
        {
            Campaign = new CampaignInput
            {
                Season = Season.Summer, Year = year, Code = $"{year}-summer", Name = $"{year}年夏送清凉", Starts = starts, Ends = new DateOnly(year, 9, 30), Budget = share * YuanEach,
            },
            Funds = [new FundsInput { Date = starts, Source = MoneySource.UnionFunds, Amount = share * YuanEach }],
            SummerDeliveries =
            [
                .. Enumerable.Range(0, share).Select(_ => new SummerDeliveryInput
                {
                    Date = starts.AddDays(random.Next(0, 120)), Place = "井口", Group = SummerGroup.Miners, Site = random.Next() < 0.5 ? SiteKind.Site : SiteKind.Enterprise, HeadCount = random.Next(1, 40), Money = YuanEach,
                }),
            ],
            Closed = true,
        };
    }
}
