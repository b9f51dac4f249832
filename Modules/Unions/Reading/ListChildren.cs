using System.Globalization;
using Federation.Framework.Handlers;
using Federation.Framework.Tenancy;
using Federation.Framework.Web;
using Federation.Kernel;
using Federation.Unions.Finding;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Federation.Unions.Reading;

/// <summary>The unions straight below a union on a day, called as they were then, in code order.</summary>
internal sealed record ListChildren(DateOnly? On, PageRequest Page) : IRequest<PageOf<UnionAnswer>>
{
    public static void Map(IEndpointRouteBuilder api) => api
        .MapGet("unions/{union}/children", async (HttpContext http, IHandler<ListChildren, PageOf<UnionAnswer>> handler, CancellationToken cancellation) =>
            EndpointExtensions.Answer(http, await handler.HandleAsync(new ListChildren(DayFrom(http.Request), PageRequest.From(http.Request)), cancellation)))
        .Handles<ListChildren, PageOf<UnionAnswer>>().WithQuery(new QueryParameter("on", typeof(DateOnly)));

    private static DateOnly? DayFrom(HttpRequest http)
    {
        if (!http.Query.TryGetValue("on", out var text)) return null;
        if (!DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) throw new InvalidInput("on", "not-a-date");
        return day.Year is >= Period.FirstYear and <= Period.LastYear ? day : throw new InvalidInput("on", "year-out-of-range", Period.FirstYear, Period.LastYear);
    }
}

internal sealed class ListChildrenHandler(UnionsContext context, Caller caller, TimeProvider time) : IHandler<ListChildren, PageOf<UnionAnswer>>
{
    public Permission Permission { get; } = new("unions.read", Reach.FromAbove, Permission.EveryRole);

    public async Task<PageOf<UnionAnswer>> HandleAsync(ListChildren request, CancellationToken cancellation)
    {
        var (day, parent) = (request.On ?? time.Today(), caller.Union!.Id);
        var children =
            from edge in context.Tree
            where edge.AncestorId == parent && edge.Depth == 1 && edge.ValidFrom <= day && (edge.ValidTo == null || edge.ValidTo > day)
            join version in context.Versions.AsNoTracking().On(day) on edge.DescendantId equals version.UnionId
            select version;
        if (request.Page.After is { } after) children = children.Where(v => string.Compare(v.Code, after) > 0);
        var page = await children.OrderBy(v => v.Code).Take(request.Page.Limit + 1).ToListAsync(cancellation);
        return request.Page.ToPage(await UnionAnswer.DescribeAsync(context, page, day, cancellation), c => c.Code);
    }
}
