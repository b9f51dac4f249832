using Federation.Framework.Audit;
using Federation.Framework.Handlers;
using Federation.Framework.Input;
using Federation.Framework.Tenancy;
using Federation.Framework.Web;
using Federation.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Federation.LabourModels.Calendar;

/// <summary>A year's notice as the province's administrator types it, once it is published: it replaces what stood for that year.</summary>
internal sealed record SetHolidays(int Year, HolidaysInput Input) : ICommand<HolidaysAnswer>, IChecked
{
    public void Check(InputProblems problems)
    {
        if (Year is < Period.FirstYear or > Period.LastYear) problems.Add("year", "year-out-of-range", Period.FirstYear, Period.LastYear);
        var days = Input.Days ?? [];
        for (var i = 0; i < days.Count; i++)
            if (days[i].Day.Year != Year) problems.Add($"days[{i}].day", "day-of-another-year", Year);
        if (days.DistinctBy(d => d.Day).Count() < days.Count) problems.Add("days", "given-twice");
    }
}

public sealed class HolidaysInput
{
    public IReadOnlyList<HolidayInput>? Days { get; set; }
}

public sealed class HolidayInput
{
    public DateOnly Day { get; set; }

    /// <summary>True for a weekend day on which people work; false for a weekday off.</summary>
    public bool Works { get; set; }
}

public sealed record HolidaysAnswer(int Year, IReadOnlyList<HolidayAnswer> Days);

public sealed record HolidayAnswer(DateOnly Day, bool Works);

internal sealed class SetHolidaysHandler(LabourContext context, Caller caller, TimeProvider time) : IHandler<SetHolidays, HolidaysAnswer>
{
    public Permission Permission => Permissions.KeepCalendar;

    public async Task<HolidaysAnswer> HandleAsync(SetHolidays request, CancellationToken cancellation)
    {
        // The calendar is the federation's: only the top of a tree keeps it.
        if (caller.Union!.Level != UnionLevel.Province) throw new NotAllowed(Permissions.KeepCalendar.Code);
        var (first, last) = (new DateOnly(request.Year, 1, 1), new DateOnly(request.Year, 12, 31));
        context.RemoveRange(await context.OfficialDays.Where(d => d.Day >= first && d.Day <= last).ToListAsync(cancellation));
        await context.SaveChangesAsync(cancellation);
        context.ChangeTracker.Clear();
        if (!await context.OfficialYears.AnyAsync(y => y.Year == request.Year, cancellation)) context.Add(new OfficialYear { Year = request.Year });
        var days = request.Input.Days ?? [];
        context.AddRange(days.Select(d => new OfficialDay { Day = d.Day, Works = d.Works }));
        context.AuditEntries.Add(AuditEntry.Of(context.Ids, time, caller, Permissions.KeepCalendar.Code, Text.Of(request.Year)));
        await context.SaveChangesAsync(cancellation);
        return new HolidaysAnswer(request.Year, [.. days.OrderBy(d => d.Day).Select(d => new HolidayAnswer(d.Day, d.Works))]);
    }
}

internal sealed record GetHolidays(int Year) : IRequest<HolidaysAnswer>;

internal sealed class GetHolidaysHandler(LabourContext context) : IHandler<GetHolidays, HolidaysAnswer>
{
    public Permission Permission => Permissions.Read;

    public async Task<HolidaysAnswer> HandleAsync(GetHolidays request, CancellationToken cancellation)
    {
        if (!await context.OfficialYears.AnyAsync(y => y.Year == request.Year, cancellation)) throw new NotFound("calendar");
        var (first, last) = (new DateOnly(request.Year, 1, 1), new DateOnly(request.Year, 12, 31));
        return new HolidaysAnswer(request.Year, await context.OfficialDays.Where(d => d.Day >= first && d.Day <= last).OrderBy(d => d.Day).Select(d => new HolidayAnswer(d.Day, d.Works)).ToListAsync(cancellation));
    }
}

internal static class HolidayEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        const string address = "/unions/{union}/holidays/{year}";
        api.MapGet(address, async (HttpContext http, IHandler<GetHolidays, HolidaysAnswer> handler, CancellationToken cancellation) =>
            EndpointExtensions.Answer(http, await handler.HandleAsync(new GetHolidays(Year(http)), cancellation))).Handles<GetHolidays, HolidaysAnswer>();
        api.MapPut(address, async (HttpContext http, IHandler<SetHolidays, HolidaysAnswer> handler, CancellationToken cancellation) =>
        {
            var input = await http.Request.ReadInputAsync<HolidaysInput>(cancellation);
            return EndpointExtensions.Answer(http, await handler.HandleAsync(new SetHolidays(Year(http), input), cancellation));
        }).Handles<SetHolidays, HolidaysAnswer>().Takes<HolidaysInput>();
    }

    private static int Year(HttpContext http) => EndpointExtensions.Id((string)http.Request.RouteValues["year"]!) is >= Period.FirstYear and <= Period.LastYear and var year ? (int)year : throw new NotFound("calendar");
}
