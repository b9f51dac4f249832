using Federation.EmploymentFairs.Inputs;
using Federation.EmploymentFairs.Records;
using Federation.Framework.Audit;
using Federation.Framework.Handlers;
using Federation.Framework.Input;
using Federation.Framework.Tenancy;
using Federation.Framework.Web;
using Federation.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Federation.EmploymentFairs.Fairs;

/// <summary>The union lets everybody know of a fair: from now on anyone may read of it and register.</summary>
internal sealed record AnnounceFair(long Id, int Version) : ICommand<FairAnswer>;

/// <summary>The fair is over: the union reports it as held. Offers, placements and follow-ups are recorded later as well.</summary>
internal sealed record CloseFair(long Id, int Version) : ICommand<FairAnswer>;

/// <summary>A fair that was reported is opened again, to put something right.</summary>
internal sealed record ReopenFair(long Id, int Version) : ICommand<FairAnswer>;

/// <summary>The fair will not be.</summary>
internal sealed record CancelFair(long Id, int Version, CancelInput Input) : ICommand<FairAnswer>;

public class CancelInput
{
    [MaxLength(500)]
    public string Reason { get; set; } = "";
}

internal sealed class AnnounceFairHandler(MoveFair move, TimeProvider time) : IHandler<AnnounceFair, FairAnswer>
{
    public Permission Permission => Permissions.Write;

    public Task<FairAnswer> HandleAsync(AnnounceFair request, CancellationToken cancellation) => move.SaveAsync(request.Id, request.Version, "fairs.announce", fair =>
    {
        fair.Announce(time.Today());
        return Task.CompletedTask;
    }, cancellation);
}

internal sealed class CloseFairHandler(MoveFair move, FairsContext context, TimeProvider time) : IHandler<CloseFair, FairAnswer>
{
    public Permission Permission => Permissions.Write;

    public Task<FairAnswer> HandleAsync(CloseFair request, CancellationToken cancellation) => move.SaveAsync(request.Id, request.Version, "fairs.close", async fair =>
        fair.Close(time.Today(), await context.Stands.CountAsync(s => s.FairId == fair.Id && s.Attendance == Attendance.Present, cancellation)), cancellation);
}

internal sealed class ReopenFairHandler(MoveFair move) : IHandler<ReopenFair, FairAnswer>
{
    public Permission Permission => Permissions.Reopen;

    public Task<FairAnswer> HandleAsync(ReopenFair request, CancellationToken cancellation) => move.SaveAsync(request.Id, request.Version, "fairs.reopen", fair =>
    {
        fair.Reopen();
        return Task.CompletedTask;
    }, cancellation);
}

internal sealed class CancelFairHandler(MoveFair move, FairsContext context) : IHandler<CancelFair, FairAnswer>
{
    public Permission Permission => Permissions.Write;

    public Task<FairAnswer> HandleAsync(CancelFair request, CancellationToken cancellation) => move.SaveAsync(request.Id, request.Version, "fairs.cancel", async fair => fair.Cancel(
        request.Input.Reason,
        await context.Stands.AnyAsync(s => s.FairId == fair.Id && s.Attendance == Attendance.Present, cancellation) || await context.VisitorCounts.AnyAsync(v => v.FairId == fair.Id, cancellation)
            || await context.Seekers.AnyAsync(s => s.FairId == fair.Id && s.ArrivedOn != null, cancellation) || await context.Offers.AnyAsync(o => o.FairId == fair.Id, cancellation)
            || await context.Placements.AnyAsync(p => p.FairId == fair.Id, cancellation)), cancellation);
}

/// <summary>A change of state, and who made it.</summary>
internal sealed class MoveFair(FairsContext context, Caller caller, FairAnswers answers, TimeProvider time)
{
    public async Task<FairAnswer> SaveAsync(long id, int version, string action, Func<Fair, Task> move, CancellationToken cancellation)
    {
        var fair = await context.LockAsync(id, version, cancellation);
        await move(fair);
        context.AuditEntries.Add(AuditEntry.Of(context.Ids, time, caller.PersonId, fair.UnionId, action, Text.Of(fair.Id)));
        await context.SaveChangesAsync(cancellation);
        return await answers.OfAsync(fair, cancellation);
    }
}

internal static class MoveFairEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        const string fair = "/unions/{union}/fairs/{fair}";
        api.MapPost(fair + "/announce", async (HttpContext http, IHandler<AnnounceFair, FairAnswer> handler, CancellationToken cancellation) =>
            Answer(http, await handler.HandleAsync(new AnnounceFair(http.PathId("fair"), http.Request.RequiredVersion()), cancellation))).Handles<AnnounceFair, FairAnswer>();
        api.MapPost(fair + "/close", async (HttpContext http, IHandler<CloseFair, FairAnswer> handler, CancellationToken cancellation) =>
            Answer(http, await handler.HandleAsync(new CloseFair(http.PathId("fair"), http.Request.RequiredVersion()), cancellation))).Handles<CloseFair, FairAnswer>();
        api.MapPost(fair + "/reopen", async (HttpContext http, IHandler<ReopenFair, FairAnswer> handler, CancellationToken cancellation) =>
            Answer(http, await handler.HandleAsync(new ReopenFair(http.PathId("fair"), http.Request.RequiredVersion()), cancellation))).Handles<ReopenFair, FairAnswer>();
        api.MapPost(fair + "/cancel", async (HttpContext http, IHandler<CancelFair, FairAnswer> handler, CancellationToken cancellation) =>
            Answer(http, await handler.HandleAsync(new CancelFair(http.PathId("fair"), http.Request.RequiredVersion(), await http.Request.ReadInputAsync<CancelInput>(cancellation)), cancellation))).Handles<CancelFair, FairAnswer>().AcceptsInput<CancelInput>();
    }

    private static IResult Answer(HttpContext http, FairAnswer fair) => EndpointExtensions.Answer(http, fair, fair.Version);
}
