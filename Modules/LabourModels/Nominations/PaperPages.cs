using System.Globalization;
using Federation.Framework.Handlers;
using Federation.Framework.Pages;
using Federation.Framework.Tenancy;
using Federation.Framework.Web;
using Federation.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Federation.LabourModels.Nominations;

/// <summary>The papers of a nomination's opinions: what there is to open, and a form for one more.</summary>
internal static class PaperPages
{
    public static void Map(IEndpointRouteBuilder pages)
    {
        const string page = "/u/{union}/nominations/{nomination}/papers";
        pages.MapGet(page, async (HttpContext http, Ids ids, IHandler<GetNomination, NominationAnswer> reader, IHandler<ListPapers, PapersAnswer> papers, CancellationToken cancellation) =>
        {
            var nomination = await reader.HandleAsync(new GetNomination(http.PathId("nomination")), cancellation);
            var form = PageForm.New(ids, ("opinion", http.Request.Query["opinion"]), (PageForm.VersionField, nomination.Version.ToString(CultureInfo.InvariantCulture)));
            return await ViewAsync(http, form, nomination, papers, cancellation);
        }).Handles<ListPapers, PapersAnswer>();

        pages.MapPost(page, async (
            HttpContext http, Caller caller, Texts texts, IHandler<AddPaper, PaperAdded> handler, IHandler<GetNomination, NominationAnswer> reader, IHandler<ListPapers, PapersAnswer> papers,
            CancellationToken cancellation) =>
        {
            var form = await PageForm.ReadAsync(http, caller);
            var id = http.PathId("nomination");
            return await form.TryAsync(texts, async () =>
            {
                var said = form.Input<PaperSaid>();
                var file = http.Request.Form.Files["content"] is { Length: > 0 } given ? given : throw new InvalidInput("content", "required");
                await using var content = file.OpenReadStream();
                await handler.HandleAsync(new AddPaper(id, form.Version, said.Opinion, file.FileName, await content.ReadUpToAsync(OpinionPaper.MaxBytes, cancellation)), cancellation);
            })
                ? http.RedirectTo(PageAddress.Of(caller.Union!, $"nominations/{Text.Of(id)}/papers"), "paper-added")
                : await ViewAsync(http, form, await reader.HandleAsync(new GetNomination(id), cancellation), papers, cancellation);
        }).Handles<AddPaper, PaperAdded>();

        pages.MapGet(page + "/{paper}", async (HttpContext http, IHandler<OpenPaper, OpenedPaper> handler, CancellationToken cancellation) =>
            PaperEndpoints.HandOut(http, await handler.HandleAsync(new OpenPaper(http.PathId("nomination"), http.PathId("paper")), cancellation))).Handles<OpenPaper, OpenedPaper>();
    }

    private static async Task<IResult> ViewAsync(HttpContext http, PageForm form, NominationAnswer nomination, IHandler<ListPapers, PapersAnswer> papers, CancellationToken cancellation) =>
        http.Page<PapersPage>(form, new() { ["Nomination"] = nomination, ["Papers"] = (await papers.HandleAsync(new ListPapers(EndpointExtensions.Id(nomination.Id)), cancellation)).Items });
}
