using Federation.Framework.Audit;
using Federation.Framework.Handlers;
using Federation.Framework.Input;
using Federation.Framework.Records;
using Federation.Framework.Security;
using Federation.Framework.Steps;
using Federation.Framework.Tenancy;
using Federation.Framework.Web;
using Federation.Kernel;
using Federation.LabourModels.Inputs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Federation.LabourModels.Nominations;

/// <summary>A union's nominations, with those of the unions below where asked for, or those that wait on its desk.</summary>
internal sealed record ListNominations(NominationFilter Filter, PageRequest Page, bool NewestFirst = false) : IRequest<PageOf<NominationLine>>;

internal sealed class NominationFilter
{
    /// <summary>A part of the name or workplace.</summary>
    public string? Search { get; set; }

    public NominationState? State { get; set; }
    public HonourKind? Kind { get; set; }

    /// <summary>The year of the selection.</summary>
    public int? Year { get; set; }

    public bool? Subtree { get; set; }

    /// <summary>Those that lie with the union and are not ended, wherever they began.</summary>
    public bool? Here { get; set; }

    public bool IsEmpty() => this is { Search: null, State: null, Kind: null, Year: null, Here: null };

    public static NominationFilter From(HttpRequest http) => InputReader.FromQuery<NominationFilter>(http);
}

public sealed record NominationLine(
    string Id, string Union, string At, string Selection, HonourKind Kind, HonourLevel Level, Recipient Recipient, string Name, string Workplace, NominationState State, DateOnly? SubmittedOn, int Version);

internal sealed class ListNominationsHandler(LabourContext context, Caller caller, IUnionDirectory unions) : IHandler<ListNominations, PageOf<NominationLine>>
{
    public Permission Permission => Permissions.Read;

    public async Task<PageOf<NominationLine>> HandleAsync(ListNominations request, CancellationToken cancellation)
    {
        var (filter, union) = (request.Filter, caller.Union!.Id);
        var after = request.Page.AfterId ?? (request.NewestFirst ? long.MaxValue : 0);
        var nominations = context.Nominations.AsNoTracking().Where(n => request.NewestFirst ? n.Id < after : n.Id > after);
        if (filter.Here is true) nominations = nominations.OnDeskOf(union);
        else if (filter.Subtree is not true) nominations = nominations.Where(n => n.UnionId == union);
        if (filter.State is { } state) nominations = nominations.Where(n => n.State == state);
        if (filter.Kind is { } kind) nominations = nominations.Where(n => n.Kind == kind);
        if (filter.Year is { } year) nominations = nominations.Where(n => context.Selections.Any(s => s.Id == n.SelectionId && s.Year == year));
        if (filter.Search is { } search) nominations = nominations.Where(n => n.Name.Contains(search) || n.Workplace.Contains(search));
        // A draft is its own union's business.
        nominations = nominations.Where(n => n.UnionId == union || n.SubmittedOn != null);
        var ordered = request.NewestFirst ? nominations.OrderByDescending(n => n.Id) : nominations.OrderBy(n => n.Id);
        var page = request.Page.ToPage(await ordered.Take(request.Page.Limit + 1).ToListAsync(cancellation), n => Text.Of(n.Id));
        var lines = new List<NominationLine>();
        foreach (var n in page.Items)
            lines.Add(new NominationLine(Text.Of(n.Id), await CodeAsync(n.UnionId), await CodeAsync(n.AtUnionId), Text.Of(n.SelectionId), n.Kind, n.Level, n.Recipient, n.Name, n.Workplace, n.State, n.SubmittedOn, n.Version));
        return new PageOf<NominationLine>(lines, page.Next);

        async Task<string> CodeAsync(long id) => (await unions.FindAsync(id, cancellation))?.Code ?? caller.Union!.Code;
    }
}

/// <summary>How many nominations wait on the union's desk, wherever they began.</summary>
internal sealed record CountOnDesk : IRequest<OnDesk>;

internal sealed record OnDesk(int Count);

