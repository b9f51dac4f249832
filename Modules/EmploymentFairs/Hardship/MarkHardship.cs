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

/// <summary>
/// The union that keeps a hardship family's file marks a member of it, so that fairs anywhere know of the hardship and of nothing else. With the same first day
/// again it ends the mark, or says nothing new.
/// </summary>
internal sealed record MarkHardship(HardshipInput Input) : ICommand<HardshipAnswer>, IChecked
{
    public void Check(InputProblems problems) => Input.Check(problems);
}

public class HardshipInput : IChecked
{
    /// <summary>Kept as a keyed hash alone.</summary>
    [Compact, MaxLength(40)]
    public string IdentityNumber { get; set; } = "";

    public DateOnly From { get; set; }

    /// <summary>The last day; left out as long as the family is in hardship.</summary>
    public DateOnly? Until { get; set; }

    public void Check(InputProblems problems)
    {
        problems.CheckIdentity("identityNumber", IdentityNumber);
        if (Until < From) problems.Add("until", "until-before-from");
    }
}

/// <summary>What the union has marked; the number is not repeated.</summary>
public sealed record HardshipAnswer(DateOnly From, DateOnly? Until);

internal sealed class MarkHardshipHandler(FairsContext context, Caller caller, PersonIdentity identity, TimeProvider time) : IHandler<MarkHardship, HardshipAnswer>
{
    public Permission Permission => Permissions.Write;

    public async Task<HardshipAnswer> HandleAsync(MarkHardship request, CancellationToken cancellation)
    {
        var hash = identity.Hash(request.Input.IdentityNumber);
        var keeper = caller.Union!.Id;
        var (from, until) = (request.Input.From, request.Input.Until);
        var marks = await context.HardshipMarks.Where(m => m.PersonHash == hash && m.KeeperId == keeper).ToListAsync(cancellation);
        var mark = marks.SingleOrDefault(m => m.From == from);
        if (mark is null)
        {
            // The day from which the family was in hardship stays: fairs have asked for it.
            if (marks.Find(m => m.Overlaps(from, until)) is { } other) throw new RuleViolation("marked-already", other.From);
            context.Add(mark = new HardshipMark { Id = context.Ids.Next(), PersonHash = hash, KeeperId = keeper, From = from });
        }
        mark.End(until);
        context.AuditEntries.Add(AuditEntry.Of(context.Ids, time, caller, "fairs.mark-hardship", Text.Of(mark.Id)));
        await context.SaveChangesAsync(cancellation);
        return new HardshipAnswer(mark.From, mark.Until);
    }
}

internal static class MarkHardshipEndpoint
{
    // In the body, never in an address: addresses are written to logs.
    public static void Map(IEndpointRouteBuilder api) => api.MapPut("/unions/{union}/hardship-marks",
        async (HttpContext http, IHandler<MarkHardship, HardshipAnswer> handler, CancellationToken cancellation) =>
            EndpointExtensions.Answer(http, await handler.HandleAsync(new MarkHardship(await http.Request.ReadInputAsync<HardshipInput>(cancellation)), cancellation)))
        .Handles<MarkHardship, HardshipAnswer>().AcceptsInput<HardshipInput>();
}
