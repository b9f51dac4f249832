using System.Security.Cryptography;
using System.Text;
using Federation.Framework.Audit;
using Federation.Framework.Handlers;
using Federation.Framework.Tenancy;
using Federation.Framework.Web;
using Federation.Kernel;
using Federation.Reports.Cases;
using Federation.Reports.Forms;
using Federation.Reports.Inputs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Federation.Reports.Closing;

/// <param name="Reports">How many reports were closed.</param>
/// <param name="Hash">SHA-256 over the hashes of the root's own reports, in the order of their forms.</param>
public sealed record ClosingAnswer(string Union, string Period, DateTimeOffset ClosedAt, int Reports, string Hash, IReadOnlyList<GapAnswer> Missing);

public sealed record GapAnswer(string Form, string Union, string Reason);

public sealed record ClosingsAnswer(IReadOnlyList<ClosingAnswer> Items);

/// <summary>The province closes a period: what is approved is closed, what is missing is accepted by name, and nothing that it rests on is changed
/// afterwards.</summary>
internal sealed record ClosePeriod(CloseInput Input) : ICommand<ClosingAnswer>, IChecked
{
    public void Check(InputProblems problems) => Input.Check(problems);
}

internal sealed class ClosePeriodHandler(
    ReportsContext context, FormTree tree, IUnionDirectory unions, Caller caller, TimeProvider time) : IHandler<ClosePeriod, ClosingAnswer>
{
    /// <summary>Names in the sentence that says what is missing.</summary>
    private const int Named = 10;

    public Permission Permission => Permissions.Close;

    public async Task<ClosingAnswer> HandleAsync(ClosePeriod request, CancellationToken cancellation)
    {
        var (root, period) = (caller.Union!, Period.Parse(request.Input.Period));
        if (root.Parent is not null || root.Level is null) throw new NotAllowed(Permission.Code);
        if (time.Today() <= period.Last) throw new RuleViolation("report-period-runs", period.ToString(), period.Last);
        // From here on nobody writes what the period rests on.
        await context.CloseAsync(root.Id, period, cancellation);
        var forms = (await tree.OwedAsync(root, period, cancellation)).Select(o => o.Form).ToList();
        if (forms.Count == 0) throw new RuleViolation("nothing-to-close", period.ToString());
        var closing = context.Ids.Next();
        var gaps = await AcceptAsync(closing, root, period, forms, request.Input.Accepted, cancellation);
        var own = await OwnAsync(root, period, forms, gaps, cancellation);
        var closed = 0;
        foreach (var form in forms)
        {
            var id = form.Id;
            var below = tree.Owing(form, root.Id, period);
            closed += await context.Reports.Where(
                r => r.FormId == id && r.Period == period.Code && r.State == ReportState.Approved && below.Contains(r.UnionId))
                .ExecuteUpdateAsync(r => r.SetProperty(x => x.State, ReportState.Closed).SetProperty(x => x.Version, x => x.Version + 1), cancellation);
        }
        var made = new PeriodClosing
        {
            Id = closing, UnionId = root.Id, Period = period.Code, At = time.GetUtcNow(), PersonId = caller.PersonId, Reports = closed,
            Hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', own)))),
        };
        made.Gaps.AddRange(gaps);
        context.Add(made);
        context.AuditEntries.Add(AuditEntry.Of(context.Ids, time, caller, Permission.Code, period.ToString()));
        await context.SaveChangesAsync(cancellation);
        return await ReadClosings.AnswerAsync(made, context, unions, cancellation);
    }

    /// <summary>What is missing is what was accepted, no more and no less.</summary>
    private async Task<List<ClosingGap>> AcceptAsync(
        long closing, UnionInfo root, Period period, IReadOnlyList<Form> forms, IReadOnlyList<GapInput> accepted, CancellationToken cancellation)
    {
        var gaps = new List<ClosingGap>();
        var unnamed = new List<string>();
        var open = accepted.Select((a, i) => (Gap: a, Place: i)).ToDictionary(a => (a.Gap.Form, a.Gap.Union));
        foreach (var form in forms)
        {
            var (id, code) = (form.Id, period.Code);
            var missing = await tree.Owing(form, root.Id, period)
                .Where(u => !context.Reports.Any(r => r.FormId == id && r.Period == code && r.UnionId == u && r.State == ReportState.Approved)).ToListAsync(
                    cancellation);
            var names = await unions.NamesAsync(missing, period.Last, cancellation);
            foreach (var (union, name) in missing.Select(u => (u, names[u])))
            {
                if (open.Remove((form.Number, name.Code), out var gap)) gaps.Add(
                    new ClosingGap { ClosingId = closing, FormId = id, MissingId = union, Reason = gap.Gap.Reason });
                else unnamed.Add($"{form.Number} {name.Name}");
            }
        }
        if (open.Count > 0) throw new InvalidInput($"accepted[{open.Values.First().Place}].union", "report-not-missing", open.Keys.First().Union);
        if (unnamed.Count > 0) throw new RuleViolation("closing-missing", period.ToString(), unnamed.Count, string.Join("、", unnamed.Take(Named)));
        return gaps;
    }

    /// <summary>The hashes of the root's own reports, without which there is no total to close.</summary>
    private async Task<IReadOnlyList<string>> OwnAsync(
        UnionInfo root, Period period, IReadOnlyList<Form> forms, List<ClosingGap> gaps, CancellationToken cancellation)
    {
        if (gaps.Find(g => g.MissingId == root.Id) is { } gap) throw new RuleViolation("closing-own-missing", forms.First(f => f.Id == gap.FormId).Number);
        return await (
            from head in context.Reports
            join submission in context.Submissions on head.Id equals submission.ReportId
            where head.UnionId == root.Id && head.Period == period.Code && head.ApprovedNumber == submission.Number
            orderby head.Number
            select submission.Hash).ToListAsync(cancellation);
    }
}

