using Federation.Framework.Handlers;
using Federation.Framework.Records;
using Federation.Framework.Tenancy;
using Federation.Kernel;
using Federation.SeasonalSupport.Campaigns;
using Federation.SeasonalSupport.Inputs;
using Microsoft.EntityFrameworkCore;

namespace Federation.SeasonalSupport.Records;

/// <summary>What a clerk is shown before recording: the campaign, and what the union recorded of that kind last, under whatever campaign.</summary>
internal sealed record ProposeRecord<TRecord, TAnswer>(long Campaign) : IRequest<RecordProposal<TAnswer>>;

/// <param name="Recent">The newest first.</param>
internal sealed record RecordProposal<TAnswer>(CampaignAnswer Campaign, IReadOnlyList<TAnswer> Recent);

internal sealed class ProposeRecordHandler<TRecord, TInput, TAnswer>(SeasonalContext context, Caller caller, RecordTools tools)
    : IHandler<ProposeRecord<TRecord, TAnswer>, RecordProposal<TAnswer>>
    where TRecord : CampaignRecord, IRecord<SeasonalContext, TInput, TAnswer>, new() where TInput : RecordInput where TAnswer : IRecordAnswer
{
    /// <summary>Enough for what is repeated to be among them.</summary>
    private const int Looked = 30;

    public Permission Permission => Permissions.Write;

    public async Task<RecordProposal<TAnswer>> HandleAsync(ProposeRecord<TRecord, TAnswer> request, CancellationToken cancellation)
    {
        // Only its own union records under a campaign: one of a union below is not found here.
        var campaign = await context.Campaigns.AsNoTracking().InFull().SingleOrDefaultAsync(c => c.Id == request.Campaign && c.UnionId == context.TenantId, cancellation) ?? throw new NotFound("campaign");
        campaign.RefuseOtherSeason(new TRecord());
        // In the order of the index that measuring reads by, from its end.
        var recent = await context.Set<TRecord>().AsNoTracking().Where(r => r.UnionId == context.TenantId)
            .OrderByDescending(r => r.Month).ThenByDescending(r => r.Id).Take(Looked).ToListAsync(cancellation);
        return new RecordProposal<TAnswer>(CampaignAnswer.Of(campaign, caller.Union!.Code), [.. recent.Select(r => r.ToAnswer(tools, caller.Union!.Code))]);
    }
}
