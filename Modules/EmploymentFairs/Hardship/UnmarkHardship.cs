using Federation.EmploymentFairs.Records;
using Federation.Framework.Audit;
using Federation.Framework.Handlers;
using Federation.Framework.Input;
using Federation.Framework.Security;
using Federation.Framework.Tenancy;
using Federation.Framework.Web;
using Federation.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Federation.EmploymentFairs.Hardship;

/// <summary>The union takes a mark back that it should not have made, of several the latest. A hardship that is over ends its mark instead: it was there.</summary>
internal sealed record UnmarkHardship(UnmarkInput Input) : ICommand<Removed>, IChecked
{
    public void Check(InputProblems problems) => Input.Check(problems);
}

public class UnmarkInput : IChecked
{
    [Compact, MaxLength(40)]
    public string IdentityNumber { get; set; } = "";

    public void Check(InputProblems problems)
    {
        problems.CheckIdentity("identityNumber", IdentityNumber);
    }
}

internal sealed class UnmarkHardshipHandler(FairsContext context, Caller caller, PersonIdentity identity, TimeProvider time) : IHandler<UnmarkHardship, Removed>
{
    public Permission Permission => Permissions.Write;

    public async Task<Removed> HandleAsync(UnmarkHardship request, CancellationToken cancellation)
    {
        var hash = identity.Hash(request.Input.IdentityNumber);
        var keeper = caller.Union!.Id;
        // Whether another union has marked the person is not told.
        var mark = await context.HardshipMarks.Where(m => m.PersonHash == hash && m.KeeperId == keeper).OrderByDescending(m => m.From).FirstOrDefaultAsync(cancellation) ?? throw new RuleViolation("not-marked-here");
        context.Remove(mark);
        context.AuditEntries.Add(AuditEntry.Of(context.Ids, time, caller, "fairs.unmark-hardship", Text.Of(mark.Id)));
        await context.SaveChangesAsync(cancellation);
        return new Removed();
    }
}

internal static class UnmarkHardshipEndpoint
{
    public static void Map(IEndpointRouteBuilder api) => api.MapPost("/unions/{union}/hardship-marks/take-back",
        async (HttpContext http, IHandler<UnmarkHardship, Removed> handler, CancellationToken cancellation) =>
        {
            await handler.HandleAsync(new UnmarkHardship(await http.Request.ReadInputAsync<UnmarkInput>(cancellation)), cancellation);
            return Results.NoContent();
        })
        .Handles<UnmarkHardship, Removed>(StatusCodes.Status204NoContent).AcceptsInput<UnmarkInput>();
}
