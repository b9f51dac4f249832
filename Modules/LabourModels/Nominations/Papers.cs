using Federation.Framework.Audit;
using Federation.Framework.Handlers;
using Federation.Framework.Input;
using Federation.Framework.Security;
using Federation.Framework.Tenancy;
using Federation.Framework.Web;
using Federation.Kernel;
using Federation.LabourModels.Inputs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Federation.LabourModels.Nominations;

/// <summary>The level that took an opinion adds a scan of its paper.</summary>
internal sealed record AddPaper(long Nomination, int Version, int Opinion, string? Name, byte[] Content) : ICommand<PaperAdded>;

/// <param name="Version">Of the nomination from now on.</param>
public sealed record PaperAdded(PaperAnswer Paper, int Version);

/// <param name="Opinion">Number of the opinion in the nomination.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Fingerprint">SHA-256 of what was handed in, as the history has it.</param>
public sealed record PaperAnswer(string Id, int Opinion, string Name, string MediaType, int Bytes, DateTimeOffset At, string Fingerprint);

internal sealed class AddPaperHandler(LabourContext context, NominationDesk desk, ActTools tools, Secrets secrets, TimeProvider time) : IHandler<AddPaper, PaperAdded>
{
    public Permission Permission => Permissions.Write;

    public async Task<PaperAdded> HandleAsync(AddPaper request, CancellationToken cancellation)
    {
        var nomination = await desk.OpenAsync(request.Nomination, request.Version, byItsOwnUnion: false, cancellation);
        var opinion = nomination.TakePaper(request.Opinion);
        var name = OpinionPaper.NameOf(request.Name, opinion.Paper);
        var paper = OpinionPaper.Of(opinion, name, request.Content, time.GetUtcNow(), secrets, context.Ids);
        await desk.SaveAsync(nomination, StepKind.Paper, $"{tools.Note(opinion.Office)} {opinion.Paper} {name} SHA-256 {Convert.ToHexString(paper.Fingerprint)}", cancellation, () =>
        {
            context.Add(paper);
            return Task.CompletedTask;
        });
        return new PaperAdded(PaperAnswers.Of(paper), nomination.Version);
    }
}

/// <summary>The papers of a nomination that the union in the address may open: those that it took itself, and those of the levels below it.</summary>
internal sealed record ListPapers(long Nomination) : IRequest<PapersAnswer>;

public sealed record PapersAnswer(IReadOnlyList<PaperAnswer> Items);

internal sealed class ListPapersHandler(LabourContext context, Caller caller, NominationDesk desk, IAudit audit) : IHandler<ListPapers, PapersAnswer>
{
    public Permission Permission => Permissions.Read;

    public async Task<PapersAnswer> HandleAsync(ListPapers request, CancellationToken cancellation)
    {
        var (nomination, opinions) = await context.DecidedOnAsync(caller, request.Nomination, cancellation);
        await audit.RecordAsync(caller, Permissions.ReadPersonal.Code, $"papers {Text.Of(request.Nomination)}", cancellation);
        var papers = await desk.InNameOfAsync(nomination, () => context.Papers.Where(p => p.NominationId == nomination.Id && opinions.Contains(p.Opinion)).OrderBy(p => p.Opinion).ThenBy(p => p.Id)
            .Select(p => new { p.Id, p.Opinion, p.Name, p.MediaType, p.Bytes, p.At, p.Fingerprint }).ToListAsync(cancellation), cancellation);
        return new PapersAnswer([.. papers.Select(p => new PaperAnswer(Text.Of(p.Id), p.Opinion, p.Name, p.MediaType, p.Bytes, p.At.ToUniversalTime(), Convert.ToHexString(p.Fingerprint)))]);
    }
}

internal sealed record OpenPaper(long Nomination, long Id) : IRequest<OpenedPaper>;

internal sealed record OpenedPaper(string Name, string MediaType, byte[] Content);

internal sealed class OpenPaperHandler(LabourContext context, Caller caller, NominationDesk desk, IAudit audit, Secrets secrets) : IHandler<OpenPaper, OpenedPaper>
{
    public Permission Permission => Permissions.Read;