internal sealed class CountOnDeskHandler(LabourContext context, Caller caller) : IHandler<CountOnDesk, OnDesk>
{
    public Permission Permission => Permissions.Read;

    public async Task<OnDesk> HandleAsync(CountOnDesk request, CancellationToken cancellation) =>
        new(await context.Nominations.OnDeskOf(caller.Union!.Id).CountAsync(cancellation));
}

internal sealed record GetNomination(long Id) : IRequest<NominationAnswer>;

internal sealed class GetNominationHandler(LabourContext context, Caller caller, IUnionDirectory unions, TimeProvider time) : IHandler<GetNomination, NominationAnswer>
{
    public Permission Permission => Permissions.Read;

    public async Task<NominationAnswer> HandleAsync(GetNomination request, CancellationToken cancellation) =>
        await NominationAnswer.OfAsync(await context.SeenAsync(request.Id, cancellation), context, unions, caller.Union!, time.Today(), cancellation);
}

/// <summary>The history of a nomination, from its beginning.</summary>
internal sealed record GetHistory(long Id) : IRequest<NominationHistory>;

/// <param name="Unbroken">Whether every line says what it said when it was written, and none is missing between them.</param>
public sealed record NominationHistory(bool Unbroken, IReadOnlyList<StepAnswer> Items);

public sealed record StepAnswer(int Number, DateTimeOffset At, string Union, StepKind Kind, string Words);

internal sealed class GetHistoryHandler(LabourContext context, Caller caller, IUnionDirectory unions, Secrets secrets) : IHandler<GetHistory, NominationHistory>
{
    public Permission Permission => Permissions.Read;

    public async Task<NominationHistory> HandleAsync(GetHistory request, CancellationToken cancellation)
    {
        var nomination = await context.SeenAsync(request.Id, cancellation);
        var steps = await context.Steps.AsNoTracking().Where(s => s.NominationId == request.Id).OrderBy(s => s.Number).ToListAsync(cancellation);
        var items = new List<StepAnswer>();
        foreach (var step in steps)
            items.Add(new StepAnswer(step.Number, step.At.ToUniversalTime(), (await unions.FindAsync(step.ActingUnionId, cancellation))?.Code ?? caller.Union!.Code, step.Kind, step.Words));
        // Each act leaves one line and one version.
        return new NominationHistory(StepHistory.AreUnbroken(steps, nomination.Version, secrets), items);
    }
}

/// <summary>What is personal about a nominated person: for the union that began it and the levels that it has reached.</summary>
internal sealed record GetNominated(long Id) : IRequest<NominatedAnswer>;

/// <param name="IdentityNumber">Masked.</param>
/// <param name="Health">Whether something is noted, not what.</param>
public sealed record NominatedAnswer(string Nomination, string? IdentityNumber, string? Health);

internal sealed class GetNominatedHandler(LabourContext context, Caller caller, NominationDesk desk, IAudit audit, RecordTools tools) : IHandler<GetNominated, NominatedAnswer>
{
    public Permission Permission => Permissions.Read;

    public async Task<NominatedAnswer> HandleAsync(GetNominated request, CancellationToken cancellation)
    {
        caller.RequirePersonal(Permissions.ReadPersonal, "nomination");
        var nomination = await context.SeenAsync(request.Id, cancellation);
        if (nomination.PlaceReached(caller.Union!.Id) is null) throw new NotFound("nomination");
        await audit.RecordAsync(caller, Permissions.ReadPersonal.Code, $"nomination {Text.Of(request.Id)}", cancellation);
        var person = await desk.InNameOfAsync(nomination, () => context.NominatedPersons.AsNoTracking().SingleAsync(p => p.NominationId == nomination.Id, cancellation), cancellation);
        return new NominatedAnswer(Text.Of(nomination.Id), person.IdentityEncrypted is { } number ? tools.Identity.Mask(number) : null, RecordTools.Mask(person.Health));
    }
}

