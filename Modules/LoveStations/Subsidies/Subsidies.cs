using Federation.LoveStations.Sites;
using Federation.Framework.Handlers;
using Federation.Framework.Input;
using Federation.Framework.Tenancy;
using Federation.Framework.Web;
using Federation.Kernel;
using Federation.LoveStations.Inputs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Federation.LoveStations.Subsidies;

/// <summary>What a union grants, or what was granted for one station.</summary>
internal sealed record ListSubsidies(SubsidyFilter Filter, PageRequest Page, bool NewestFirst = false) : IRequest<PageOf<SubsidyAnswer>>;

internal sealed class SubsidyFilter
{
    /// <summary>Id of a station: whoever pays, as far as the caller sees it.</summary>
    public string? Site { get; set; }

    public SubsidyState? State { get; set; }

    /// <summary>Days between which it was granted.</summary>
    public DateOnly? From { get; set; }

    public DateOnly? To { get; set; }

    /// <summary>With what the unions below grant.</summary>
    public bool? Subtree { get; set; }

    public static SubsidyFilter Of(HttpRequest http) => InputReader.FromQuery<SubsidyFilter>(http);
}

internal sealed record GetSubsidy(long Id) : IRequest<SubsidyAnswer>;

/// <summary>A union grants money for building a station of its own or of a union below.</summary>
internal sealed record GrantSubsidy(SubsidyInput Input) : ICommand<SubsidyAnswer>, IChecked
{
    public void Check(InputProblems problems) => Input.Check(problems);
}

internal sealed record ReviseSubsidy(long Id, int Version, SubsidyInput Input) : ICommand<SubsidyAnswer>, IChecked
{
    public void Check(InputProblems problems) => Input.Check(problems);
}

/// <summary>The subsidy will not be paid.</summary>
internal sealed record WithdrawSubsidy(long Id, int Version) : ICommand<SubsidyAnswer>;

internal sealed record PaySubsidy(long Id, int Version, SubsidyPaymentInput Input) : ICommand<SubsidyAnswer>, IChecked
{
    public void Check(InputProblems problems) => Input.Check(problems);
}

/// <summary>A payment was entered by mistake.</summary>
internal sealed record TakeBackPayment(long Id, long Payment, int Version) : ICommand<SubsidyAnswer>;

/// <param name="Union">Code of the union that pays it.</param>
/// <param name="Site">Id of the station.</param>
/// <param name="SiteUnion">Code of the union that keeps it.</param>
public sealed record SubsidyAnswer(
    string Id, string Union, string Site, string SiteUnion, string SiteCode, string SiteName, DateOnly GrantedOn, decimal Amount, decimal Paid, string? Document, SubsidyState State, IReadOnlyList<SubsidyPaymentAnswer> Payments, int Version);

public sealed record SubsidyPaymentAnswer(string Id, DateOnly Date, decimal Amount, string Payee);

/// <summary>Subsidies with what their answers need besides: the station's name, the payer's code.</summary>
internal sealed class SubsidyBook(StationsContext context, IUnionDirectory unions)
{
    /// <summary>One that the caller's own union pays, to be changed by somebody who has read the version that is named.</summary>
    public async Task<Subsidy> OwnAsync(long id, int version, CancellationToken cancellation)
    {
        var subsidy = await context.Subsidies.SingleOrDefaultAsync(s => s.Id == id && s.UnionId == context.TenantId, cancellation) ?? throw new NotFound("subsidy");
        return subsidy.Version == version ? subsidy : throw new StaleRecord(missingCondition: false);
    }

    /// <summary>Throws where there is another of the same station, day and decision: by these a table finds it again.</summary>
    public async Task CheckOnlyAsync(Subsidy subsidy, CancellationToken cancellation)
    {
        var (id, site, day, document) = (subsidy.Id, subsidy.SiteId, subsidy.GrantedOn, subsidy.Document);
        if (await context.Subsidies.AnyAsync(s => s.UnionId == context.TenantId && s.SiteId == site && s.GrantedOn == day && s.Document == document && s.Id != id, cancellation)) throw new RuleViolation("granted-already", day);
    }

    public async Task<SubsidyAnswer> SaveAsync(Subsidy subsidy, CancellationToken cancellation)
    {
        await context.SaveChangesAsync(cancellation);
        return (await AnswersAsync([subsidy], cancellation))[0];
    }

