using Federation.Framework.Audit;
using Federation.Framework.Handlers;
using Federation.Framework.Tenancy;
using Federation.Framework.Web;
using Federation.Kernel;
using Federation.LoveStations.Inputs;
using Federation.LoveStations.Sites;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Federation.LoveStations.Kit;

/// <summary>A province says from when on demonstration stations must have what.</summary>
internal sealed record PublishKit(KitInput Input) : ICommand<KitAnswer>, IChecked
{
    public void Check(InputProblems problems) => Input.Check(problems);
}

/// <summary>A list was published with something wrong in it.</summary>
internal sealed record CorrectKit(long Id, int Version, KitInput Input) : ICommand<KitAnswer>, IChecked
{
    public void Check(InputProblems problems) => Input.Check(problems);
}

/// <summary>A list should not have been published.</summary>
internal sealed record TakeBackKit(long Id, int Version) : ICommand<Removed>;

/// <summary>The lists of the union's province, the newest first.</summary>
internal sealed record ListKits : IRequest<KitsAnswer>;

internal sealed record GetKit(long Id) : IRequest<KitAnswer>;

/// <param name="To">The first day on which the next list is in force.</param>
/// <param name="Open">Whether whoever asks may correct it or take it back: it is the province's own newest, and no month that is over was measured against it.</param>
public sealed record KitAnswer(string Id, DateOnly From, DateOnly? To, string? Document, IReadOnlyList<Facility> Items, bool Open, int Version);

public sealed record KitsAnswer(IReadOnlyList<KitAnswer> Items);

/// <summary>A province's lists, and what rests on them.</summary>
internal sealed class KitBook(StationsContext context, Caller caller, TimeProvider time)
{
    /// <summary>The caller's own list and the one before it, to be corrected or taken back.</summary>
    public async Task<(KitList List, KitList? Before)> OwnAsync(long id, int version, CancellationToken cancellation)
    {
        var lists = await context.KitLists.Include(k => k.Items).Where(k => k.ProvinceId == context.TenantId).OrderBy(k => k.ValidFrom).ToListAsync(cancellation);
        var at = lists.FindIndex(k => k.Id == id);
        if (at < 0) throw new NotFound("kit");
        if (lists[at].Version != version) throw new StaleRecord(missingCondition: false);
        if (await RestingMonthAsync(lists[at], cancellation) is { } month) throw new RuleViolation("kit-measured", lists[at].ValidFrom, month);
        return (lists[at], at > 0 ? lists[at - 1] : null);
    }

    public async Task<KitAnswer> AnswerAsync(KitList list, CancellationToken cancellation) => new(
        Text.Of(list.Id), list.ValidFrom, list.ValidTo, list.Document, [.. list.Items.Select(i => i.Facility).Order()],
        list.ProvinceId == context.TenantId && list.ValidTo is null && await RestingMonthAsync(list, cancellation) is null, list.Version);

    /// <summary>Saves, and marks whoever had a demonstration station at any time since: they are measured against the lists. The province sees them all.</summary>
    public async Task SaveAsync(string action, DateOnly from, CancellationToken cancellation)
    {
        foreach (var union in await context.Demonstrations.Where(d => d.ValidTo == null || d.ValidTo > from).Select(d => d.UnionId).Distinct().ToListAsync(cancellation))
            context.MarkFrom(union, from, time.Today());
        context.AuditEntries.Add(AuditEntry.Of(context.Ids, time, caller, action, Text.Of(from)));
        await context.SaveChangesAsync(cancellation);
    }

    /// <summary>The first month that is over and at whose end demonstration stations were measured against a list; null where none was.</summary>
    private async Task<Period?> RestingMonthAsync(KitList list, CancellationToken cancellation)
    {
        var over = Period.MonthOf(time.Today()).First.AddDays(-1);
        var (first, last) = (Period.MonthOf(list.ValidFrom).Last, list.ValidTo is { } next && next <= over ? next.AddDays(-1) : over);
        if (first > last) return null;
        var measured = context.Demonstrations.Where(d => d.ValidFrom <= last && (d.ValidTo == null || d.ValidTo > first));
        return await measured.Select(d => (DateOnly?)d.ValidFrom).MinAsync(cancellation) is { } since ? Period.MonthOf(since > first ? since : first) : null;
    }
}

internal sealed class PublishKitHandler(StationsContext context, KitBook book, Caller caller) : IHandler<PublishKit, KitAnswer>
{
    public Permission Permission => Permissions.Write;

    public async Task<KitAnswer> HandleAsync(PublishKit request, CancellationToken cancellation)
    {
        var province = caller.Union!;
        if (province.Level != UnionLevel.Province) throw new RuleViolation("kit-kept-by-province");
        var newest = await context.KitLists.Where(k => k.ProvinceId == province.Id).OrderByDescending(k => k.ValidFrom).FirstOrDefaultAsync(cancellation);
        var list = KitList.Publish(province.Id, request.Input, newest, context.Ids);
        context.Add(list);
        await book.SaveAsync("stations.kit", list.ValidFrom, cancellation);
        return await book.AnswerAsync(list, cancellation);
    }
}

