using Autofac;
using Federation.EmploymentFairs.Contracts;
using Federation.EmploymentFairs.Inputs;
using Federation.EmploymentFairs.PlaceNames;
using Federation.EmploymentFairs.Records;
using Federation.Framework.Databases;
using Federation.Framework.Handlers;
using Federation.Framework.Pages;
using Federation.Framework.Tenancy;
using Federation.Framework.Web;
using Federation.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Federation.EmploymentFairs.PublicPages;

/// <summary>What anyone reads without signing in: the fairs to come, their posts, and the form to register. Plain HTML, quick on a phone.</summary>
internal static class PublicFairPages
{
    private const string All = "/fairs", One = All + "/{host}/{fair}";
    private static readonly string[] FilterFields = ["trade", "division", "wage", "search"];

    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet(All, async (HttpContext http, ILifetimeScope request, FrameworkContext context, IUnionDirectory unions, Ids ids, CancellationToken cancellation) =>
        {
            var roots = await Roots.OfAsync(context, unions, cancellation);
            var asked = http.Request.Query["union"].ToString();
            var union = asked.Length == 0 ? roots.FirstOrDefault() : await unions.FindAsync(asked, cancellation) ?? throw new NotFound(asked);
            var (filter, page) = (PostFilter.From(http.Request), PageRequest.From(http.Request));
            // What is looked for are posts; without that the fairs are listed.
            var showPosts = !filter.IsEmpty || http.Request.Query["show"] == "posts";
            PageOf<AnnouncedFair>? fairs = null;
            PageOf<AnnouncedPost>? posts = null;
            IReadOnlyList<(string, string)> places = [];
            if (union is not null)
            {
                await using var published = Enter(request, union);
                if (showPosts) places = Gazetteer.Around(union);
                else places = await WhereAsync(request, roots.FirstOrDefault(r => r.Code == union.Path[0]) ?? union, union, cancellation);
                if (showPosts) posts = await published.Resolve<IHandler<ListAnnouncedPosts, PageOf<AnnouncedPost>>>().HandleAsync(new ListAnnouncedPosts(null, filter, page), cancellation);
                else fairs = await published.Resolve<IHandler<ListAnnounced, PageOf<AnnouncedFair>>>().HandleAsync(new ListAnnounced(page), cancellation);
            }
            return http.Page<PublicFairsPage>(new() { ["Roots"] = roots, ["Of"] = union, ["Fairs"] = fairs, ["Posts"] = posts, ["Filter"] = FilterOf(http, ids), ["Places"] = places });
        }).Public();

        pages.MapGet(One, async (HttpContext http, ILifetimeScope request, IUnionDirectory unions, Ids ids, CancellationToken cancellation) =>
        {
            var host = await HostAsync(http, unions, cancellation);
            await using var published = Enter(request, host);
            var id = http.PathId("fair");
            var fair = await published.Resolve<IHandler<GetAnnounced, AnnouncedFair>>().HandleAsync(new GetAnnounced(id), cancellation);
            var posts = await published.Resolve<IHandler<ListAnnouncedPosts, PageOf<AnnouncedPost>>>().HandleAsync(new ListAnnouncedPosts(id, PostFilter.From(http.Request), PageRequest.From(http.Request)), cancellation);
            return http.Page<PublicFairPage>(new() { ["Shown"] = fair, ["Posts"] = posts, ["Filter"] = FilterOf(http, ids), ["Places"] = Gazetteer.Around(host) });
        }).Public();

        pages.MapGet(One + "/register", async (HttpContext http, ILifetimeScope request, IUnionDirectory unions, Ids ids, CancellationToken cancellation) =>
            await FormAsync(http, request, unions, PageForm.New(ids), cancellation)).Public();

        pages.MapPost(One + "/register", async (HttpContext http, ILifetimeScope request, Caller caller, IUnionDirectory unions, Texts texts, CancellationToken cancellation) =>
        {
            var form = await PageForm.ReadAsync(http, caller);
            var host = await HostAsync(http, unions, cancellation);
            await using var published = Enter(request, host);
            var register = published.Resolve<IHandler<RegisterOnline, Registered>>();
            return await form.TryAsync(texts, () => register.HandleAsync(new RegisterOnline(http.PathId("fair"), form.Input<OnlineInput>()), cancellation))
                ? http.RedirectTo($"{All}/{Uri.EscapeDataString(host.Code)}/{http.PathId("fair")}", "registered-online")
                : await FormAsync(http, request, unions, form, cancellation);
        }).LimitsForms().Public();
    }

    private static async Task<IResult> FormAsync(HttpContext http, ILifetimeScope request, IUnionDirectory unions, PageForm form, CancellationToken cancellation)
    {
        var host = await HostAsync(http, unions, cancellation);
        await using var published = Enter(request, host);
        var fair = await published.Resolve<IHandler<GetAnnounced, AnnouncedFair>>().HandleAsync(new GetAnnounced(http.PathId("fair")), cancellation);
        return http.Page<RegisterPage>(form, new() { ["Shown"] = fair, ["Places"] = Gazetteer.Around(host) });
    }

    /// <summary>Where in a tree there are fairs to come, the whole of it first, to be chosen from.</summary>
    /// <param name="chosen">Which may have none.</param>
    private static async Task<IReadOnlyList<(string Value, string Text)>> WhereAsync(ILifetimeScope request, UnionInfo root, UnionInfo chosen, CancellationToken cancellation)
    {
        await using var published = Enter(request, root);
        var found = (await published.Resolve<IHandler<ListWhere, FairPlaces>>().HandleAsync(new ListWhere(), cancellation)).Items;
        return [(root.Code, root.Name), .. chosen.Id == root.Id || found.Any(f => f.Code == chosen.Code) ? [] : new[] { (chosen.Code, chosen.Name) }, .. found];
    }

    /// <summary>In a scope of its own: whoever has signed in goes on seeing and being able to do what his own grants say.</summary>
    private static ILifetimeScope Enter(ILifetimeScope request, UnionInfo union)
    {
        var scope = request.BeginLifetimeScope();
        var system = scope.Resolve<Caller>();
        system.ActAsSystem();
        system.Enter(union);
        return scope;
    }

    private static async Task<UnionInfo> HostAsync(HttpContext http, IUnionDirectory unions, CancellationToken cancellation)
    {
        var code = (string)http.Request.RouteValues["host"]!;
        return await unions.FindAsync(code, cancellation) ?? throw new NotFound(code);
    }

    private static PageForm FilterOf(HttpContext http, Ids ids) => PageForm.New(ids, [.. FilterFields.Select(f => (f, (string?)http.Request.Query[f].ToString()))]);
}
