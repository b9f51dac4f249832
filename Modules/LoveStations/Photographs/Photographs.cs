using Federation.Framework.Input;
using Federation.LoveStations.Sites;
using Federation.Framework.Handlers;
using Federation.Framework.Tenancy;
using Federation.Framework.Web;
using Federation.Kernel;
using Federation.LoveStations.Inputs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Federation.LoveStations.Photographs;

internal sealed record AddPhotograph(long Site, DateOnly TakenOn, string? Caption, byte[] Content) : ICommand<PhotographAnswer>;

internal sealed record ListPhotographs(long Site) : IRequest<PhotographsAnswer>;

internal sealed record ReadPhotograph(long Site, long Id) : IRequest<PhotographContent>;

internal sealed record RemovePhotograph(long Site, long Id) : ICommand<Removed>;

/// <param name="Bytes">Its size.</param>
public sealed record PhotographAnswer(string Id, DateOnly TakenOn, string? Caption, string MediaType, int Bytes);

public sealed record PhotographsAnswer(IReadOnlyList<PhotographAnswer> Items);

internal sealed record PhotographContent(string MediaType, byte[] Content);

internal sealed class AddPhotographHandler(StationsContext context, TimeProvider time) : IHandler<AddPhotograph, PhotographAnswer>
{
    public Permission Permission => Permissions.Write;

    public async Task<PhotographAnswer> HandleAsync(AddPhotograph request, CancellationToken cancellation)
    {
        var site = await context.OwnSiteAsync(request.Site, cancellation);
        var before = await context.Photographs.CountAsync(p => p.SiteId == request.Site, cancellation);
        var photograph = Photograph.Of(site, request.TakenOn, request.Caption, request.Content, before, time.Today(), context.Ids);
        context.Add(photograph);
        await context.SaveChangesAsync(cancellation);
        return new PhotographAnswer(Text.Of(photograph.Id), photograph.TakenOn, photograph.Caption, photograph.MediaType, photograph.Content.Length);
    }
}

internal sealed class ListPhotographsHandler(StationsContext context) : IHandler<ListPhotographs, PhotographsAnswer>
{
    public Permission Permission => Permissions.Read;

    public async Task<PhotographsAnswer> HandleAsync(ListPhotographs request, CancellationToken cancellation)
    {
        if (!await context.Sites.AnyAsync(s => s.Id == request.Site, cancellation)) throw new NotFound("site");
        var found = await context.Photographs.Where(p => p.SiteId == request.Site).OrderBy(p => p.Id)
            .Select(p => new { p.Id, p.TakenOn, p.Caption, p.MediaType, Bytes = p.Content.Length }).Take(Photograph.MaxPhotographs).ToListAsync(cancellation);
        return new PhotographsAnswer([.. found.Select(p => new PhotographAnswer(Text.Of(p.Id), p.TakenOn, p.Caption, p.MediaType, p.Bytes))]);
    }
}

internal sealed class ReadPhotographHandler(StationsContext context) : IHandler<ReadPhotograph, PhotographContent>
{
    public Permission Permission => Permissions.Read;

    public async Task<PhotographContent> HandleAsync(ReadPhotograph request, CancellationToken cancellation)
    {
        var photograph = await context.Photographs.AsNoTracking().SingleOrDefaultAsync(p => p.SiteId == request.Site && p.Id == request.Id, cancellation) ?? throw new NotFound("photograph");
        return new PhotographContent(photograph.MediaType, photograph.Content);
    }
}

internal sealed class RemovePhotographHandler(StationsContext context) : IHandler<RemovePhotograph, Removed>
{
    public Permission Permission => Permissions.Write;

    public async Task<Removed> HandleAsync(RemovePhotograph request, CancellationToken cancellation)
    {
        var photograph = await context.Photographs.SingleOrDefaultAsync(p => p.SiteId == request.Site && p.Id == request.Id && p.UnionId == context.TenantId, cancellation) ?? throw new NotFound("photograph");
        context.Remove(photograph);
        await context.SaveChangesAsync(cancellation);
        return new Removed();
    }
}

internal static class PhotographEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        const string all = "/unions/{union}/stations/{site}/photographs";
        api.MapGet(all, async (HttpContext http, IHandler<ListPhotographs, PhotographsAnswer> handler, CancellationToken cancellation) =>
            EndpointExtensions.Answer(http, await handler.HandleAsync(new ListPhotographs(http.PathId("site")), cancellation))).Handles<ListPhotographs, PhotographsAnswer>();
        api.MapPost(all, async (HttpContext http, IHandler<AddPhotograph, PhotographAnswer> handler, TimeProvider time, CancellationToken cancellation) =>
        {
            var said = PhotographSaid.From(http.Request);
            var answer = await handler.HandleAsync(new AddPhotograph(http.PathId("site"), said.TakenOn ?? time.Today(), said.Caption, await http.Request.Body.ReadUpToAsync(Photograph.MaxBytes, cancellation)), cancellation);
            return EndpointExtensions.Created(http, $"{http.Request.PathBase}{http.Request.Path}/{answer.Id}", answer);
        }).Handles<AddPhotograph, PhotographAnswer>(StatusCodes.Status201Created).WithQuery(QueryParameter.Of<PhotographSaid>()).Accepts<byte[]>("image/jpeg", "image/png", "image/webp");
        api.MapGet(all + "/{photograph}", async (HttpContext http, IHandler<ReadPhotograph, PhotographContent> handler, CancellationToken cancellation) =>
            HandOut(http, await handler.HandleAsync(new ReadPhotograph(http.PathId("site"), http.PathId("photograph")), cancellation)))
            .Handles<ReadPhotograph, PhotographContent>(bytes: ["image/jpeg", "image/png", "image/webp"]);
        api.MapDelete(all + "/{photograph}", async (HttpContext http, IHandler<RemovePhotograph, Removed> handler, CancellationToken cancellation) =>
        {
            await handler.HandleAsync(new RemovePhotograph(http.PathId("site"), http.PathId("photograph")), cancellation);
            return Results.NoContent();
        }).Handles<RemovePhotograph, Removed>(StatusCodes.Status204NoContent);
    }

    public static IResult HandOut(HttpContext http, PhotographContent photograph)
    {
        http.Response.Headers.XContentTypeOptions = "nosniff";
        http.Response.Headers.CacheControl = "private, max-age=86400";
        return Results.Bytes(photograph.Content, photograph.MediaType);
    }
}

internal sealed class PhotographSaid
{
    public DateOnly? TakenOn { get; set; }
    public string? Caption { get; set; }

    public static PhotographSaid From(HttpRequest http) => InputReader.FromQuery<PhotographSaid>(http);
}
