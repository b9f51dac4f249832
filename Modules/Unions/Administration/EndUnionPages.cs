using Federation.Framework.Handlers;
using Federation.Framework.Input;
using Federation.Framework.Pages;
using Federation.Framework.Tenancy;
using Federation.Framework.Web;
using Federation.Kernel;
using Federation.Unions.Finding;
using Federation.Unions.Reading;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Federation.Unions.Administration;

/// <summary>The page on which a union is closed or merged: first what would go where and what is left over, then the act itself.</summary>
internal static class EndUnionPages
{
    public const string Path = "end", List = "unions";

    private const string Page = "/u/{union}/" + Path;

    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/u/{union}/" + List, async (HttpContext http, IHandler<ListChildren, PageOf<UnionAnswer>> handler, CancellationToken cancellation) =>
        {
            var children = await handler.HandleAsync(new ListChildren(null, PageRequest.From(http.Request)), cancellation);
            return http.Page<UnionsBelowPage>(new() { ["Children"] = children.Items.Select(c => (c.Code, c.Name)).ToList(), ["Next"] = children.Next });
        }).Handles<ListChildren, PageOf<UnionAnswer>>();

        pages.MapGet(Page, async (HttpContext http, Ids ids, TimeProvider time, IHandler<PreviewHandOver, HandOverPreview> handler, CancellationToken cancellation) =>
        {
            var asked = InputReader.FromQuery<HandOverQuestion>(http.Request);
            var on = asked.On ?? time.Today();
            var form = PageForm.New(ids, ("on", Text.Of(on)), ("into", asked.Into));
            return http.Page<EndUnionPage>(form, new() { ["Preview"] = await handler.HandleAsync(new PreviewHandOver(asked), cancellation) });
        }).Handles<PreviewHandOver, HandOverPreview>();

        pages.MapPost(Page + "/close", (HttpContext http, Caller caller, Texts texts, IHandler<CloseUnion, UnionDetail> handler,
            IHandler<PreviewHandOver, HandOverPreview> preview, CancellationToken cancellation) => EndAsync(
                http, caller, texts, preview, (asked, on) => handler.HandleAsync(new CloseUnion { On = on, HandTo = asked.Into }, cancellation), cancellation))
            .Handles<CloseUnion, UnionDetail>();

        pages.MapPost(Page + "/merge", (HttpContext http, Caller caller, Texts texts, IHandler<MergeUnion, UnionDetail> handler,
            IHandler<PreviewHandOver, HandOverPreview> preview, CancellationToken cancellation) => EndAsync(
                http, caller, texts, preview, (asked, on) => handler.HandleAsync(new MergeUnion { On = on, Into = asked.Into ?? "" }, cancellation), cancellation))
            .Handles<MergeUnion, UnionDetail>();
    }

    /// <summary>Ends the union and leads to the one above it, or shows the page again with what keeps the union from that.</summary>
    private static async Task<IResult> EndAsync(
        HttpContext http, Caller caller, Texts texts, IHandler<PreviewHandOver, HandOverPreview> preview, Func<HandOverQuestion, DateOnly, Task<UnionDetail>> end,
        CancellationToken cancellation)
    {
        var form = await PageForm.ReadAsync(http, caller);
        var (above, asked) = (caller.Union!.Parent ?? caller.Union.Code, form.Input<HandOverQuestion>());
        if (await form.TryAsync(texts, () => end(asked, asked.On ?? throw new InvalidInput("on", "required")))) return http.RedirectTo(PageAddress.Of(above), "union-ended");
        return http.Page<EndUnionPage>(form, new() { ["Preview"] = await preview.HandleAsync(new PreviewHandOver(asked), cancellation) });
    }
}