    public async Task<IReadOnlyList<SubsidyAnswer>> AnswersAsync(IReadOnlyList<Subsidy> subsidies, CancellationToken cancellation)
    {
        var sites = subsidies.Select(s => s.SiteId).Distinct().ToList();
        var names = await context.Sites.Where(s => sites.Contains(s.Id)).Select(s => new { s.Id, s.UnionId, s.Code, s.Name }).ToDictionaryAsync(s => s.Id, cancellation);
        var answers = new List<SubsidyAnswer>();
        foreach (var s in subsidies)
        {
            // A station that has moved away with its union is not seen any more; what was paid for it is.
            var site = names.GetValueOrDefault(s.SiteId);
            var keeper = site is null ? null : await unions.FindAsync(site.UnionId, cancellation);
            answers.Add(new SubsidyAnswer(
                Text.Of(s.Id), (await unions.FindAsync(s.UnionId, cancellation) ?? throw new NotFound("union")).Code, Text.Of(s.SiteId), keeper?.Code ?? "", site?.Code ?? "", site?.Name ?? "", s.GrantedOn, s.Amount, s.Paid,
                s.Document, s.State, [.. s.Payments.OrderBy(p => p.Date).ThenBy(p => p.Id).Select(p => new SubsidyPaymentAnswer(Text.Of(p.Id), p.Date, p.Amount, p.Payee))], s.Version));
        }
        return answers;
    }
}

internal sealed class ListSubsidiesHandler(StationsContext context, SubsidyBook book, Caller caller) : IHandler<ListSubsidies, PageOf<SubsidyAnswer>>
{
    public Permission Permission => Permissions.Read;

    public async Task<PageOf<SubsidyAnswer>> HandleAsync(ListSubsidies request, CancellationToken cancellation)
    {
        var after = request.Page.AfterId ?? (request.NewestFirst ? long.MaxValue : 0);
        var (filter, subsidies) = (request.Filter, context.Subsidies.AsNoTracking());
        if (filter.Site is { } named)
        {
            var site = EndpointExtensions.Id(named);
            subsidies = subsidies.Where(s => s.SiteId == site);
        }
        else
        {
            subsidies = subsidies.Below(context, caller.Union!, filter.Subtree is true);
        }
        if (filter.State is { } state) subsidies = subsidies.Where(s => s.State == state);
        if (filter.From is { } from) subsidies = subsidies.Where(s => s.GrantedOn >= from);
        if (filter.To is { } to) subsidies = subsidies.Where(s => s.GrantedOn <= to);
        var page = await (request.NewestFirst ? subsidies.Where(s => s.Id < after).OrderByDescending(s => s.Id) : subsidies.Where(s => s.Id > after).OrderBy(s => s.Id)).Take(request.Page.Limit + 1).ToListAsync(cancellation);
        return request.Page.ToPage(await book.AnswersAsync(page, cancellation), s => s.Id);
    }
}

internal sealed class GetSubsidyHandler(StationsContext context, SubsidyBook book) : IHandler<GetSubsidy, SubsidyAnswer>
{
    public Permission Permission => Permissions.Read;

    public async Task<SubsidyAnswer> HandleAsync(GetSubsidy request, CancellationToken cancellation)
    {
        var subsidy = await context.Subsidies.AsNoTracking().SingleOrDefaultAsync(s => s.Id == request.Id, cancellation) ?? throw new NotFound("subsidy");
        return (await book.AnswersAsync([subsidy], cancellation))[0];
    }
}

internal sealed class GrantSubsidyHandler(StationsContext context, SubsidyBook book, TimeProvider time) : IHandler<GrantSubsidy, SubsidyAnswer>
{
    public Permission Permission => Permissions.Write;

    public async Task<SubsidyAnswer> HandleAsync(GrantSubsidy request, CancellationToken cancellation)
    {
        var id = long.TryParse(request.Input.Site, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var named) ? named : 0;
        var site = await context.Sites.AsNoTracking().SingleOrDefaultAsync(s => s.Id == id, cancellation) ?? throw new InvalidInput("site", "unknown-site");
        var subsidy = Subsidy.Grant(context.TenantId, site, request.Input, time.Today(), context.Ids);
        await book.CheckOnlyAsync(subsidy, cancellation);
        context.Add(subsidy);
        return await book.SaveAsync(subsidy, cancellation);
    }
}

internal sealed class ReviseSubsidyHandler(SubsidyBook book, TimeProvider time) : IHandler<ReviseSubsidy, SubsidyAnswer>
{
    public Permission Permission => Permissions.Write;

    public async Task<SubsidyAnswer> HandleAsync(ReviseSubsidy request, CancellationToken cancellation)
    {
        var subsidy = await book.OwnAsync(request.Id, request.Version, cancellation);
        if (Text.Of(subsidy.SiteId) != request.Input.Site) throw new RuleViolation("subsidy-keeps-its-station");
        subsidy.Revise(request.Input, time.Today());
        await book.CheckOnlyAsync(subsidy, cancellation);
        return await book.SaveAsync(subsidy, cancellation);
    }
}

internal sealed class WithdrawSubsidyHandler(SubsidyBook book) : IHandler<WithdrawSubsidy, SubsidyAnswer>
{
    public Permission Permission => Permissions.Write;

