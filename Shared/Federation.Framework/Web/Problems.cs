using System.Data.Common;
using System.Text.Json;
using Federation.Framework.Audit;
using Federation.Framework.Databases;
using Federation.Framework.Pages;
using Federation.Framework.Tenancy;
using Federation.Kernel;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Federation.Framework.Web;

/// <summary>What is wrong with an input, in words.</summary>
internal static class Problems
{
    public static Dictionary<string, string[]> Of(InvalidInput invalid, Texts texts) => Of(invalid.Problems, texts);

    public static Dictionary<string, string[]> Of(IReadOnlyDictionary<string, IReadOnlyList<Problem>> problems, Texts texts) =>
        problems.ToDictionary(p => p.Key, p => p.Value.Select(v => texts[v.Code, v.Arguments]).ToArray());
}

/// <summary>Turns what handlers throw into RFC 9457 problem details, once for the whole application.</summary>
internal sealed class ProblemHandler(Database database, Texts texts, IAudit audit, ILogger<ProblemHandler> log) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext http, Exception error, CancellationToken cancellation)
    {
        if (error is OperationCanceledException && http.RequestAborted.IsCancellationRequested) return true;
        var (status, code, detail) = error switch
        {
            InvalidInput => (400, "invalid-input", texts["invalid-input"]),
            ForgedRequest => (400, "form-too-old", texts["form-too-old"]),
            TooLarge large => (413, "too-large", texts["larger-than", large.Megabytes]),
            BadHttpRequestException { StatusCode: 413 } => (413, "too-large", texts["too-large"]),
            BadHttpRequestException { InnerException: JsonException } or JsonException => (400, "not-json", texts["not-json"]),
            BadHttpRequestException { StatusCode: 415 } => (415, "wrong-content-type", texts["wrong-content-type"]),
            BadHttpRequestException bad => (bad.StatusCode, "bad-request", texts["bad-request"]),
            NotAllowed denied => (403, "not-allowed", texts["not-allowed", denied.Permission]),
            NotFound => (404, "not-found", texts["not-found"]),
            Unconfirmed => (409, "to-confirm", texts["to-confirm"]),
            RuleViolation rule => (409, rule.Code, texts[rule.Code, rule.Arguments]),
            StaleRecord { MissingCondition: true } => (428, "condition-required", texts["condition-required"]),
            StaleRecord => (412, "changed-meanwhile", texts["changed-meanwhile"]),
            // The server restarts or has closed an idle connection, or two changes conflicted several times.
            _ when database.Dialect.IsTransient(error) => (503, "database-away", texts["database-away"]),
            _ => (500, "internal-error", texts["internal-error", http.TraceIdentifier]),
        };
        await RecordRefusalAsync(http, error, cancellation);
        if (status >= 500) log.LogError(error, "{Method} {Path} failed", http.Request.Method, http.Request.Path);
        if (status == 503) http.Response.Headers.RetryAfter = "1";
        var errors = error is InvalidInput invalid ? Problems.Of(invalid, texts)
            : error is Unconfirmed asked ? Problems.Of(asked.Questions, texts)
            : status == 400 && error is not ForgedRequest ? new() { ["body"] = [detail] }
            : null;
        await WriteAsync(http, status, code, detail, errors, cancellation, (error as Unconfirmed)?.Codes);
        return true;
    }

    /// <summary>Who was refused, and what, goes into the log. A refusal stands even where the log cannot be written.</summary>
    private async Task RecordRefusalAsync(HttpContext http, Exception error, CancellationToken cancellation)
    {
        var caller = http.RequestServices.GetRequiredService<Caller>();
        if (!caller.IsSignedIn) return;
        try
        {
            if (error is NotAllowed denied) await audit.RecordAsync(caller, "refused.role", $"{denied.Permission} {http.Request.Method} {http.Request.Path}", cancellation);
            // Read in the name of the union that was tried, so that its own auditor sees it.
            else if (error is OutOfReach foreign) await audit.RecordAsync(caller.PersonId, foreign.Union.Id, "refused.foreign", $"{http.Request.Method} {http.Request.Path}", cancellation);
        }
        catch (DbException failed)
        {
            log.LogError(failed, "A refusal could not be recorded");
        }
        catch (DbUpdateException failed)
        {
            log.LogError(failed, "A refusal could not be recorded");
        }
    }

    /// <summary>Whether the answer is for a person: a page was asked for, or an address by a browser that no endpoint has.</summary>
    private static bool WantsPage(HttpContext http, Endpoint? endpoint) => endpoint?.Metadata.GetMetadata<PageEndpoint>() is not null
        || (endpoint is null && !http.Request.Path.StartsWithSegments("/api") && http.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal));

    public static async Task WriteAsync(HttpContext http, int status, string code, string detail, Dictionary<string, string[]>? errors, CancellationToken cancellation, IReadOnlyList<string>? confirm = null)
    {
        if (WantsPage(http, http.Features.Get<IExceptionHandlerFeature>()?.Endpoint ?? http.GetEndpoint()))
        {
            if (status == 401) http.Response.Redirect($"/sign-in?return={Uri.EscapeDataString(HttpMethods.IsGet(http.Request.Method) ? http.Request.Path + http.Request.QueryString : "/")}");
            else await http.Page<ProblemPage>(new() { ["Status"] = status, ["Detail"] = detail, ["Errors"] = errors }, status).ExecuteAsync(http);
            return;
        }
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/problem+json";
        if (status == 401) http.Response.Headers.WWWAuthenticate = "Bearer";
        var problem = new Dictionary<string, object?>
        {
            ["type"] = "about:blank", ["title"] = Microsoft.AspNetCore.WebUtilities.ReasonPhrases.GetReasonPhrase(status), ["status"] = status, ["detail"] = detail,
            ["instance"] = http.Request.Path.Value, ["code"] = code,
        };
        if (errors is not null) problem["errors"] = errors;
        if (confirm is not null) problem["confirm"] = confirm;
        await JsonSerializer.SerializeAsync(http.Response.Body, problem, Json.Options, cancellation);
    }
}