/// <summary>What is noted on a nominated person's health, in full, for those who write at a union that sees the person.</summary>
internal sealed record OpenHealth(long Id) : IRequest<IReadOnlyDictionary<string, string?>>;

internal sealed class OpenHealthHandler(LabourContext context, Caller caller, NominationDesk desk, IAudit audit, Secrets secrets)
    : IHandler<OpenHealth, IReadOnlyDictionary<string, string?>>
{
    public const string Field = "health";

    public Permission Permission => Permissions.Write;

    public async Task<IReadOnlyDictionary<string, string?>> HandleAsync(OpenHealth request, CancellationToken cancellation)
    {
        var nomination = await context.SeenAsync(request.Id, cancellation);
        if (nomination.PlaceReached(caller.Union!.Id) is null) throw new NotFound("nomination");
        await audit.RecordAsync(caller, AuditTrail.Open, $"nomination {Text.Of(request.Id)} {Field}", cancellation);
        var person = await desk.InNameOfAsync(
            nomination, () => context.NominatedPersons.AsNoTracking().SingleAsync(p => p.NominationId == nomination.Id, cancellation), cancellation);
        return Opened.Of(Field, person.Health, secrets);
    }
}

internal static class SeenNominations
{
    /// <summary>Those that lie with a union and are not ended.</summary>
    public static IQueryable<Nomination> OnDeskOf(this IQueryable<Nomination> nominations, long union) =>
        nominations.Where(n => n.AtUnionId == union && n.State != NominationState.Granted && n.State != NominationState.Refused && n.State != NominationState.Withdrawn);

    /// <summary>A nomination that the entered union may look at: its own, or one from below that has gone up.</summary>
    public static async Task<Nomination> SeenAsync(this LabourContext context, long id, CancellationToken cancellation) =>
        await context.Nominations.AsNoTracking().InFull().SingleOrDefaultAsync(n => n.Id == id && (n.UnionId == context.TenantId || n.SubmittedOn != null), cancellation) ?? throw new NotFound("nomination");
}

internal static class ShowNominationsEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        const string nomination = "/unions/{union}/nominations/{nomination}";
        api.MapGet("/unions/{union}/nominations", async (HttpContext http, IHandler<ListNominations, PageOf<NominationLine>> handler, CancellationToken cancellation) =>
            EndpointExtensions.Answer(http, await handler.HandleAsync(new ListNominations(NominationFilter.From(http.Request), PageRequest.From(http.Request)), cancellation)))
            .Handles<ListNominations, PageOf<NominationLine>>().WithQuery(QueryParameter.Of<NominationFilter>());
        api.MapGet(nomination, async (HttpContext http, IHandler<GetNomination, NominationAnswer> handler, CancellationToken cancellation) =>
        {
            var answer = await handler.HandleAsync(new GetNomination(http.PathId("nomination")), cancellation);
            return EndpointExtensions.Answer(http, answer, answer.Version);
        }).Handles<GetNomination, NominationAnswer>();
        api.MapGet(nomination + "/history", async (HttpContext http, IHandler<GetHistory, NominationHistory> handler, CancellationToken cancellation) =>
            EndpointExtensions.Answer(http, await handler.HandleAsync(new GetHistory(http.PathId("nomination")), cancellation))).Handles<GetHistory, NominationHistory>();
        api.MapGet(nomination + "/person", async (HttpContext http, IHandler<GetNominated, NominatedAnswer> handler, CancellationToken cancellation) =>
            EndpointExtensions.Answer(http, await handler.HandleAsync(new GetNominated(http.PathId("nomination")), cancellation))).Handles<GetNominated, NominatedAnswer>();
        api.MapPost(nomination + "/person/health", async (
            HttpContext http, IHandler<OpenHealth, IReadOnlyDictionary<string, string?>> handler, CancellationToken cancellation) =>
            EndpointExtensions.Answer(http, await handler.HandleAsync(new OpenHealth(http.PathId("nomination")), cancellation)))
            .Handles<OpenHealth, IReadOnlyDictionary<string, string?>>();
    }
}