    public async Task<SubsidyAnswer> HandleAsync(WithdrawSubsidy request, CancellationToken cancellation)
    {
        var subsidy = await book.OwnAsync(request.Id, request.Version, cancellation);
        subsidy.Withdraw();
        return await book.SaveAsync(subsidy, cancellation);
    }
}

internal sealed class PaySubsidyHandler(StationsContext context, SubsidyBook book, TimeProvider time) : IHandler<PaySubsidy, SubsidyAnswer>
{
    public Permission Permission => Permissions.Write;

    public async Task<SubsidyAnswer> HandleAsync(PaySubsidy request, CancellationToken cancellation)
    {
        var subsidy = await book.OwnAsync(request.Id, request.Version, cancellation);
        subsidy.Pay(request.Input, time.Today(), context.Ids);
        return await book.SaveAsync(subsidy, cancellation);
    }
}

internal sealed class TakeBackPaymentHandler(SubsidyBook book) : IHandler<TakeBackPayment, SubsidyAnswer>
{
    public Permission Permission => Permissions.Write;

    public async Task<SubsidyAnswer> HandleAsync(TakeBackPayment request, CancellationToken cancellation)
    {
        var subsidy = await book.OwnAsync(request.Id, request.Version, cancellation);
        subsidy.TakeBack(request.Payment);
        return await book.SaveAsync(subsidy, cancellation);
    }
}

internal static class SubsidyEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        const string all = "/unions/{union}/station-subsidies", one = all + "/{subsidy}";
        api.MapGet(all, async (HttpContext http, IHandler<ListSubsidies, PageOf<SubsidyAnswer>> handler, CancellationToken cancellation) =>
            EndpointExtensions.Answer(http, await handler.HandleAsync(new ListSubsidies(SubsidyFilter.Of(http.Request), PageRequest.From(http.Request)), cancellation)))
            .Handles<ListSubsidies, PageOf<SubsidyAnswer>>().WithQuery(QueryParameter.Of<SubsidyFilter>());
        api.MapPost(all, async (HttpContext http, IHandler<GrantSubsidy, SubsidyAnswer> handler, CancellationToken cancellation) =>
        {
            var input = await http.Request.ReadInputAsync<SubsidyInput>(cancellation);
            var answer = await handler.HandleAsync(new GrantSubsidy(input), cancellation);
            return EndpointExtensions.Created(http, $"{http.Request.PathBase}{http.Request.Path}/{answer.Id}", answer, answer.Version);
        }).Handles<GrantSubsidy, SubsidyAnswer>(StatusCodes.Status201Created).AcceptsInput<SubsidyInput>();
        api.MapGet(one, async (HttpContext http, IHandler<GetSubsidy, SubsidyAnswer> handler, CancellationToken cancellation) =>
            Answer(http, await handler.HandleAsync(new GetSubsidy(http.PathId("subsidy")), cancellation))).Handles<GetSubsidy, SubsidyAnswer>();
        api.MapPut(one, async (HttpContext http, IHandler<ReviseSubsidy, SubsidyAnswer> handler, CancellationToken cancellation) =>
        {
            var version = http.Request.RequiredVersion();
            var input = await http.Request.ReadInputAsync<SubsidyInput>(cancellation);
            return Answer(http, await handler.HandleAsync(new ReviseSubsidy(http.PathId("subsidy"), version, input), cancellation));
        }).Handles<ReviseSubsidy, SubsidyAnswer>().AcceptsInput<SubsidyInput>();
        api.MapPost(one + "/withdraw", async (HttpContext http, IHandler<WithdrawSubsidy, SubsidyAnswer> handler, CancellationToken cancellation) =>
            Answer(http, await handler.HandleAsync(new WithdrawSubsidy(http.PathId("subsidy"), http.Request.RequiredVersion()), cancellation))).Handles<WithdrawSubsidy, SubsidyAnswer>();
        api.MapPost(one + "/payments", async (HttpContext http, IHandler<PaySubsidy, SubsidyAnswer> handler, CancellationToken cancellation) =>
        {
            var version = http.Request.RequiredVersion();
            var input = await http.Request.ReadInputAsync<SubsidyPaymentInput>(cancellation);
            return Answer(http, await handler.HandleAsync(new PaySubsidy(http.PathId("subsidy"), version, input), cancellation));
        }).Handles<PaySubsidy, SubsidyAnswer>().AcceptsInput<SubsidyPaymentInput>();
        api.MapDelete(one + "/payments/{payment}", async (HttpContext http, IHandler<TakeBackPayment, SubsidyAnswer> handler, CancellationToken cancellation) =>
            Answer(http, await handler.HandleAsync(new TakeBackPayment(http.PathId("subsidy"), http.PathId("payment"), http.Request.RequiredVersion()), cancellation))).Handles<TakeBackPayment, SubsidyAnswer>();
    }

    private static IResult Answer(HttpContext http, SubsidyAnswer subsidy) => EndpointExtensions.Answer(http, subsidy, subsidy.Version);
}
