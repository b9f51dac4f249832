using System.CommandLine;
using System.Text.Json;
using Autofac;
using Federation.Framework.Commands;
using Federation.Framework.Handlers;
using Federation.Framework.Tenancy;
using Federation.Framework.Web;
using Federation.Kernel;
using Federation.Reports.Acts;
using Federation.Reports.Cases;
using Federation.Reports.Closing;
using Federation.Reports.Inputs;

namespace Federation.Reports.Reading;

/// <summary><c>report list|submit|return|approve|close|export|check</c>: the same acts as the API's, by the operator.</summary>
internal sealed class ReportVerb : ICommandVerb
{
    private static readonly Option<string> Union = new("--union") { Description = "Code of the union in whose name it is done.", Required = true };
    private static readonly Option<string> Form = new("--form") { Description = "Number of the form.", Required = true };
    private static readonly Option<string> Reason = new("--reason") { Description = "Why it is returned.", Required = true };
    private static readonly Option<string?> Unit = new("--unit") { Description = "Code of the union whose report it is; the same one where left out." };
    private static readonly Option<string[]> Missing =
        new("--missing") { Description = "Code of a union below that is missing and accepted; may be given several times." };
    private static readonly Option<string[]> Accepted =
        new("--accept") { Description = "FORM:CODE of a report that is missing and accepted; may be given several times." };

    public Command Build(Func<Func<ILifetimeScope, CancellationToken, Task<int>>, CancellationToken, Task<int>> run)
    {
        var period = PeriodOption.Required();
        var file = new Argument<FileInfo>("file") { Description = "A submission as report export writes it or as the API answers it." };
        var check = new Command("check", "Recompute the hash of a submission from its export and compare.") { file };
        check.SetAction((parsed, cancellation) => CheckAsync(parsed.GetRequiredValue(file), cancellation));
        var close = new Command("close", "Close a period for the whole tree below a root.") { Union, period, Accepted, Reason };
        close.SetAction((parsed, cancellation) => run((root, token) => InAsync(root, parsed.GetRequiredValue(Union), async scope =>
        {
            var gaps = (parsed.GetValue(Accepted) ?? []).Select(a => a.Split(':', 2)).Select(
                a => new GapInput { Form = a[0], Union = a[^1], Reason = parsed.GetRequiredValue(Reason) });
            var input = new CloseInput { Period = parsed.GetValue(period).ToString(), Accepted = [.. gaps] };
            Write(await scope.Resolve<IHandler<ClosePeriod, ClosingAnswer>>().HandleAsync(new ClosePeriod(input), token));
        }, token), cancellation));
        var list = new Command("list", "The reports that a union owes for a period.") { Union, period };
        list.SetAction((parsed, cancellation) => run((root, token) => InAsync(root, parsed.GetRequiredValue(Union), async scope =>
        {
            foreach (var line in (await scope.Resolve<IHandler<ListOwed, ReportLines>>().HandleAsync(new ListOwed(parsed.GetValue(period)), token)).Items)
                Console.WriteLine(
                    $"{line.Form} {line.Period} {line.Edition} {(line.State is { } state ? Text.Of(state) : "-")} {line.Number} {line.Id ?? "-"}");
        }, token), cancellation));
        return new Command("report", "Reports on forms: hand in, return, approve, close, check.")
        {
            list, Act(run, "submit", "Hand a report in.", [Missing], Submit), Act(run, "return", "Return a report with a reason.", [Reason], Return),
            Act(run, "approve", "Approve the newest submission of a report.", [], Approve), Act(
                run, "export", "Write the newest submission as JSON.", [], Export), close, check,
        };
    }

    /// <summary>A command on the newest edition of one report.</summary>
    private static Command Act(
        Func<Func<ILifetimeScope, CancellationToken, Task<int>>, CancellationToken, Task<int>> run, string name, string what, IReadOnlyList<Option> more,
        Func<ILifetimeScope, ReportAnswer, ParseResult, CancellationToken, Task> act)
    {
        var period = PeriodOption.Required();
        var command = new Command(name, what) { Union, Form, period, Unit };
        foreach (var option in more) command.Add(option);
        command.SetAction((parsed, cancellation) => run((root, token) => InAsync(root, parsed.GetRequiredValue(Union), async scope =>
        {
            var code = parsed.GetValue(Unit) ?? parsed.GetRequiredValue(Union);
            var report = await NewestAsync(scope, code, parsed.GetRequiredValue(Form), parsed.GetValue(period), token);
            await act(scope, report, parsed, token);
        }, token), cancellation));
        return command;
    }

    private static async Task Submit(ILifetimeScope scope, ReportAnswer report, ParseResult parsed, CancellationToken cancellation)
    {
        var missing = (parsed.GetValue(Missing) ?? []).Select(m => new MissingInput { Union = m, Reason = MissingReason.NotHandedIn });
        await ActAsync(scope, report, new SubmitInput { Missing = [.. missing] }, cancellation);
    }

