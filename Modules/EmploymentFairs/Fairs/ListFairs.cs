using Federation.EmploymentFairs.Inputs;
using Federation.Framework.Handlers;
using Federation.Framework.Input;
using Federation.Framework.Tenancy;
using Federation.Framework.Web;
using Federation.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Federation.EmploymentFairs.Fairs;

/// <summary>A union's fairs in the order in which they were planned, or the other way round, with those of the unions below where asked for.</summary>
internal sealed record ListFairs(FairFilter Filter, PageRequest Page, bool NewestFirst = false) : IRequest<PageOf<FairAnswer>>;

internal sealed class FairFilter
{
    /// <summary>Of the last day.</summary>
    public int? Year { get; set; }

    public FairState? State { get; set; }
    public FairMode? Mode { get; set; }

    /// <summary>A part of the title or of the venue.</summary>
    public string? Search { get; set; }

    public bool? Subtree { get; set; }

    public static FairFilter From(HttpRequest http) => InputReader.FromQuery<FairFilter>(http, (filter, problems) => CheckYear(problems, filter.Year));

    internal static void CheckYear(InputProblems problems, int? year)
    {
        if (year is < Period.FirstYear or > Period.LastYear) problems.Add("year", "year-out-of-range", Period.FirstYear, Period.LastYear);
    }
}

internal sealed class CoHostedFilter
{
    /// <summary>Of the last day.</summary>
    public int? Year { get; set; }

    public FairState? State { get; set; }

    /// <summary>A part of the title.</summary>
    public string? Search { get; set; }

    public static CoHostedFilter From(HttpRequest http) => InputReader.FromQuery<CoHostedFilter>(http, (filter, problems) => FairFilter.CheckYear(problems, filter.Year));
}

/// <summary>Where a list in the order of days goes on: behind a day and, on it, a record.</summary>
internal static class DayCursor
{
    public static string Of(DateOnly day, string id) => $"{Text.Of(day)} {id}";

    public static (DateOnly Day, long Id) Read(string after) => after.Split(' ') is [var day, var id]
        && DateOnly.TryParseExact(day, "yyyy-MM-dd", out var on) && long.TryParse(id, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var last)
        ? (on, last) : throw new InvalidInput("cursor", "bad-cursor");
}

internal sealed class ListFairsHandler(FairsContext context, FairAnswers answers, Caller caller) : IHandler<ListFairs, PageOf<FairAnswer>>
{
    public Permission Permission => Permissions.Read;

    public async Task<PageOf<FairAnswer>> HandleAsync(ListFairs request, CancellationToken cancellation)
    {
        var filter = request.Filter;
        var after = request.Page.AfterId ?? (request.NewestFirst ? long.MaxValue : 0);
        var fairs = context.Fairs.AsNoTracking().Where(f => request.NewestFirst ? f.Id < after : f.Id > after);
        var (union, level) = (caller.Union!.Id, caller.Union.Level);
        var gathered = filter.Subtree is true && level > UnionLevel.Province;
        if (gathered) fairs = fairs.Where(f => context.Tree.Any(t => t.AncestorId == union && t.DescendantId == f.UnionId && (t.ValidTo == null || t.Closes)));
        else if (filter.Subtree is not true || level is null) fairs = fairs.Where(f => f.UnionId == union);
        if (filter.Year is { } year)
        {
            var (first, last) = (new DateOnly(year, 1, 1), new DateOnly(year, 12, 31));
            fairs = fairs.Where(f => f.Ends >= first && f.Ends <= last);
        }
        if (filter.State is { } state) fairs = fairs.Where(f => f.State == state);
        if (filter.Mode is { } mode) fairs = fairs.Where(f => f.Mode == mode);
        if (filter.Search is { } search) fairs = fairs.Where(f => f.Title.Contains(search) || f.Venue!.Contains(search));
        // The fairs of a district are gathered and put in order; in the order of their ids, all the province's would be read until a page is full.
        var ordered = (gathered, request.NewestFirst) switch
        {
            (true, true) => fairs.OrderByDescending(f => f.Id + 0),
            (true, false) => fairs.OrderBy(f => f.Id + 0),
            (false, true) => fairs.OrderByDescending(f => f.Id),
            (false, false) => fairs.OrderBy(f => f.Id),
        };
        var page = await ordered.Take(request.Page.Limit + 1).Include(f => f.CoHosts).AsSplitQuery().ToListAsync(cancellation);
        return request.Page.ToPage(await answers.OfAsync(page, cancellation), f => f.Id);
    }
}

