using Federation.Framework.Audit;
using Federation.Framework.Calendar;
using Federation.Framework.Handlers;
using Federation.Framework.Input;
using Federation.Framework.Tenancy;
using Federation.Framework.Web;
using Federation.Kernel;
using Federation.LabourModels.Nominations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Federation.LabourModels.Calendar;

/// <summary>A year's notice as the province's administrator types it, once it is published: it replaces what stood for that year.</summary>
/// <param name="Version">Of what stood for that year; null where nothing did.</param>
internal sealed record SetHolidays(int Year, int? Version, HolidaysInput Input) : ICommand<HolidaysAnswer>, IChecked
{
    public void Check(InputProblems problems)
    {
        if (Year is < Period.FirstYear or > Period.LastYear) problems.Add("year", "year-out-of-range", Period.FirstYear, Period.LastYear);
        var days = Input.Days ?? [];
        for (var i = 0; i < days.Count; i++)
            if (days[i].Day.Year != Year) problems.Add($"days[{i}].day", "day-of-another-year", Year);
        for (var i = 0; i < days.Count; i++)
            if (days[i].Works && days[i].Day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday)) problems.Add($"days[{i}].works", "worked-anyway");
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

/// <param name="Version">To be sent in <c>If-Match</c> with a change.</param>
public sealed record HolidaysAnswer(int Year, IReadOnlyList<HolidayAnswer> Days, int Version);

public sealed record HolidayAnswer(DateOnly Day, bool Works);

internal sealed class SetHolidaysHandler(LabourContext context, Caller caller, TimeProvider time) : IHandler<SetHolidays, HolidaysAnswer>
{
    public Permission Permission => Permissions.KeepCalendar;

    public async Task<HolidaysAnswer> HandleAsync(SetHolidays request, CancellationToken cancellation)
    {
        // The calendar is the federation's: only the top of a tree keeps it.
        if (caller.Union!.Level != UnionLevel.Province) throw new NotAllowed(Permissions.KeepCalendar.Code);
        var year = await context.OfficialYears.SingleOrDefaultAsync(y => y.Year == request.Year, cancellation);
        if (year is not null && request.Version is null) throw new StaleRecord(missingCondition: true);
        if (request.Version != year?.Version) throw new StaleRecord(missingCondition: false);
        if (year is null) context.Add(year = new OfficialYear { Year = request.Year });
        else year.Version++;
        var (first, last) = (new DateOnly(request.Year, 1, 1), new DateOnly(request.Year, 12, 31));
        context.RemoveRange(await context.OfficialDays.Where(d => d.Day >= first && d.Day <= last).ToListAsync(cancellation));
        await context.SaveChangesAsync(cancellation);
        context.ChangeTracker.Clear();
        var days = request.Input.Days ?? [];
        context.AddRange(days.Select(d => new OfficialDay { Day = d.Day, Works = d.Works }));
        context.AuditEntries.Add(AuditEntry.Of(context.Ids, time, caller, Permissions.KeepCalendar.Code, Text.Of(request.Year)));
        await context.SaveChangesAsync(cancellation);
        return new HolidaysAnswer(request.Year, [.. days.OrderBy(d => d.Day).Select(d => new HolidayAnswer(d.Day, d.Works))], year.Version);
    }
}

internal sealed record GetHolidays(int Year) : IRequest<HolidaysAnswer>;

internal sealed class GetHolidaysHandler(LabourContext context) : IHandler<GetHolidays, HolidaysAnswer>
{
    public Permission Permission => Permissions.Read;

    public async Task<HolidaysAnswer> HandleAsync(GetHolidays request, CancellationToken cancellation)
    {
        var year = await context.OfficialYears.AsNoTracking().SingleOrDefaultAsync(y => y.Year == request.Year, cancellation) ?? throw new NotFound("calendar");
        var (first, last) = (new DateOnly(request.Year, 1, 1), new DateOnly(request.Year, 12, 31));
        return new HolidaysAnswer(request.Year, await context.OfficialDays.Where(d => d.Day >= first && d.Day <= last).OrderBy(d => d.Day).Select(d => new HolidayAnswer(d.Day, d.Works)).ToListAsync(cancellation), year.Version);
    }
}

/// <summary>On which day a notice ends that stands so many working days from a day on.</summary>
internal sealed record GetWorkingDays(DateOnly From, int Days) : IRequest<WorkingDaysAnswer>, IChecked
{
    /// <summary>No notice stands longer.</summary>
    private const int MaxDays = 60;

    public void Check(InputProblems problems)
    {
        if (Days is < 1 or > MaxDays) problems.Add("days", "days-out-of-range", 1, MaxDays);
    }
}

/// <param name="From">The first day, which counts if people work on it.</param>
/// <param name="Days">Working days by the official calendar.</param>
/// <param name="To">The day on which they have passed.</param>
public sealed record WorkingDaysAnswer(DateOnly From, int Days, DateOnly To);

internal sealed class GetWorkingDaysHandler(WorkingDays days) : IHandler<GetWorkingDays, WorkingDaysAnswer>
{
    public Permission Permission => Permissions.Read;

    public async Task<WorkingDaysAnswer> HandleAsync(GetWorkingDays request, CancellationToken cancellation) =>
        new(request.From, request.Days, await days.EndAsync(request.From, request.Days, cancellation));
}

internal sealed class WorkingDaysAsked
{
    public DateOnly From { get; set; }

    /// <summary>Five where it is left out: the fewest that a public notice stands.</summary>
    public int? Days { get; set; }

    public GetWorkingDays Question() => new(From, Days ?? Nomination.MinNoticeDays);
}

internal static class HolidayEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        const string address = "/unions/{union}/holidays/{year}";
        api.MapGet(address, async (HttpContext http, IHandler<GetHolidays, HolidaysAnswer> handler, CancellationToken cancellation) =>
        {
            var answer = await handler.HandleAsync(new GetHolidays(Year(http)), cancellation);
            return EndpointExtensions.Answer(http, answer, answer.Version);
        }).Handles<GetHolidays, HolidaysAnswer>();
        api.MapPut(address, async (HttpContext http, IHandler<SetHolidays, HolidaysAnswer> handler, CancellationToken cancellation) =>
        {
            var input = await http.Request.ReadInputAsync<HolidaysInput>(cancellation);
            var answer = await handler.HandleAsync(new SetHolidays(Year(http), http.Request.Headers.IfMatch.Count == 0 ? null : http.Request.RequiredVersion(), input), cancellation);
            return EndpointExtensions.Answer(http, answer, answer.Version);
        }).Handles<SetHolidays, HolidaysAnswer>().AcceptsInput<HolidaysInput>();
        api.MapGet("/unions/{union}/working-days", async (HttpContext http, IHandler<GetWorkingDays, WorkingDaysAnswer> handler, CancellationToken cancellation) =>
            EndpointExtensions.Answer(http, await handler.HandleAsync(InputReader.FromQuery<WorkingDaysAsked>(http.Request).Question(), cancellation)))
            .Handles<GetWorkingDays, WorkingDaysAnswer>().WithQuery(QueryParameter.Of<WorkingDaysAsked>());
    }

    private static int Year(HttpContext http) => EndpointExtensions.Id((string)http.Request.RouteValues["year"]!) is >= Period.FirstYear and <= Period.LastYear and var year ? (int)year : throw new NotFound("calendar");
}
