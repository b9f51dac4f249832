using Federation.EmploymentFairs.Contracts;
using Federation.EmploymentFairs.Inputs;
using Federation.EmploymentFairs.Fairs;
using Federation.EmploymentFairs.PlaceNames;
using Federation.EmploymentFairs.Posts;
using Federation.EmploymentFairs.Records;
using Federation.Framework.Handlers;
using Federation.Framework.Input;
using Federation.Framework.Tenancy;
using Federation.Framework.Web;
using Federation.Kernel;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace Federation.EmploymentFairs.PublicPages;

/// <summary>What anyone narrows the list of posts to.</summary>
internal sealed class PostFilter
{
    public Trade? Trade { get; set; }

    /// <summary>The place of work, by name or by code of GB/T 2260, which ends in zeros for a whole city or province.</summary>
    [MaxLength(Gazetteer.MaxLength)]
    public string? Division { get; set => field = FairInput.CodeOf(value); }

    /// <summary>At least so much, in yuan a month; posts whose wage is to be agreed are shown as well.</summary>
    public decimal? Wage { get; set; }

    /// <summary>A part of the title, of the employer's name or of the place.</summary>
    public string? Search { get; set; }

    public bool IsEmpty => this is { Trade: null, Division: null, Wage: null, Search: null };

    public static PostFilter From(HttpRequest http) => InputReader.FromQuery<PostFilter>(http, (filter, problems) => FairInput.CheckDivision(problems, "division", filter.Division));
}

/// <summary>The fairs of a union and of those below it that are announced and not over, those that begin first on top.</summary>
internal sealed record ListAnnounced(PageRequest Page) : IRequest<PageOf<AnnouncedFair>>;

/// <summary>One of them, or one that is on or over, as anyone may read it; planned and cancelled ones are not found.</summary>
internal sealed record GetAnnounced(long Id) : IRequest<AnnouncedFair>;

/// <summary>Posts of fairs that are announced and not over: of all of a union and of those below it, or of one fair.</summary>
internal sealed record ListAnnouncedPosts(long? Fair, PostFilter Filter, PageRequest Page) : IRequest<PageOf<AnnouncedPost>>;

/// <summary>The cities and districts of the entered union, and the other unions, in which fairs are announced and not over.</summary>
internal sealed record ListWhere : IRequest<FairPlaces>;

/// <param name="Items">Codes and names, each city in front of its districts.</param>
internal sealed record FairPlaces(IReadOnlyList<(string Code, string Name)> Items);

internal sealed class ListWhereHandler(FairsContext context, FairAnswers answers, TimeProvider time) : IHandler<ListWhere, FairPlaces>
{
    public Permission Permission => Permissions.Read;

    public async Task<FairPlaces> HandleAsync(ListWhere request, CancellationToken cancellation)
    {
        var today = time.Today();
        var hosts = context.Fairs.Where(f => f.State == FairState.Announced && f.Ends >= today).Select(f => f.UnionId);
        var ids = await context.Tree
            .Where(t => t.ValidTo == null && hosts.Contains(t.DescendantId) && (t.Depth == 0 || t.AncestorLevel == UnionLevel.City || t.AncestorLevel == UnionLevel.District) && t.AncestorId != context.TenantId
                && context.Tree.Any(b => b.ValidTo == null && b.AncestorId == context.TenantId && b.DescendantId == t.AncestorId))
            .Select(t => t.AncestorId).Distinct().ToListAsync(cancellation);
        return new FairPlaces([.. (await answers.NamesAsync(ids, cancellation)).Values.OrderBy(u => u.Code, StringComparer.Ordinal)]);
    }
}

internal sealed class ListAnnouncedHandler(FairsContext context, AnnouncedFairs announced, TimeProvider time) : IHandler<ListAnnounced, PageOf<AnnouncedFair>>
{
    public Permission Permission => Permissions.Read;

    public async Task<PageOf<AnnouncedFair>> HandleAsync(ListAnnounced request, CancellationToken cancellation)
    {
        var today = time.Today();
        var fairs = context.Fairs.AsNoTracking().Where(f => f.State == FairState.Announced && f.Ends >= today);
        if (request.Page.After is { } after)
        {
            var (day, id) = DayCursor.Read(after);
            fairs = fairs.Where(f => f.Ends > day || (f.Ends == day && f.Id > id));
        }
        var page = await fairs.OrderBy(f => f.Ends).ThenBy(f => f.Id).Take(request.Page.Limit + 1).Include(f => f.CoHosts).AsSplitQuery().ToListAsync(cancellation);
        return request.Page.ToPage(await announced.OfAsync(page, cancellation), f => DayCursor.Of(f.Fair.Ends, f.Fair.Id));
    }
}

