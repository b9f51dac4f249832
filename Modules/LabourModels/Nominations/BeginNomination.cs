using Federation.Framework.Claims;
using Federation.Framework.Handlers;
using Federation.Framework.Records;
using Federation.Framework.Tenancy;
using Federation.Framework.Web;
using Federation.Kernel;
using Federation.LabourModels.Inputs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Federation.LabourModels.Nominations;

/// <summary>A union proposes somebody in a selection that it or a union above it keeps.</summary>
internal sealed record BeginNomination(NominationInput Input) : ICommand<NominationAnswer>, IChecked
{
    public void Check(InputProblems problems) => Input.Check(problems);
}

internal sealed class BeginNominationHandler(LabourContext context, Caller caller, IUnionDirectory unions, NominationDesk desk, RecordTools tools, TimeProvider time) : IHandler<BeginNomination, NominationAnswer>
{
    public Permission Permission => Permissions.Write;

    public async Task<NominationAnswer> HandleAsync(BeginNomination request, CancellationToken cancellation)
    {
        var union = caller.Union!;
        var id = Text.Id("selection", request.Input.Selection);
        var selection = await context.Selections.AsNoTracking().SingleOrDefaultAsync(s => s.Id == id, cancellation);
        if (selection is null || (selection.UnionId != union.Id && !union.Ancestors.Contains(selection.UnionId))) throw new RuleViolation("selection-unknown");
        var honour = await context.Honours.AsNoTracking().SingleAsync(h => h.Id == selection.HonourId, cancellation);
        var way = new List<long> { union.Id };
        for (var at = union; at.Id != selection.UnionId; way.Add(at.Id)) at = await unions.FindAsync(at.Parent!, cancellation) ?? throw new NotFound("union");
        var nomination = Nomination.Begin(way, selection, honour, request.Input, time.Today(), context.Ids);
        var person = new NominatedPerson { NominationId = nomination.Id, UnionId = union.Id };
        context.Add(nomination);
        context.Add(person);
        await ApplyPersonAsync(context, tools, nomination, person, request.Input, cancellation);
        await desk.SaveAsync(nomination, StepKind.Begun, nomination.Name, cancellation);
        return await NominationAnswer.OfAsync(nomination, context, unions, union, time.Today(), cancellation);
    }

    /// <summary>Nobody is proposed twice in one selection: not by one union, nor by two, of which the first that sends it up has the place.</summary>
    internal static async Task ApplyPersonAsync(LabourContext context, RecordTools tools, Nomination nomination, NominatedPerson person, NominationTerms terms, CancellationToken cancellation)
    {
        if (terms.IdentityNumber is { } number)
        {
            (person.IdentityEncrypted, person.PersonHash) = tools.Identity.Seal(number);
            var hash = person.PersonHash;
            if (await context.NominatedPersons.AnyAsync(p => p.NominationId != nomination.Id && p.PersonHash == hash
                && context.Nominations.Any(n => n.Id == p.NominationId && n.SelectionId == nomination.SelectionId && n.State != NominationState.Withdrawn && n.State != NominationState.Refused), cancellation))
                throw new RuleViolation("nominated-already");
            await context.RefuseClaimedAsync(Nomination.OnceInASelection, nomination.Id, hash, cancellation, nomination.SelectionId);
        }
        tools.TakePersonal(person, terms);
    }
}

/// <summary>The union that began it puts it right, as long as it lies there.</summary>
internal sealed record ChangeNomination(long Id, int Version, NominationTerms Terms) : ICommand<NominationAnswer>, IChecked
{
    public void Check(InputProblems problems) => Terms.Check(problems);
}

internal sealed class ChangeNominationHandler(LabourContext context, Caller caller, IUnionDirectory unions, NominationDesk desk, RecordTools tools, TimeProvider time) : IHandler<ChangeNomination, NominationAnswer>
{
    public Permission Permission => Permissions.Write;

    public async Task<NominationAnswer> HandleAsync(ChangeNomination request, CancellationToken cancellation)
    {
        var nomination = await desk.OpenAsync(request.Id, request.Version, byItsOwnUnion: true, cancellation);
        nomination.Change(request.Terms);
        var person = await context.NominatedPersons.SingleAsync(p => p.NominationId == nomination.Id, cancellation);
        await BeginNominationHandler.ApplyPersonAsync(context, tools, nomination, person, request.Terms, cancellation);
        await desk.SaveAsync(nomination, StepKind.Changed, nomination.Name, cancellation);
        return await NominationAnswer.OfAsync(nomination, context, unions, caller.Union!, time.Today(), cancellation);
    }
}

internal static class BeginNominationEndpoint
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/unions/{union}/nominations", async (HttpContext http, IHandler<BeginNomination, NominationAnswer> handler, CancellationToken cancellation) =>
        {
            var answer = await handler.HandleAsync(new BeginNomination(await http.Request.ReadInputAsync<NominationInput>(cancellation)), cancellation);
            return EndpointExtensions.Created(http, $"{http.Request.PathBase}{http.Request.Path}/{answer.Id}", answer, answer.Version);
        }).Handles<BeginNomination, NominationAnswer>(StatusCodes.Status201Created).AcceptsInput<NominationInput>();
        api.MapPut("/unions/{union}/nominations/{nomination}", async (HttpContext http, IHandler<ChangeNomination, NominationAnswer> handler, CancellationToken cancellation) =>
        {
            var version = http.Request.RequiredVersion();
            var answer = await handler.HandleAsync(new ChangeNomination(http.PathId("nomination"), version, await http.Request.ReadInputAsync<NominationTerms>(cancellation)), cancellation);
            return EndpointExtensions.Answer(http, answer, answer.Version);
        }).Handles<ChangeNomination, NominationAnswer>().AcceptsInput<NominationTerms>();
    }
}