    private static async Task Return(ILifetimeScope scope, ReportAnswer report, ParseResult parsed, CancellationToken cancellation)
    {
        if (report.State == ReportState.Submitted) await ActAsync(scope, report, new BeginReviewInput(), cancellation, tell: false);
        await ActAsync(scope, report, new ReturnReportInput { Reason = parsed.GetRequiredValue(Reason) }, cancellation);
    }

    private static async Task Approve(ILifetimeScope scope, ReportAnswer report, ParseResult parsed, CancellationToken cancellation)
    {
        if (report.State == ReportState.Submitted) await ActAsync(scope, report, new BeginReviewInput(), cancellation, tell: false);
        await ActAsync(scope, report, new ApproveInput { Number = report.Number, Hash = report.Hash ?? "" }, cancellation);
    }

    private static async Task Export(ILifetimeScope scope, ReportAnswer report, ParseResult parsed, CancellationToken cancellation) =>
        Write(await scope.Resolve<IHandler<GetSubmission, SubmissionAnswer>>()
            .HandleAsync(new GetSubmission(Text.Id("id", report.Id), report.Number), cancellation));

    private static async Task ActAsync<TInput>(
        ILifetimeScope scope, ReportAnswer report, TInput input, CancellationToken cancellation, bool tell = true) where TInput : class, IChecked, new()
    {
        var done = await scope.Resolve<IHandler<ActOnReport<TInput>, ReportAnswer>>().HandleAsync(
            new ActOnReport<TInput>(Text.Id("id", report.Id), null, input), cancellation);
        if (tell) Console.WriteLine($"{done.Union} {done.Form} {done.Period} {Text.Of(done.State)} {done.Number} {done.Hash}");
    }

    /// <summary>The newest edition of a report that somebody has opened.</summary>
    private static async Task<ReportAnswer> NewestAsync(ILifetimeScope scope, string unit, string form, Period period, CancellationToken cancellation)
    {
        var caller = scope.Resolve<Caller>();
        var acting = caller.Union!;
        await caller.EnterAsync(unit, scope.Resolve<IUnionResolver>(), cancellation);
        var line = (await scope.Resolve<IHandler<ListOwed, ReportLines>>().HandleAsync(new ListOwed(period), cancellation)).Items.LastOrDefault(
            l => l.Form == form);
        caller.Enter(acting);
        if (line?.Id is not { } id) throw new NotFound("report");
        return await scope.Resolve<IHandler<GetReport, ReportAnswer>>().HandleAsync(new GetReport(Text.Id("id", id)), cancellation);
    }

    private static async Task<int> InAsync(ILifetimeScope root, string union, Func<ILifetimeScope, Task> work, CancellationToken cancellation)
    {
        await using var scope = root.BeginLifetimeScope();
        await scope.EnterAsOperatorAsync(union, cancellation);
        try
        {
            await work(scope);
            return 0;
        }
        catch (Exception refused) when (refused is RuleViolation or InvalidInput or Unconfirmed)
        {
            await Console.Error.WriteLineAsync(scope.Resolve<Texts>().Say(refused));
            return 1;
        }
    }

    private static async Task<int> CheckAsync(FileInfo file, CancellationToken cancellation)
    {
        SubmissionAnswer? submission;
        try
        {
            await using var content = file.OpenRead();
            submission = await JsonSerializer.DeserializeAsync<SubmissionAnswer>(content, Json.Options, cancellation);
        }
        catch (Exception error) when (error is JsonException or IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync($"{file.Name}: {error.Message}");
            return 1;
        }
        var calculated = submission!.ComputeHash();
        if (calculated == submission.Hash)
        {
            Console.WriteLine($"{submission.Union} {submission.Form} {submission.Period} {calculated} equal");
            return 0;
        }
        await Console.Error.WriteLineAsync(
            $"{submission.Union} {submission.Form} {submission.Period}: the export says {submission.Hash}, its content has {calculated}.");
        return 1;
    }

    private static void Write<T>(T answer) => Console.WriteLine(JsonSerializer.Serialize(answer, Json.Options));
}

internal static class SaidError
{
    /// <summary>What is refused, in words.</summary>
    public static string Say(this Texts texts, Exception refused) => refused switch
    {
        RuleViolation rule => texts[rule.Code, rule.Arguments],
        Unconfirmed asked => string.Join(" ", asked.Questions.Values.SelectMany(p => p).Select(p => texts[p.Code, p.Arguments])),
        InvalidInput input => string.Join(" ", input.Problems.Select(p => $"{p.Key}: {string.Join(" ", p.Value.Select(v => texts[v.Code, v.Arguments]))}")),
        _ => refused.Message,
    };
}
