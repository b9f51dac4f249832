using System.Globalization;
using Federation.Framework.Audit;
using Federation.Framework.Export;
using Federation.Framework.Handlers;
using Federation.Framework.Pages;
using Federation.Framework.Tenancy;
using Federation.Framework.Web;
using Federation.Kernel;
using Federation.People.Accounts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Federation.People.Auditing;

/// <summary>The log of a union and of those below it, the newest first; at a root also what belongs to no union.</summary>
/// <param name="Person">A user name: what they did, and what was done to them.</param>
/// <param name="At">The code of a union here or below: that one alone.</param>
internal sealed record ReadLog(DateOnly? From, DateOnly? To, string? Action, string? Person, string? At, PageRequest Page) : IRequest<PageOf<LogLine>>
{
    public static readonly Permission Permission = new("audit.read", Reach.FromAbove, Role.Auditor);

    /// <summary>What was asked for, as the log tells it.</summary>
    public string AsSubject => string.Join(' ', new[] { From?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), To?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), Action, At }.OfType<string>());

    public static void MapPage(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/u/{union}/audit", async (HttpContext http, IHandler<ReadLog, PageOf<LogLine>> handler, Ids ids) =>
        {
            var query = http.Request.Query;
            var form = PageForm.New(ids, ("from", query["from"]), ("to", query["to"]), ("action", query["action"]), ("person", query["person"]), ("at", query["at"]));
            return http.Page<AuditPage>(new() { ["Lines"] = await handler.HandleAsync(Asked(http.Request) with { Page = PageRequest.From(http.Request) }, http.RequestAborted), ["Asked"] = form });
        }).Handles<ReadLog, PageOf<LogLine>>();

        pages.MapGet("/u/{union}/audit/export", async (HttpContext http, Caller caller, IHandler<ReadLog, PageOf<LogLine>> handler, Exporter exporter, Texts texts) =>
        {
            var asked = Asked(http.Request);
            var first = await handler.HandleAsync(asked, http.RequestAborted);
            var lines = ExportRows.AllAsync(first, page => handler.HandleAsync(asked with { Page = page }, http.RequestAborted));
            return await exporter.DownloadAsync(http, "audit", new ExportTable(
                $"{caller.Union!.Code}-{texts["menu-audit"]}", [.. new[] { "audit-at", "audit-who", "audit-action", "field-union", "audit-subject" }.Select(t => new ExportColumn(texts[t]))],
                lines.Select(l => (IReadOnlyList<object?>)[l.At, l.Person ?? texts["audit-system"], LogWords.Action(texts, l.Action), l.Union, LogWords.Subject(texts, l.Subject)])));
        }).Handles<ReadLog, PageOf<LogLine>>();
    }

    /// <summary>What an address asks for, from its first page on.</summary>
    private static ReadLog Asked(HttpRequest http)
    {
        var problems = new InputProblems();
        var query = http.Query;
        var asked = new ReadLog(Day("from"), Day("to"), Text("action"), Text("person"), Text("at"), PageRequest.First);
        problems.ThrowIfAny();
        return asked;

        string? Text(string name)
        {
            var text = query[name].ToString().Trim();
            if (text.Length > 100 || text.Any(char.IsControl)) problems.Add(name, "bad-characters");
            return text.Length == 0 ? null : text;
        }

        DateOnly? Day(string name)
        {
            if (Text(name) is not { } text) return null;
            if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is >= Period.FirstYear and <= Period.LastYear) return day;
            problems.Add(name, "not-a-date");
            return null;
        }
    }
}

/// <param name="Person">Who did it; null for the system, or somebody who is not known.</param>
/// <param name="Subject">With people by their names, where the entry has their ids.</param>
public sealed record LogLine(string Id, DateTimeOffset At, string? Person, string? Union, string Action, string Subject);

internal sealed class ReadLogHandler(PeopleContext context, AuditChain chain, IAudit audit, AccountManager accounts, IUnionDirectory unions, Caller caller) : IHandler<ReadLog, PageOf<LogLine>>
{
    public Permission Permission => ReadLog.Permission;

    public async Task<PageOf<LogLine>> HandleAsync(ReadLog request, CancellationToken cancellation)
    {
        // Reading the log is itself logged.
        await audit.RecordAsync(caller, ReadLog.Permission.Code, request.AsSubject, cancellation);
        // Seals the entries before they are read, so that nothing that the auditor has seen can be removed.
        await chain.SealAsync(all: false, cancellation);
        var here = caller.Union!;
        var isRoot = here.Ancestors.Count == 0;
        var entries = context.AuditEntries.AsNoTracking().Where(e => e.UnionId == null ? isRoot : context.Tree.Any(c => c.AncestorId == here.Id && c.DescendantId == e.UnionId && (c.ValidTo == null || c.Closes)));
        if (request.At is { } code)
        {
            var at = await unions.FindAsync(code, cancellation);
            if (at is null || (at.Id != here.Id && !at.Ancestors.Contains(here.Id))) throw new InvalidInput("at", "unknown-union", code);
            entries = entries.Where(e => e.UnionId == at.Id);
        }
        if (request.Action is { } action) entries = entries.Where(e => e.Action == action);
        if (request.Person is { } name)
        {
            var normalized = accounts.Normalize(name);
            var person = await context.Accounts.Where(a => a.NormalizedUserName == normalized).Select(a => (long?)a.PersonId).SingleOrDefaultAsync(cancellation) ?? 0;
            var asSubject = person.ToString(CultureInfo.InvariantCulture);
            entries = entries.Where(e => e.PersonId == person || e.Subject.StartsWith(asSubject));
        }
        if (request.From is { } from) entries = entries.Where(e => e.At >= Start(from));
        if (request.To is { } to) entries = entries.Where(e => e.At < Start(to.AddDays(1)));
        if (request.Page.AfterId is { } before) entries = entries.Where(e => e.Id < before);
        var read = await (
            from e in entries
            join p in context.Persons on e.PersonId equals p.Id into persons
            from p in persons.DefaultIfEmpty()
            orderby e.Id descending
            select new { Entry = e, Name = p == null ? null : p.Name }).Take(request.Page.Limit + 1).ToListAsync(cancellation);
        var named = read.SelectMany(l => l.Entry.Subject.Split(' ')).Select(w => long.TryParse(w, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0).Where(id => id > 0).Distinct().ToList();
        var names = await context.Persons.AsNoTracking().Where(p => named.Contains(p.Id)).ToDictionaryAsync(p => p.Id.ToString(CultureInfo.InvariantCulture), p => p.Name, cancellation);
        var lines = new List<LogLine>();
        foreach (var line in read)
        {
            var union = line.Entry.UnionId is { } id ? await unions.FindAsync(id, cancellation) : null;
            lines.Add(new LogLine(line.Entry.Id.ToString(CultureInfo.InvariantCulture), line.Entry.At, line.Name, union?.Name, line.Entry.Action, string.Join(' ', line.Entry.Subject.Split(' ').Select(w => names.GetValueOrDefault(w, w)))));
        }
        return request.Page.ToPage(lines, l => l.Id);
    }

    /// <summary>The instant at which a business day begins.</summary>
    private static DateTimeOffset Start(DateOnly day) => new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), BusinessDay.Local(new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero)).Offset).ToUniversalTime();
}
