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

namespace Federation.LoveStations.Kit;

/// <summary>A province says from when on demonstration stations must have what.</summary>
internal sealed record PublishKit(KitInput Input) : ICommand<KitAnswer>, IChecked
{
    public void Check(InputProblems problems) => Input.Check(problems);
}

/// <summary>The lists of the union's province, the newest first.</summary>
internal sealed record ListKits : IRequest<KitsAnswer>;

/// <param name="To">The first day on which the next list is in force.</param>
public sealed record KitAnswer(string Id, DateOnly From, DateOnly? To, string? Document, IReadOnlyList<Facility> Items)
{
    internal static KitAnswer Of(KitList list) => new(Text.Of(list.Id), list.ValidFrom, list.ValidTo, list.Document, [.. list.Items.Select(i => i.Facility).Order()]);
}

public sealed record KitsAnswer(IReadOnlyList<KitAnswer> Items);

internal sealed class PublishKitHandler(StationsContext context, Caller caller, TimeProvider time) : IHandler<PublishKit, KitAnswer>
{
    public Permission Permission => Permissions.Write;

    public async Task<KitAnswer> HandleAsync(PublishKit request, CancellationToken cancellation)
    {
        var province = caller.Union!;
        if (province.Level != UnionLevel.Province) throw new RuleViolation("kit-kept-by-province");
        var newest = await context.KitLists.Where(k => k.ProvinceId == province.Id).OrderByDescending(k => k.ValidFrom).FirstOrDefaultAsync(cancellation);
        var list = KitList.Publish(province.Id, request.Input, newest, context.Ids);
        context.Add(list);
        // Whoever had a demonstration station at any time since is measured against it. The province sees them all.
        foreach (var union in await context.Demonstrations.Where(d => d.ValidTo == null || d.ValidTo > list.ValidFrom).Select(d => d.UnionId).Distinct().ToListAsync(cancellation))
            context.MarkFrom(union, list.ValidFrom, time.Today());
        await context.SaveChangesAsync(cancellation);
        return KitAnswer.Of(list);
    }
}

internal sealed class ListKitsHandler(StationsContext context, Caller caller) : IHandler<ListKits, KitsAnswer>
{
    public Permission Permission => Permissions.Read;

    public async Task<KitsAnswer> HandleAsync(ListKits request, CancellationToken cancellation)
    {
        var above = caller.Union!.Ancestors.Append(caller.Union.Id).ToList();
        var lists = await context.KitLists.AsNoTracking().Include(k => k.Items).Where(k => above.Contains(k.ProvinceId)).OrderByDescending(k => k.ValidFrom).ToListAsync(cancellation);
        return new KitsAnswer([.. lists.Select(KitAnswer.Of)]);
    }
}

internal static class KitEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        const string kit = "/unions/{union}/station-kit";
        api.MapGet(kit, async (HttpContext http, IHandler<ListKits, KitsAnswer> handler, CancellationToken cancellation) =>
            EndpointExtensions.Answer(http, await handler.HandleAsync(new ListKits(), cancellation))).Handles<ListKits, KitsAnswer>();
        api.MapPost(kit, async (HttpContext http, IHandler<PublishKit, KitAnswer> handler, CancellationToken cancellation) =>
        {
            var input = await http.Request.ReadInputAsync<KitInput>(cancellation);
            var answer = await handler.HandleAsync(new PublishKit(input), cancellation);
            return EndpointExtensions.Created(http, $"{http.Request.PathBase}{http.Request.Path}", answer);
        }).Handles<PublishKit, KitAnswer>(StatusCodes.Status201Created).Takes<KitInput>();
    }
}