/// <summary>The fairs of other unions that the union co-hosts, the latest first.</summary>
internal sealed record ListCoHosted(CoHostedFilter Filter, PageRequest Page) : IRequest<PageOf<CoHostedAnswer>>;

/// <param name="Fair">Its id under its host.</param>
/// <param name="Host">Code of the union that holds it.</param>
public sealed record CoHostedAnswer(string Id, string Fair, string Host, string HostName, string Title, DateOnly Starts, DateOnly Ends, FairState State);

internal sealed class ListCoHostedHandler(FairsContext context, FairAnswers answers) : IHandler<ListCoHosted, PageOf<CoHostedAnswer>>
{
    public Permission Permission => Permissions.Read;

    public async Task<PageOf<CoHostedAnswer>> HandleAsync(ListCoHosted request, CancellationToken cancellation)
    {
        // Those of the union in the path alone: the table belongs to nobody, so nothing else narrows it.
        var coHosted = context.CoHostings.AsNoTracking().Where(c => c.UnionId == context.TenantId);
        if (request.Filter.Year is { } year)
        {
            var (first, last) = (new DateOnly(year, 1, 1), new DateOnly(year, 12, 31));
            coHosted = coHosted.Where(c => c.Ends >= first && c.Ends <= last);
        }
        if (request.Filter.State is { } state) coHosted = coHosted.Where(c => c.State == state);
        if (request.Filter.Search is { } search) coHosted = coHosted.Where(c => c.Title.Contains(search));
        if (request.Page.After is { } after)
        {
            var (day, id) = DayCursor.Read(after);
            coHosted = coHosted.Where(c => c.Ends < day || (c.Ends == day && c.Id < id));
        }
        var page = await coHosted.OrderByDescending(c => c.Ends).ThenByDescending(c => c.Id).Take(request.Page.Limit + 1).ToListAsync(cancellation);
        var names = await answers.NamesAsync(page.Select(c => c.HostId), cancellation);
        return request.Page.ToPage([.. page.Select(c => new CoHostedAnswer(Text.Of(c.Id), Text.Of(c.FairId), names[c.HostId].Code, names[c.HostId].Name, c.Title, c.Starts, c.Ends, c.State))], c => DayCursor.Of(c.Ends, c.Id));
    }
}

internal static class ListFairsEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/unions/{union}/fairs", async (HttpContext http, IHandler<ListFairs, PageOf<FairAnswer>> handler, CancellationToken cancellation) =>
                EndpointExtensions.Answer(http, await handler.HandleAsync(new ListFairs(FairFilter.From(http.Request), PageRequest.From(http.Request)), cancellation)))
            .Handles<ListFairs, PageOf<FairAnswer>>().WithQuery(QueryParameter.Of<FairFilter>());
        api.MapGet("/unions/{union}/co-hosted-fairs", async (HttpContext http, IHandler<ListCoHosted, PageOf<CoHostedAnswer>> handler, CancellationToken cancellation) =>
                EndpointExtensions.Answer(http, await handler.HandleAsync(new ListCoHosted(CoHostedFilter.From(http.Request), PageRequest.From(http.Request)), cancellation)))
            .Handles<ListCoHosted, PageOf<CoHostedAnswer>>().WithQuery(QueryParameter.Of<CoHostedFilter>());
    }
}
