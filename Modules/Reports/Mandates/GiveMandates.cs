using Federation.Framework.Audit;
using Federation.Framework.Handlers;
using Federation.Framework.Tenancy;
using Federation.Framework.Web;
using Federation.Kernel;
using Federation.Reports.Inputs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Federation.Reports.Mandates;

/// <param name="Unit">Code of the union for which is handed in.</param>
/// <param name="Holder">Code of the union that hands in.</param>
public sealed record MandateAnswer(string Id, string Unit, string Holder, DateOnly From, DateOnly? To);

public sealed record MandatesAnswer(IReadOnlyList<MandateAnswer> Items);

/// <summary>The entered union takes it on to hand in for one below.</summary>
internal sealed record GiveMandate(MandateInput Input) : ICommand<MandateAnswer>, IChecked
{
    public void Check(InputProblems problems) => Input.Check(problems);
}

internal sealed class GiveMandateHandler(
    ReportsContext context, Caller caller, IUnionDirectory unions, TimeProvider time) : IHandler<GiveMandate, MandateAnswer>
{
    public Permission Permission => Permissions.GiveMandates;

    public async Task<MandateAnswer> HandleAsync(GiveMandate request, CancellationToken cancellation)
    {
        var (here, input) = (caller.Union!, request.Input);
        var unit = await unions.FindAsync(input.Unit, cancellation);
        if (unit is null || !unit.Ancestors.Contains(here.Id)) throw new InvalidInput("unit", "mandate-not-below", input.Unit);
        if (input.To < time.Today()) throw new RuleViolation("mandate-over");
        if (await context.Mandates.AnyAsync(
            m => m.UnionId == unit.Id && m.HolderId == here.Id && (m.To == null || m.To >= input.From) && (
                input.To == null || m.From <= input.To), cancellation)) throw new RuleViolation("mandate-there");
        var mandate =
            new Mandate { Id = context.Ids.Next(), UnionId = unit.Id, HolderId = here.Id, From = input.From, To = input.To, GivenBy = caller.PersonId };
        context.Add(mandate);
        context.AuditEntries.Add(AuditEntry.Of(context.Ids, time, caller.PersonId, unit.Id, Permission.Code, unit.Code));
        await context.SaveChangesAsync(cancellation);
        return new MandateAnswer(Text.Of(mandate.Id), unit.Code, here.Code, mandate.From, mandate.To);
    }
}

/// <summary>The unit, or the union that hands in for it, ends a mandate. It held until yesterday.</summary>
internal sealed record EndMandate(long Id) : ICommand<MandateAnswer>;

internal sealed class EndMandateHandler(ReportsContext context, Caller caller, IUnionDirectory unions, TimeProvider time) : IHandler<EndMandate, MandateAnswer>
{
    public Permission Permission { get; } = Permissions.GiveMandates;

    public async Task<MandateAnswer> HandleAsync(EndMandate request, CancellationToken cancellation)
    {
        var here = caller.Union!;
        var mandate = await context.Mandates.SingleOrDefaultAsync(
            m => m.Id == request.Id && (m.UnionId == here.Id || m.HolderId == here.Id), cancellation) ?? throw new NotFound("mandate");
        var yesterday = time.Today().AddDays(-1);
        if (mandate.To is null || mandate.To > yesterday) mandate.To = yesterday;
        await context.SaveChangesAsync(cancellation);
        return await MandateReading.AnswerAsync(mandate, unions, cancellation);
    }
}

/// <summary>The mandates that the entered union holds, or that others hold for it.</summary>
internal sealed record ListMandates : IRequest<MandatesAnswer>;

internal sealed class ListMandatesHandler(ReportsContext context, Caller caller, IUnionDirectory unions) : IHandler<ListMandates, MandatesAnswer>
{
    public Permission Permission => Permissions.Read;

    public async Task<MandatesAnswer> HandleAsync(ListMandates request, CancellationToken cancellation)
    {
        var here = caller.Union!.Id;
        var answers = new List<MandateAnswer>();
        foreach (var mandate in await context.Mandates.AsNoTracking().Where(m => m.UnionId == here || m.HolderId == here).OrderBy(m => m.Id)
            .ToListAsync(cancellation))
            answers.Add(await MandateReading.AnswerAsync(mandate, unions, cancellation));
        return new MandatesAnswer(answers);
    }
}

internal static class MandateReading
{
    public static async Task<MandateAnswer> AnswerAsync(Mandate mandate, IUnionDirectory unions, CancellationToken cancellation) => new(
        Text.Of(mandate.Id), (await unions.FindAsync(mandate.UnionId, cancellation))!.Code, (
            await unions.FindAsync(mandate.HolderId, cancellation))!.Code, mandate.From, mandate.To);
}

internal static class MandateEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/unions/{union}/mandates", async (HttpContext http, IHandler<ListMandates, MandatesAnswer> handler, CancellationToken cancellation) =>
            EndpointExtensions.Answer(
                http, await handler.HandleAsync(new ListMandates(), cancellation))).Handles<ListMandates, MandatesAnswer>().WithTags("reports");
        api.MapPost("/unions/{union}/mandates", async (HttpContext http, IHandler<GiveMandate, MandateAnswer> handler, CancellationToken cancellation) =>
        {
            var answer = await handler.HandleAsync(new GiveMandate(await http.Request.ReadInputAsync<MandateInput>(cancellation)), cancellation);
            return EndpointExtensions.Created(http, $"{http.Request.PathBase}{http.Request.Path}/{answer.Id}", answer);
        }).Handles<GiveMandate, MandateAnswer>(StatusCodes.Status201Created).AcceptsInput<MandateInput>().WithTags("reports");
        api.MapPost("/unions/{union}/mandates/{mandate}/end",
            async (HttpContext http, IHandler<EndMandate, MandateAnswer> handler, CancellationToken cancellation) =>
            EndpointExtensions.Answer(http, await handler.HandleAsync(new EndMandate(http.PathId("mandate")), cancellation))).Handles<EndMandate,
                MandateAnswer>().WithTags("reports");
    }
}