internal sealed class CorrectKitHandler(KitBook book) : IHandler<CorrectKit, KitAnswer>
{
    public Permission Permission => Permissions.Write;

    public async Task<KitAnswer> HandleAsync(CorrectKit request, CancellationToken cancellation)
    {
        var (list, before) = await book.OwnAsync(request.Id, request.Version, cancellation);
        var from = list.ValidFrom;
        list.Correct(request.Input, before);
        await book.SaveAsync("stations.kit-corrected", from < list.ValidFrom ? from : list.ValidFrom, cancellation);
        return await book.AnswerAsync(list, cancellation);
    }
}

internal sealed class TakeBackKitHandler(StationsContext context, KitBook book) : IHandler<TakeBackKit, Removed>
{
    public Permission Permission => Permissions.Write;

    public async Task<Removed> HandleAsync(TakeBackKit request, CancellationToken cancellation)
    {
        var (list, before) = await book.OwnAsync(request.Id, request.Version, cancellation);
        list.TakeBack(before);
        context.Remove(list);
        await book.SaveAsync("stations.kit-taken-back", list.ValidFrom, cancellation);
        return new Removed();
    }
}

internal sealed class ListKitsHandler(StationsContext context, KitBook book, Caller caller) : IHandler<ListKits, KitsAnswer>
{
    public Permission Permission => Permissions.Read;

    public async Task<KitsAnswer> HandleAsync(ListKits request, CancellationToken cancellation)
    {
        var above = caller.Union!.Ancestors.Append(caller.Union.Id).ToList();
        var lists = await context.KitLists.AsNoTracking().Include(k => k.Items).Where(k => above.Contains(k.ProvinceId)).OrderByDescending(k => k.ValidFrom).ToListAsync(cancellation);
        var answers = new List<KitAnswer>();
        foreach (var list in lists) answers.Add(await book.AnswerAsync(list, cancellation));
        return new KitsAnswer(answers);
    }
}

internal sealed class GetKitHandler(IHandler<ListKits, KitsAnswer> lists) : IHandler<GetKit, KitAnswer>
{
    public Permission Permission => Permissions.Read;

    public async Task<KitAnswer> HandleAsync(GetKit request, CancellationToken cancellation) =>
        (await lists.HandleAsync(new ListKits(), cancellation)).Items.FirstOrDefault(k => k.Id == Text.Of(request.Id)) ?? throw new NotFound("kit");
}

internal static class KitEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        const string kit = "/unions/{union}/station-kit", one = kit + "/{list}";
        api.MapGet(kit, async (HttpContext http, IHandler<ListKits, KitsAnswer> handler, CancellationToken cancellation) =>
            EndpointExtensions.Answer(http, await handler.HandleAsync(new ListKits(), cancellation))).Handles<ListKits, KitsAnswer>();
        api.MapPost(kit, async (HttpContext http, IHandler<PublishKit, KitAnswer> handler, CancellationToken cancellation) =>
        {
            var input = await http.Request.ReadInputAsync<KitInput>(cancellation);
            var answer = await handler.HandleAsync(new PublishKit(input), cancellation);
            return EndpointExtensions.Created(http, $"{http.Request.PathBase}{http.Request.Path}/{answer.Id}", answer, answer.Version);
        }).Handles<PublishKit, KitAnswer>(StatusCodes.Status201Created).AcceptsInput<KitInput>();
        api.MapGet(one, async (HttpContext http, IHandler<GetKit, KitAnswer> handler, CancellationToken cancellation) =>
        {
            var answer = await handler.HandleAsync(new GetKit(http.PathId("list")), cancellation);
            return EndpointExtensions.Answer(http, answer, answer.Version);
        }).Handles<GetKit, KitAnswer>();
        api.MapPut(one, async (HttpContext http, IHandler<CorrectKit, KitAnswer> handler, CancellationToken cancellation) =>
        {
            var version = http.Request.RequiredVersion();
            var input = await http.Request.ReadInputAsync<KitInput>(cancellation);
            var answer = await handler.HandleAsync(new CorrectKit(http.PathId("list"), version, input), cancellation);
            return EndpointExtensions.Answer(http, answer, answer.Version);
        }).Handles<CorrectKit, KitAnswer>().AcceptsInput<KitInput>();
        api.MapDelete(one, async (HttpContext http, IHandler<TakeBackKit, Removed> handler, CancellationToken cancellation) =>
        {
            await handler.HandleAsync(new TakeBackKit(http.PathId("list"), http.Request.RequiredVersion()), cancellation);
            return Results.NoContent();
        }).Handles<TakeBackKit, Removed>(StatusCodes.Status204NoContent);
    }
}
