using Federation.LoveStations.Sites;
using Federation.Framework.Handlers;
using Federation.Framework.Tenancy;
using Federation.Framework.Web;
using Federation.Kernel;
using Federation.LoveStations.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Federation.LoveStations.Records;

/// <summary>A clerk records something at a site of the union's own.</summary>
internal sealed record RecordAtSite<TRecord, TInput, TAnswer>(long Site, TInput Input) : ICommand<TAnswer>, IChecked where TInput : SiteRecordInput
{
    public void Check(InputProblems problems) => Input.Check(problems);
}

/// <summary>A clerk puts a record right, having read the version that is named.</summary>
internal sealed record ChangeAtSite<TRecord, TInput, TAnswer>(long Site, long Id, int Version, TInput Input) : ICommand<TAnswer>, IChecked where TInput : SiteRecordInput
{
    public void Check(InputProblems problems) => Input.Check(problems);
}

/// <summary>A clerk takes a record back that should not be there.</summary>
internal sealed record RemoveAtSite<TRecord>(long Site, long Id, int Version) : ICommand<Removed>;

/// <summary>The records of a kind at a site, in the order in which they were recorded, or the other way round.</summary>
internal sealed record ListAtSite<TRecord, TAnswer>(long Site, PageRequest Page, bool NewestFirst = false) : IRequest<PageOf<TAnswer>>;

internal sealed record GetAtSite<TRecord, TAnswer>(long Site, long Id) : IRequest<TAnswer>;

internal sealed class RecordAtSiteHandler<TRecord, TInput, TAnswer>(StationsContext context, TimeProvider time) : IHandler<RecordAtSite<TRecord, TInput, TAnswer>, TAnswer>
    where TRecord : SiteRecord, IRecorded<TRecord, TInput, TAnswer>, new() where TInput : SiteRecordInput
{
    public Permission Permission => Permissions.Write;

    public async Task<TAnswer> HandleAsync(RecordAtSite<TRecord, TInput, TAnswer> request, CancellationToken cancellation)
    {
        var site = await context.OwnSiteAsync(request.Site, cancellation);
        var record = new TRecord();
        record.Put(request.Input);
        record.PlaceAt(site, request.Input.Date, time.Today(), context.Ids);
        await record.BindAsync(context, cancellation);
        context.Add(record);
        await context.SaveChangesAsync(cancellation);
        return record.Show();
    }
}

internal sealed class ChangeAtSiteHandler<TRecord, TInput, TAnswer>(StationsContext context, TimeProvider time) : IHandler<ChangeAtSite<TRecord, TInput, TAnswer>, TAnswer>
    where TRecord : SiteRecord, IRecorded<TRecord, TInput, TAnswer> where TInput : SiteRecordInput
{
    public Permission Permission => Permissions.Write;

    public async Task<TAnswer> HandleAsync(ChangeAtSite<TRecord, TInput, TAnswer> request, CancellationToken cancellation)
    {
        var site = await context.OwnSiteAsync(request.Site, cancellation);
        var record = await context.Set<TRecord>().SingleOrDefaultAsync(r => r.SiteId == site.Id && r.Id == request.Id, cancellation) ?? throw new NotFound(TRecord.Path);
        if (record.Version != request.Version) throw new StaleRecord(missingCondition: false);
        record.Put(request.Input);
        record.PlaceAt(site, request.Input.Date, time.Today(), context.Ids);
        await record.BindAsync(context, cancellation);
        await context.SaveChangesAsync(cancellation);
        return record.Show();
    }
}

internal sealed class RemoveAtSiteHandler<TRecord, TInput, TAnswer>(StationsContext context) : IHandler<RemoveAtSite<TRecord>, Removed> where TRecord : SiteRecord, IRecorded<TRecord, TInput, TAnswer>
{
    public Permission Permission => Permissions.Write;

    public async Task<Removed> HandleAsync(RemoveAtSite<TRecord> request, CancellationToken cancellation)
    {
        var site = await context.OwnSiteAsync(request.Site, cancellation);
        var record = await context.Set<TRecord>().SingleOrDefaultAsync(r => r.SiteId == site.Id && r.Id == request.Id, cancellation) ?? throw new NotFound(TRecord.Path);
        if (record.Version != request.Version) throw new StaleRecord(missingCondition: false);
        context.Remove(record);
        await context.SaveChangesAsync(cancellation);
        return new Removed();
    }
}