/// <summary>The periods that are closed for the union.</summary>
internal sealed record ListClosings : IRequest<ClosingsAnswer>;

internal sealed class ListClosingsHandler(ReportsContext context, IUnionDirectory unions, Caller caller) : IHandler<ListClosings, ClosingsAnswer>
{
    public Permission Permission => Permissions.Read;

    public async Task<ClosingsAnswer> HandleAsync(ListClosings request, CancellationToken cancellation)
    {
        long[] above = [caller.Union!.Id, .. caller.Union.Ancestors];
        var answers = new List<ClosingAnswer>();
        foreach (var closing in await context.Closings.AsNoTracking().Include(c => c.Gaps).Where(c => above.Contains(c.UnionId)).OrderBy(c => c.Period)
            .ToListAsync(cancellation))
            answers.Add(await ReadClosings.AnswerAsync(closing, context, unions, cancellation));
        return new ClosingsAnswer(answers);
    }
}

internal static class ReadClosings
{
    public static async Task<ClosingAnswer> AnswerAsync(PeriodClosing closing, ReportsContext context, IUnionDirectory unions, CancellationToken cancellation)
    {
        var period = Period.FromCode(closing.Period);
        var ids = closing.Gaps.Select(g => g.FormId).Distinct().ToList();
        var numbers = await context.Forms.AsNoTracking().IgnoreAutoIncludes().Where(f => ids.Contains(f.Id)).ToDictionaryAsync(
            f => f.Id, f => f.Number, cancellation);
        var names = await unions.NamesAsync([.. closing.Gaps.Select(g => g.MissingId).Append(closing.UnionId).Distinct()], period.Last, cancellation);
        return new ClosingAnswer(
            names[closing.UnionId].Code, period.ToString(), closing.At.ToUniversalTime(), closing.Reports, closing.Hash,
            [.. closing.Gaps.Select(g => new GapAnswer(numbers[g.FormId], names[g.MissingId].Code, g.Reason)).OrderBy(g => g.Form, StringComparer.Ordinal)
                .ThenBy(g => g.Union, StringComparer.Ordinal)]);
    }
}

internal static class ClosingEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/unions/{union}/closed-periods", async (HttpContext http, IHandler<ListClosings, ClosingsAnswer> handler, CancellationToken cancellation) =>
            EndpointExtensions.Answer(
                http, await handler.HandleAsync(new ListClosings(), cancellation))).Handles<ListClosings, ClosingsAnswer>().WithTags("reports");
        api.MapPost("/unions/{union}/closed-periods", async (HttpContext http, IHandler<ClosePeriod, ClosingAnswer> handler, CancellationToken cancellation) =>
            EndpointExtensions.Answer(
                http, await handler.HandleAsync(new ClosePeriod(await http.Request.ReadInputAsync<CloseInput>(cancellation)), cancellation)))
            .Handles<ClosePeriod, ClosingAnswer>().AcceptsInput<CloseInput>().WithTags("reports");
    }
}
