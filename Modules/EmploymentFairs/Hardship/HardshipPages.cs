using Federation.EmploymentFairs.Records;
using Federation.Framework.Handlers;
using Federation.Framework.Pages;
using Federation.Framework.Tenancy;
using Federation.Framework.Web;
using Federation.Kernel;
using Federation.Kernel.Checks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Federation.EmploymentFairs.Hardship;

/// <summary>The page on which a union marks members of hardship families, and takes marks back. It shows no mark that there is: whoever has no number learns nothing.</summary>
internal static class HardshipPages
{
    private const string Page = "/u/{union}/fairs/hardship-marks", Number = "identityNumber", TakeBack = "_take-back";

    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet(Page, (HttpContext http, Ids ids, TimeProvider time) => http.Page<HardshipPage>(Empty(ids, time), [])).Handles<MarkHardship, HardshipAnswer>();

        pages.MapPost(Page, async (
            HttpContext http, Caller caller, Ids ids, TimeProvider time, Texts texts, IHandler<MarkHardship, HardshipAnswer> mark, IHandler<UnmarkHardship, Removed> unmark, CancellationToken cancellation) =>
        {
            var form = await PageForm.ReadAsync(http, caller);
            var unmarks = form[TakeBack].Length > 0;
            if (await form.TryAsync(texts, () => unmarks
                    ? unmark.HandleAsync(new UnmarkHardship(form.Input<UnmarkInput>()), cancellation) : mark.HandleAsync(new MarkHardship(form.Input<HardshipInput>()), cancellation)))
                return http.Page<HardshipPage>(Empty(ids, time), new() { ["Done"] = texts[unmarks ? "unmarked-hardship" : "marked-hardship", PersonPaper.Read(form[Number])?.Masked ?? ""] });
            // Shown again without the number: it is typed anew, and stands in no page.
            return http.Page<HardshipPage>(form.Without([Number]), []);
        }).Handles<MarkHardship, HardshipAnswer>();
    }

    private static PageForm Empty(Ids ids, TimeProvider time) => PageForm.New(ids, ("from", Text.Of(time.Today())));
}
