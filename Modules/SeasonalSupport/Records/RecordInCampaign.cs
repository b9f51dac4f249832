using Federation.Framework.Handlers;
using Federation.Framework.Security;
using Federation.Framework.Tenancy;
using Federation.Kernel;
using Federation.SeasonalSupport.Contracts;

namespace Federation.SeasonalSupport.Records;

/// <summary>A clerk records something that was done under a campaign.</summary>
internal sealed record RecordInCampaign<TRecord, TInput, TAnswer>(RecordPlace Place, TInput Input) : ICommand<TAnswer>, IChecked where TInput : RecordInput
{
    public void Check(InputProblems problems) => Input.Check(problems);
}

internal sealed class RecordInCampaignHandler<TRecord, TInput, TAnswer>(SeasonalContext context, Secrets secrets)
    : IHandler<RecordInCampaign<TRecord, TInput, TAnswer>, TAnswer>
    where TRecord : CampaignRecord, IRecorded<TRecord, TInput, TAnswer>, new() where TInput : RecordInput
{
    private readonly Identities identities = new(secrets);

    public Permission Permission => Permissions.Write;

    public async Task<TAnswer> HandleAsync(RecordInCampaign<TRecord, TInput, TAnswer> request, CancellationToken cancellation)
    {
        var campaign = await context.LockAsync(request.Place.Campaign, cancellation);
        var record = new TRecord();
        record.Put(request.Input, identities);
        await record.BindAsync(context, request.Place, cancellation);
        campaign.Take(record, request.Input.Date, context.Ids);
        context.Add(record);
        await context.SaveChangesAsync(cancellation);
        return record.Show(identities);
    }
}
