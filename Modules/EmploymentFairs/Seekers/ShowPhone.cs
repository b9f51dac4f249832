using Federation.EmploymentFairs.Inputs;
using Federation.EmploymentFairs.Records;
using Federation.Framework.Audit;
using Federation.Framework.Handlers;
using Federation.Framework.Records;
using Federation.Framework.Security;
using Federation.Framework.Tenancy;
using Federation.Framework.Web;
using Federation.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Federation.EmploymentFairs.Seekers;

/// <summary>
/// Who asks a seeker after 30 and 90 days, or knows of a post that fits, calls: the whole number of one seeker, each time with an entry in the log. Lists and tables
/// that are handed out have no such numbers. It is posted, so that no history and no program that reads ahead opens it.
/// </summary>
internal sealed record ShowPhone(long Fair, long Seeker) : IRequest<ShownPhone>;

internal sealed record ShownPhone(string Phone);

internal sealed class ShowPhoneHandler(Caller caller, IAudit audit, RecordReader<FairsContext> reader, Secrets secrets) : IHandler<ShowPhone, ShownPhone>
{
    public Permission Permission => Permissions.Write;

    public async Task<ShownPhone> HandleAsync(ShowPhone request, CancellationToken cancellation)
    {
        var seekers = await reader.ReadableAsync(Seeker.Definition, request.Fair, null, cancellation);
        var seeker = await seekers.SingleOrDefaultAsync(s => s.Id == request.Seeker, cancellation) ?? throw new NotFound(Seeker.Definition.Path);
        await audit.RecordAsync(caller, "fairs.show-phone", Text.Of(seeker.Id), cancellation);
        return new ShownPhone(secrets.Decrypt(seeker.PhoneEncrypted));
    }
}

internal static class ShowPhoneEndpoint
{
    public static void Map(IEndpointRouteBuilder api) => api.MapPost("/unions/{union}/fairs/{fair}/seekers/{record}/phone",
        async (HttpContext http, IHandler<ShowPhone, ShownPhone> handler, CancellationToken cancellation) =>
            EndpointExtensions.Answer(http, await handler.HandleAsync(new ShowPhone(http.PathId("fair"), http.PathId("record")), cancellation)))
        .Handles<ShowPhone, ShownPhone>();
}