internal sealed class GetAnnouncedHandler(FairsContext context, AnnouncedFairs announced) : IHandler<GetAnnounced, AnnouncedFair>
{
    public Permission Permission => Permissions.Read;

    public async Task<AnnouncedFair> HandleAsync(GetAnnounced request, CancellationToken cancellation)
    {
        var fair = await context.Fairs.AsNoTracking().Include(f => f.CoHosts)
            .SingleOrDefaultAsync(f => f.Id == request.Id && f.UnionId == context.TenantId && (f.State == FairState.Announced || f.State == FairState.Held), cancellation) ?? throw new NotFound("fair");
        return (await announced.OfAsync([fair], cancellation))[0];
    }
}

internal sealed class ListAnnouncedPostsHandler(FairsContext context, FairAnswers answers, TimeProvider time) : IHandler<ListAnnouncedPosts, PageOf<AnnouncedPost>>
{
    public Permission Permission => Permissions.Read;

    public async Task<PageOf<AnnouncedPost>> HandleAsync(ListAnnouncedPosts request, CancellationToken cancellation)
    {
        var (filter, today, after) = (request.Filter, time.Today(), request.Page.AfterId ?? 0);
        var posts = context.Posts.AsNoTracking().Where(p => p.Id > after && p.Stand.Attendance != Attendance.Absent && p.Filled < p.Openings);
        if (request.Fair is { } fair) posts = posts.Where(p => p.FairId == fair);
        if (filter.Trade is { } trade) posts = posts.Where(p => p.Trade == trade);
        if (filter.Division is { } division)
        {
            var whole = Matching.Match.Whole(division);
            posts = posts.Where(p => p.Division.StartsWith(whole));
        }
        if (filter.Wage is { } wage) posts = posts.Where(p => (p.WageTo ?? p.WageFrom) == null || (p.WageTo ?? p.WageFrom) >= wage);
        if (filter.Search is { } text) posts = posts.Where(p => p.Title.Contains(text) || p.Place.Contains(text) || p.Stand.Employer.Contains(text));
        var page = await posts.Join(context.Fairs.Where(f => f.State == FairState.Announced && f.Ends >= today), p => p.FairId, f => f.Id, (p, f) => new { Post = p, f.Title, f.Starts, p.Stand.Employer })
            .OrderBy(r => r.Post.Id).Take(request.Page.Limit + 1).ToListAsync(cancellation);
        var names = await answers.NamesAsync(page.Select(r => r.Post.UnionId), cancellation);
        return request.Page.ToPage(
        [
            .. page.Select(r => new AnnouncedPost(
                Text.Of(r.Post.Id), Text.Of(r.Post.FairId), names[r.Post.UnionId].Code, r.Title, r.Starts, r.Employer, r.Post.Title, r.Post.Trade, r.Post.Openings - r.Post.Filled, r.Post.WageFrom, r.Post.WageTo, r.Post.Place, r.Post.Requirements)),
        ], p => p.Id);
    }
}

/// <summary>Shows fairs as anyone may read of them.</summary>
internal sealed class AnnouncedFairs(FairsContext context, FairAnswers answers, TimeProvider time)
{
    public async Task<IReadOnlyList<AnnouncedFair>> OfAsync(IReadOnlyList<Fair> fairs, CancellationToken cancellation)
    {
        var (ids, today) = (fairs.Select(f => f.Id).ToList(), time.Today());
        var employers = await context.Stands.Where(s => ids.Contains(s.FairId) && s.Attendance != Attendance.Absent)
            .GroupBy(s => s.FairId).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, cancellation);
        var openings = await context.Posts.Where(p => ids.Contains(p.FairId) && p.Stand.Attendance != Attendance.Absent)
            .GroupBy(p => p.FairId).Select(g => new { g.Key, Sum = g.Sum(p => (long)p.Openings) }).ToDictionaryAsync(g => g.Key, g => g.Sum, cancellation);
        var names = await answers.NamesAsync(fairs.Select(f => f.UnionId), cancellation);
        var shown = await answers.OfAsync(fairs, cancellation);
        return
        [
            .. fairs.Select((f, i) => new AnnouncedFair(shown[i], names[f.UnionId].Name, employers.GetValueOrDefault(f.Id), openings.GetValueOrDefault(f.Id), f.State == FairState.Announced && f.Ends >= today)),
        ];
    }
}
