using System.Globalization;
using Federation.Framework.Handlers;
using Federation.Framework.Input;
using Federation.Framework.Pages;
using Federation.Framework.Tenancy;
using Federation.Framework.Web;
using Federation.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Federation.LabourModels.Calendar;

/// <summary>What the address of the calendar's page asks for.</summary>
internal sealed class CalendarAsked
{
    public int? Year { get; set; }

    /// <summary>The first day of a count.</summary>
    public DateOnly? From { get; set; }

    public int? Days { get; set; }
}

/// <summary>The official calendar of a year, with counting; the province's administrator puts it right on the same page.</summary>
internal static class CalendarPages
{
    /// <summary>A year's notice names about 25 days; to one that is there a few are added.</summary>
    private const int LinesOfAYear = 30, MoreLines = 6;

    public static void Map(IEndpointRouteBuilder pages)
    {
        const string page = "/u/{union}/calendar";
        pages.MapGet(page, async (
            HttpContext http, Ids ids, TimeProvider time, Texts texts, IHandler<GetHolidays, HolidaysAnswer> holidays, IHandler<GetWorkingDays, WorkingDaysAnswer> counts, CancellationToken cancellation) =>
        {
            var asked = Asked(http);
            var year = asked.Year ?? time.Today().Year;
            var known = await FindAsync(holidays, year, cancellation);
            var form = known is null ? PageForm.New(ids) : PageForm.Of(ids, known, known.Version);
            var (from, days) = (asked.From ?? time.Today(), asked.Days ?? Nominations.Nomination.MinNoticeDays);
            var count = PageForm.New(ids, ("from", Text.Of(from)), ("days", days.ToString(CultureInfo.InvariantCulture)));
            WorkingDaysAnswer? counted = null;
            await count.TryAsync(texts, async () => counted = await counts.HandleAsync(new GetWorkingDays(from, days), cancellation));
            return View(http, year, known, form, count, counted);
        }).Handles<GetHolidays, HolidaysAnswer>();

        pages.MapPost(page, async (HttpContext http, Ids ids, TimeProvider time, Caller caller, Texts texts, IHandler<SetHolidays, HolidaysAnswer> handler, IHandler<GetHolidays, HolidaysAnswer> holidays, CancellationToken cancellation) =>
        {
            var form = await PageForm.ReadAsync(http, caller);
            var year = Asked(http).Year ?? time.Today().Year;
            form.DropLines("days", unless: "day");
            form.CloseGaps("days");
            return await form.TryAsync(texts, () => handler.HandleAsync(new SetHolidays(year, form[PageForm.VersionField].Length == 0 ? null : form.Version, form.Input<HolidaysInput>()), cancellation))
                ? http.RedirectTo($"{PageAddress.Of(caller.Union!, "calendar")}?year={year.ToString(CultureInfo.InvariantCulture)}", "entry-changed")
                : View(http, year, await FindAsync(holidays, year, cancellation), form, PageForm.New(ids, ("from", Text.Of(time.Today())), ("days", "5")), null);
        }).Handles<SetHolidays, HolidaysAnswer>();
    }

    private static CalendarAsked Asked(HttpContext http) => InputReader.FromQuery<CalendarAsked>(http.Request, (asked, problems) =>
    {
        if (asked.Year is < Period.FirstYear or > Period.LastYear) problems.Add("year", "year-out-of-range", Period.FirstYear, Period.LastYear);
    });

    /// <summary>Null for a year of which nobody has typed the notice yet.</summary>
    private static async Task<HolidaysAnswer?> FindAsync(IHandler<GetHolidays, HolidaysAnswer> holidays, int year, CancellationToken cancellation)
    {
        try
        {
            return await holidays.HandleAsync(new GetHolidays(year), cancellation);
        }
        catch (NotFound)
        {
            return null;
        }
    }

    private static IResult View(HttpContext http, int year, HolidaysAnswer? known, PageForm form, PageForm count, WorkingDaysAnswer? counted) => http.Page<CalendarPage>(form, new()
    {
        ["Year"] = year, ["Known"] = known, ["Count"] = count, ["Counted"] = counted, ["Lines"] = Math.Max(form.CountOf("days") + MoreLines, LinesOfAYear),
    });
}
