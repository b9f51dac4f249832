using Federation.Framework.Handlers;
using Federation.Framework.Records;
using Federation.Framework.Web;
using Federation.SeasonalSupport.Campaigns;
using Federation.SeasonalSupport.Inputs;
using Federation.SeasonalSupport.Records;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Summer = Federation.Framework.Records.RecordEndpoints<
    Federation.SeasonalSupport.SeasonalContext, Federation.SeasonalSupport.Deliveries.SummerDelivery, Federation.SeasonalSupport.Inputs.SummerDeliveryInput, Federation.SeasonalSupport.Deliveries.SummerDeliveryAnswer>;
using Winter = Federation.Framework.Records.RecordEndpoints<
    Federation.SeasonalSupport.SeasonalContext, Federation.SeasonalSupport.Deliveries.WinterDelivery, Federation.SeasonalSupport.Inputs.WinterDeliveryInput, Federation.SeasonalSupport.Deliveries.WinterDeliveryAnswer>;

namespace Federation.SeasonalSupport.Deliveries;

/// <summary>
/// One address for the deliveries of both seasons: the campaign says which of the two it is. In a spring or autumn campaign the summer's story answers,
/// which refuses it.
/// </summary>
internal static class DeliveryEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        const string all = "/unions/{union}/campaigns/{campaign}/deliveries";
        api.MapGet(all, async (HttpContext http, IHandler<GetCampaign, CampaignAnswer> campaigns, IHandler<ListRecords<SummerDelivery, SummerDeliveryAnswer>, PageOf<SummerDeliveryAnswer>> summer,
            IHandler<ListRecords<WinterDelivery, WinterDeliveryAnswer>, PageOf<WinterDeliveryAnswer>> winter, CancellationToken cancellation) =>
                await IsWinterAsync(http, campaigns, cancellation) ? await Winter.ListAsync(http, WinterDelivery.Definition, winter, cancellation) : await Summer.ListAsync(http, SummerDelivery.Definition, summer, cancellation))
            .Handles<ListRecords<WinterDelivery, WinterDeliveryAnswer>, PageOf<WinterDeliveryAnswer>>();
        api.MapPost(all, async (HttpContext http, IHandler<GetCampaign, CampaignAnswer> campaigns, IHandler<AddRecord<SummerDelivery, SummerDeliveryInput, SummerDeliveryAnswer>, SummerDeliveryAnswer> summer,
            IHandler<AddRecord<WinterDelivery, WinterDeliveryInput, WinterDeliveryAnswer>, WinterDeliveryAnswer> winter, CancellationToken cancellation) =>
                await IsWinterAsync(http, campaigns, cancellation) ? await Winter.AddAsync(http, WinterDelivery.Definition, winter, cancellation) : await Summer.AddAsync(http, SummerDelivery.Definition, summer, cancellation))
            .Handles<AddRecord<WinterDelivery, WinterDeliveryInput, WinterDeliveryAnswer>, WinterDeliveryAnswer>(StatusCodes.Status201Created).AcceptsInput<WinterDeliveryInput>();
        api.MapGet(all + "/{record}", async (HttpContext http, IHandler<GetCampaign, CampaignAnswer> campaigns, IHandler<GetRecord<SummerDelivery, SummerDeliveryAnswer>, SummerDeliveryAnswer> summer,
            IHandler<GetRecord<WinterDelivery, WinterDeliveryAnswer>, WinterDeliveryAnswer> winter, CancellationToken cancellation) =>
                await IsWinterAsync(http, campaigns, cancellation) ? await Winter.GetAsync(http, WinterDelivery.Definition, winter, cancellation) : await Summer.GetAsync(http, SummerDelivery.Definition, summer, cancellation))
            .Handles<GetRecord<WinterDelivery, WinterDeliveryAnswer>, WinterDeliveryAnswer>();
        api.MapPut(all + "/{record}", async (HttpContext http, IHandler<GetCampaign, CampaignAnswer> campaigns, IHandler<ChangeRecord<SummerDelivery, SummerDeliveryInput, SummerDeliveryAnswer>, SummerDeliveryAnswer> summer,
            IHandler<ChangeRecord<WinterDelivery, WinterDeliveryInput, WinterDeliveryAnswer>, WinterDeliveryAnswer> winter, CancellationToken cancellation) =>
                await IsWinterAsync(http, campaigns, cancellation) ? await Winter.ChangeAsync(http, WinterDelivery.Definition, winter, cancellation) : await Summer.ChangeAsync(http, SummerDelivery.Definition, summer, cancellation))
            .Handles<ChangeRecord<WinterDelivery, WinterDeliveryInput, WinterDeliveryAnswer>, WinterDeliveryAnswer>().AcceptsInput<WinterDeliveryInput>();
        api.MapDelete(all + "/{record}", async (HttpContext http, IHandler<GetCampaign, CampaignAnswer> campaigns, IHandler<RemoveRecord<SummerDelivery>, Removed> summer,
            IHandler<RemoveRecord<WinterDelivery>, Removed> winter, CancellationToken cancellation) =>
                await IsWinterAsync(http, campaigns, cancellation) ? await Winter.RemoveAsync(http, WinterDelivery.Definition, winter, cancellation) : await Summer.RemoveAsync(http, SummerDelivery.Definition, summer, cancellation))
            .Handles<RemoveRecord<WinterDelivery>, Removed>(StatusCodes.Status204NoContent);
    }

    private static async Task<bool> IsWinterAsync(HttpContext http, IHandler<GetCampaign, CampaignAnswer> campaigns, CancellationToken cancellation) =>
        (await campaigns.HandleAsync(new GetCampaign(http.PathId("campaign")), cancellation)).Season == Season.Winter;
}
