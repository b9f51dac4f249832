using Federation.Framework.Handlers;
using Federation.Framework.Tenancy;
using Federation.Framework.Web;
using Federation.Kernel;
using Federation.Unions.Finding;
using Federation.Unions.UnionTree;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Federation.Unions.Reading;

/// <summary>
/// The unions that the caller sees and that are or were called so: a part of the name or the beginning of a code. Without words, all that he sees.
/// </summary>
internal sealed record SearchUnions(string? Search, PageRequest Page) : IRequest<PageOf<UnionAnswer>>, IChecked
{
    private const int MaxLength = 100;

    public static void Map(IEndpointRouteBuilder api) => api
        .MapGet("unions", async (HttpContext http, IHandler<SearchUnions, PageOf<UnionAnswer>> handler, CancellationToken cancellation) =>
            EndpointExtensions.Answer(http, await handler.HandleAsync(new SearchUnions(http.Request.Query["search"], PageRequest.From(http.Request)), cancellation)))
        .Handles<SearchUnions, PageOf<UnionAnswer>>().WithQuery(new QueryParameter("search", typeof(string)));

    public void Check(InputProblems problems)
    {
        if (Search?.Length > MaxLength) problems.Add("search", "too-long", MaxLength);
    }
}

internal sealed class SearchUnionsHandler(UnionsContext context, Caller caller, TimeProvider time) : IHandler<SearchUnions, PageOf<UnionAnswer>>
{
    private const string Escape = "\\";

    public Permission Permission { get; } = new("unions.search", Reach.Anywhere, Permission.EveryRole);

    public async Task<PageOf<UnionAnswer>> HandleAsync(SearchUnions request, CancellationToken cancellation)
    {
        var today = time.Today();
        var found = context.VisibleTo(caller, today);
        if (request.Search?.Trim() is { Length: > 0 } words)
        {
            var (part, beginning) = ($"%{Escaped(words)}%", $"{Escaped(words)}%");
            found = found.Where(v => context.Versions.Any(o => o.UnionId == v.UnionId && o.ValidFrom <= today
                && (EF.Functions.Like(o.Name, part, Escape) || EF.Functions.Like(o.Code, beginning, Escape))));
        }
        if (request.Page.After is { } after) found = found.Where(v => string.Compare(v.Code, after) > 0);
        var page = await found.OrderBy(v => v.Code).Take(request.Page.Limit + 1).ToListAsync(cancellation);
        return request.Page.ToPage(await UnionAnswer.DescribeAsync(context, page, today, cancellation), u => u.Code);
    }

    private static string Escaped(string words) =>
        words.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal).Replace("[", "\\[", StringComparison.Ordinal);
}