    public async Task<OpenedPaper> HandleAsync(OpenPaper request, CancellationToken cancellation)
    {
        var (nomination, opinions) = await context.DecidedOnAsync(caller, request.Nomination, cancellation);
        await audit.RecordAsync(caller, Permissions.ReadPersonal.Code, $"paper {Text.Of(request.Nomination)} {Text.Of(request.Id)}", cancellation);
        var paper = await desk.InNameOfAsync(nomination, () =>
            context.Papers.AsNoTracking().SingleOrDefaultAsync(p => p.Id == request.Id && p.NominationId == nomination.Id && opinions.Contains(p.Opinion), cancellation), cancellation) ?? throw new NotFound("paper");
        var said = Convert.ToHexString(paper.Fingerprint);
        var content = paper.Content(secrets);
        var isTheOne = Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(content)) == said
            && await context.Steps.AnyAsync(s => s.NominationId == nomination.Id && s.Kind == StepKind.Paper && s.Words.EndsWith(said), cancellation);
        return isTheOne ? new OpenedPaper(paper.Name, paper.MediaType, content) : throw new RuleViolation("paper-changed");
    }
}

internal static class PaperAnswers
{
    public static PaperAnswer Of(OpinionPaper p) => new(Text.Of(p.Id), p.Opinion, p.Name, p.MediaType, p.Bytes, p.At.ToUniversalTime(), Convert.ToHexString(p.Fingerprint));

    /// <summary>A nomination on which the entered union decides, for whoever may read personal data there, with the numbers of the opinions whose papers it may open.</summary>
    /// <exception cref="NotFound">It has not reached that union, or never will.</exception>
    public static async Task<(Nomination Nomination, IReadOnlyList<int> Opinions)> DecidedOnAsync(this LabourContext context, Caller caller, long id, CancellationToken cancellation)
    {
        caller.RequirePersonal(Permissions.ReadPersonal, "nomination");
        var nomination = await context.SeenAsync(id, cancellation);
        if (nomination.PlaceReached(caller.Union!.Id) is not { } place) throw new NotFound("nomination");
        return (nomination, [.. nomination.Opinions.Where(o => o.Place <= place).Select(o => o.Number)]);
    }
}

internal static class PaperEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        const string all = "/unions/{union}/nominations/{nomination}/papers";
        api.MapGet(all, async (HttpContext http, IHandler<ListPapers, PapersAnswer> handler, CancellationToken cancellation) =>
            EndpointExtensions.Answer(http, await handler.HandleAsync(new ListPapers(http.PathId("nomination")), cancellation))).Handles<ListPapers, PapersAnswer>();
        api.MapPost(all, async (HttpContext http, IHandler<AddPaper, PaperAdded> handler, CancellationToken cancellation) =>
        {
            var version = http.Request.RequiredVersion();
            var said = PaperSaid.From(http.Request);
            var added = await handler.HandleAsync(new AddPaper(http.PathId("nomination"), version, said.Opinion, said.Name, await http.Request.Body.ReadUpToAsync(OpinionPaper.MaxBytes, cancellation)), cancellation);
            return EndpointExtensions.Created(http, $"{http.Request.PathBase}{http.Request.Path}/{added.Paper.Id}", added, added.Version);
        }).Handles<AddPaper, PaperAdded>(StatusCodes.Status201Created).WithQuery(QueryParameter.Of<PaperSaid>()).Accepts<byte[]>("application/pdf", "image/jpeg", "image/png");
        api.MapGet(all + "/{paper}", async (HttpContext http, IHandler<OpenPaper, OpenedPaper> handler, CancellationToken cancellation) =>
            HandOut(http, await handler.HandleAsync(new OpenPaper(http.PathId("nomination"), http.PathId("paper")), cancellation)))
            .Handles<OpenPaper, OpenedPaper>(bytes: ["application/pdf", "image/jpeg", "image/png"]);
    }

    /// <summary>Shown by the browser and kept by nobody on the way.</summary>
    public static IResult HandOut(HttpContext http, OpenedPaper paper)
    {
        http.Response.Headers.XContentTypeOptions = "nosniff";
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.ContentDisposition = $"inline; filename*=UTF-8''{Uri.EscapeDataString(paper.Name)}";
        return Results.Bytes(paper.Content, paper.MediaType);
    }
}

internal sealed class PaperSaid
{
    /// <summary>Number of the opinion in the nomination.</summary>
    public int Opinion { get; set; }

    /// <summary>What the file is called; the paper's number where it is left out.</summary>
    public string? Name { get; set; }

    public static PaperSaid From(HttpRequest http) => InputReader.FromQuery<PaperSaid>(http);
}