internal sealed class ListAtSiteHandler<TRecord, TInput, TAnswer>(StationsContext context) : IHandler<ListAtSite<TRecord, TAnswer>, PageOf<TAnswer>>
    where TRecord : SiteRecord, IRecorded<TRecord, TInput, TAnswer> where TAnswer : IRecordAnswer
{
    public Permission Permission => Permissions.Read;

    public async Task<PageOf<TAnswer>> HandleAsync(ListAtSite<TRecord, TAnswer> request, CancellationToken cancellation)
    {
        if (!await context.Sites.AnyAsync(s => s.Id == request.Site, cancellation)) throw new NotFound("site");
        var after = request.Page.AfterId ?? (request.NewestFirst ? long.MaxValue : 0);
        var records = context.Set<TRecord>().AsNoTracking().Where(r => r.SiteId == request.Site);
        var ordered = request.NewestFirst ? records.Where(r => r.Id < after).OrderByDescending(r => r.Id) : records.Where(r => r.Id > after).OrderBy(r => r.Id);
        var page = await ordered.Take(request.Page.Limit + 1).ToListAsync(cancellation);
        return request.Page.Cut([.. page.Select(r => r.Show())], r => r.Id);
    }
}

internal sealed class GetAtSiteHandler<TRecord, TInput, TAnswer>(StationsContext context) : IHandler<GetAtSite<TRecord, TAnswer>, TAnswer> where TRecord : SiteRecord, IRecorded<TRecord, TInput, TAnswer>
{
    public Permission Permission => Permissions.Read;

    public async Task<TAnswer> HandleAsync(GetAtSite<TRecord, TAnswer> request, CancellationToken cancellation)
    {
        var record = await context.Set<TRecord>().AsNoTracking().SingleOrDefaultAsync(r => r.SiteId == request.Site && r.Id == request.Id, cancellation) ?? throw new NotFound(TRecord.Path);
        return record.Show();
    }
}

/// <summary>The five addresses of a kind of record below its site.</summary>
internal static class RecordEndpoints<TRecord, TInput, TAnswer>
    where TRecord : SiteRecord, IRecorded<TRecord, TInput, TAnswer>, new() where TInput : SiteRecordInput, new() where TAnswer : IRecordAnswer
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var all = $"/unions/{{union}}/stations/{{site}}/{TRecord.Path}";
        api.MapGet(all, async (HttpContext http, IHandler<ListAtSite<TRecord, TAnswer>, PageOf<TAnswer>> handler, CancellationToken cancellation) =>
            EndpointExtensions.Answer(http, await handler.HandleAsync(new ListAtSite<TRecord, TAnswer>(http.PathId("site"), PageRequest.From(http.Request)), cancellation)))
            .Handles<ListAtSite<TRecord, TAnswer>, PageOf<TAnswer>>();
        api.MapPost(all, async (HttpContext http, IHandler<RecordAtSite<TRecord, TInput, TAnswer>, TAnswer> handler, CancellationToken cancellation) =>
        {
            var input = await http.Request.ReadInputAsync<TInput>(cancellation);
            var answer = await handler.HandleAsync(new RecordAtSite<TRecord, TInput, TAnswer>(http.PathId("site"), input), cancellation);
            return EndpointExtensions.Created(http, $"{http.Request.PathBase}{http.Request.Path}/{answer.Id}", answer, answer.Version);
        }).Handles<RecordAtSite<TRecord, TInput, TAnswer>, TAnswer>(StatusCodes.Status201Created).Takes<TInput>();
        api.MapGet(all + "/{record}", async (HttpContext http, IHandler<GetAtSite<TRecord, TAnswer>, TAnswer> handler, CancellationToken cancellation) =>
        {
            var answer = await handler.HandleAsync(new GetAtSite<TRecord, TAnswer>(http.PathId("site"), http.PathId("record")), cancellation);
            return EndpointExtensions.Answer(http, answer, answer.Version);
        }).Handles<GetAtSite<TRecord, TAnswer>, TAnswer>();
        api.MapPut(all + "/{record}", async (HttpContext http, IHandler<ChangeAtSite<TRecord, TInput, TAnswer>, TAnswer> handler, CancellationToken cancellation) =>
        {
            var version = http.Request.RequiredVersion();
            var input = await http.Request.ReadInputAsync<TInput>(cancellation);
            var answer = await handler.HandleAsync(new ChangeAtSite<TRecord, TInput, TAnswer>(http.PathId("site"), http.PathId("record"), version, input), cancellation);
            return EndpointExtensions.Answer(http, answer, answer.Version);
        }).Handles<ChangeAtSite<TRecord, TInput, TAnswer>, TAnswer>().Takes<TInput>();
        api.MapDelete(all + "/{record}", async (HttpContext http, IHandler<RemoveAtSite<TRecord>, Removed> handler, CancellationToken cancellation) =>
        {
            await handler.HandleAsync(new RemoveAtSite<TRecord>(http.PathId("site"), http.PathId("record"), http.Request.RequiredVersion()), cancellation);
            return Results.NoContent();
        }).Handles<RemoveAtSite<TRecord>, Removed>(StatusCodes.Status204NoContent);
    }
}
