using System.Globalization;
using System.Text.Json;
using Federation.Framework.Handlers;
using Federation.Framework.Input;
using Federation.Framework.Pages;
using Federation.Framework.Tenancy;
using Federation.Kernel;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Federation.Framework.Web;

/// <summary>Says which request an endpoint hands on; an endpoint that neither does this nor is <see cref="PublicEndpoint"/> stops the start-up.</summary>
/// <param name="Permission">The handler's permission, which is checked before a body is read.</param>
public sealed record HandlesRequest(Type Request, Func<IServiceProvider, Permission> Permission);

/// <summary>An endpoint that anyone may call without signing in.</summary>
public sealed class PublicEndpoint
{
    public static readonly PublicEndpoint Instance = new();
}

public static class EndpointExtensions
{
    /// <summary>Bytes of JSON in one request.</summary>
    private const int MaxInputBytes = 1024 * 1024;

    /// <summary>Declares the use case behind an endpoint, and with it the permission.</summary>
    /// <param name="status">What is answered when it is done.</param>
    /// <param name="text">The media type where the answer is told as text, not as JSON.</param>
    /// <param name="bytes">The media types where the answer is a file.</param>
    public static RouteHandlerBuilder Handles<TRequest, TResponse>(
        this RouteHandlerBuilder endpoint, int status = StatusCodes.Status200OK, string? text = null, IReadOnlyList<string>? bytes = null)
        where TRequest : IRequest<TResponse>
    {
        // A use case's permission never changes: asked of the first handler, not of one made for it with every request.
        Permission? permission = null;
        endpoint.WithMetadata(new HandlesRequest(typeof(TRequest), services => permission ??= services.GetRequiredService<IHandler<TRequest, TResponse>>().Permission));
        if (status == StatusCodes.Status204NoContent) endpoint.Produces(status);
        else if (text is not null) endpoint.Produces<string>(status, text);
        else if (bytes is not null) endpoint.Produces<byte[]>(status, bytes[0], [.. bytes.Skip(1)]);
        else endpoint.Produces<TResponse>(status);
        if (typeof(TRequest).GetProperties().Any(p => p.PropertyType == typeof(PageRequest))) endpoint.WithQuery(PageRequest.Parameters);
        return endpoint;
    }

    /// <summary>Declares what the endpoint reads from its query, for the API's description; <c>limit</c> and <c>cursor</c> go without saying.</summary>
    public static RouteHandlerBuilder WithQuery(this RouteHandlerBuilder endpoint, params IReadOnlyList<QueryParameter> parameters) => endpoint.WithMetadata([.. parameters]);

    /// <summary>Declares the JSON body for the API's description; it is read with <see cref="ReadInputAsync{T}"/>.</summary>
    public static RouteHandlerBuilder AcceptsInput<TInput>(this RouteHandlerBuilder endpoint) where TInput : notnull => endpoint.Accepts<TInput>("application/json");

    public static TBuilder Public<TBuilder>(this TBuilder endpoint) where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(PublicEndpoint.Instance);

    /// <summary>Reads the body into an input record; everything that is wrong with it is told at once.</summary>
    /// <param name="check">A further look at the body as it came, where leaving a field out and giving null differ.</param>
    public static async Task<T> ReadInputAsync<T>(this HttpRequest http, CancellationToken cancellation, Action<JsonElement, InputProblems>? check = null) where T : class, new()
    {
        using var document = await http.ReadJsonAsync(cancellation);
        var problems = new InputProblems();
        var input = InputReader.FromJson<T>(document.RootElement, problems);
        if (!problems.Any) check?.Invoke(document.RootElement, problems);
        problems.ThrowIfAny();
        return input;
    }

    /// <summary>Reads a body whose fields are known at run time only; the caller disposes of it.</summary>
    public static async Task<JsonDocument> ReadJsonAsync(this HttpRequest http, CancellationToken cancellation)
    {
        if (!http.HasJsonContentType()) throw new BadHttpRequestException("JSON expected", StatusCodes.Status415UnsupportedMediaType);
        using var body = await ReadAsync(http.Body, MaxInputBytes, cancellation);
        return JsonDocument.Parse(body.GetBuffer().AsMemory(0, (int)body.Length), new JsonDocumentOptions { MaxDepth = 16 });
    }

    /// <summary>
    /// A body that is too large is still read to its end and discarded. Otherwise a client that is still sending would see a broken connection instead of the
    /// answer. The server's own limit ends the reading.
    /// </summary>
    private static async Task<MemoryStream> ReadAsync(Stream body, int most, CancellationToken cancellation)
    {
        var read = new MemoryStream();
        var part = new byte[16 * 1024];
        var length = 0L;
        for (int count; (count = await body.ReadAsync(part, cancellation)) > 0;)
        {
            length += count;
            if (length <= most) read.Write(part, 0, count);
        }
        return length <= most ? read : throw new TooLarge(most);
    }

    /// <summary>A file as it comes in a body or in a form's part; one of more bytes than that is answered by 413.</summary>
    public static async Task<byte[]> ReadUpToAsync(this Stream content, int most, CancellationToken cancellation)
    {
        using var read = await ReadAsync(content, most, cancellation);
        return read.ToArray();
    }

    /// <summary>The version in <c>If-Match</c>, which every change of a record must name.</summary>
    public static int RequiredVersion(this HttpRequest http)
    {
        var given = http.Headers.IfMatch.ToString();
        if (given.Length == 0) throw new StaleRecord(missingCondition: true);
        return int.TryParse(given.Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : throw new StaleRecord(missingCondition: false);
    }

    /// <summary>An id in a path; anything that is not one is simply unknown.</summary>
    public static long Id(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : throw new NotFound(text);

    /// <summary>The id that stands in the path under a name.</summary>
    public static long PathId(this HttpContext http, string name) => Id((string)http.Request.RouteValues[name]!);

    public static Period RequiredPeriod(this HttpRequest http, string name = "period")
    {
        if (!http.Query.TryGetValue(name, out var text) || string.IsNullOrEmpty(text)) throw new InvalidInput(name, "required");
        return Period.TryParse(text, out var period) ? period : throw new InvalidInput(name, "not-a-period", text.ToString());
    }

    /// <summary>Answers 201 with the new record's address and version.</summary>
    public static IResult Created<T>(HttpContext http, string location, T answer, int? version = null)
    {
        if (version is { } v) http.Response.Headers.ETag = $"\"{v}\"";
        http.Response.Headers.Location = location;
        return Results.Json(answer, Json.Options, statusCode: StatusCodes.Status201Created);
    }

    public static IResult Answer<T>(HttpContext http, T answer, int? version = null)
    {
        if (version is { } v) http.Response.Headers.ETag = $"\"{v}\"";
        return Results.Json(answer, Json.Options);
    }
}

/// <summary>Signs the caller in by bearer token or session. Not signed in is 401.</summary>
internal sealed class CallerMiddleware(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext http, Caller caller, ISignIn signIn, IAntiforgery antiforgery, RateLimits rateLimits, Texts texts)
    {
        var endpoint = http.GetEndpoint();
        var isPage = endpoint?.Metadata.GetMetadata<PageEndpoint>() is not null;
        if (endpoint is null || endpoint.Metadata.GetMetadata<PublicEndpoint>() is not null)
        {
            // A public page shows who has signed in, and the way in to whoever has not.
            if (isPage)
            {
                await signIn.TryAsync(http, caller, http.RequestAborted);
                await RefuseForgedAsync(http, antiforgery);
            }
            await next(http);
            return;
        }
        if (!await signIn.TryAsync(http, caller, http.RequestAborted))
        {
            if (await rateLimits.RefuseWrongTokenAsync(http, texts)) return;
            await ProblemHandler.WriteAsync(http, 401, "not-signed-in", texts["not-signed-in"], null, http.RequestAborted);
            return;
        }
        if (caller.Session is not null || isPage) await RefuseForgedAsync(http, antiforgery);
        if (http.Request.Headers.TryGetValue("Idempotency-Key", out var key) && key.ToString() is { } given)
        {
            if (!PlainText.Is(given)) throw new InvalidInput("Idempotency-Key", "bad-characters");
            caller.IdempotencyKey = given.Length is > 0 and <= 100 ? given : throw new InvalidInput("Idempotency-Key", "too-long", 100);
        }
        if (!isPage && http.Request.Query.TryGetValue(QueryParameter.Confirm, out var confirmed)) caller.Confirm(confirmed.ToString());
        await next(http);
    }

    /// <summary>
    /// A browser also sends its cookies with a post from another site; only our own pages know the antiforgery token. Programs send no cookie.
    /// </summary>
    private static async Task RefuseForgedAsync(HttpContext http, IAntiforgery antiforgery)
    {
        if (HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method) || http.Request.Headers.Authorization.Count > 0) return;
        // Read here first: what is too large, or is none, is the sender's mistake and no forgery.
        if (http.Request.HasFormContentType) await PostedForm.ReadAsync(http);
        if (!await antiforgery.IsRequestValidAsync(http)) throw new ForgedRequest();
    }
}

/// <summary>
/// Enters the union that the path names. One that no grant of the caller reaches is 404, as one that does not exist. Nothing that is no text goes further,
/// whether it stands in the path, where nothing is called so, or behind the question mark.
/// </summary>
internal sealed class UnionMiddleware(RequestDelegate next, IUnionResolver resolver)
{
    public async Task InvokeAsync(HttpContext http, Caller caller)
    {
        if (http.GetEndpoint() is { } endpoint && endpoint.Metadata.GetMetadata<PublicEndpoint>() is null)
        {
            if (http.Request.RouteValues.TryGetValue(IUnionResolver.RouteValue, out var value) && value is string code)
                caller.Enter(code, await resolver.ByPathAsync(http, code, http.RequestAborted));
            // Whether the caller may is told before what is wrong with the body; where the body names the union, the handler's own check follows.
            if (endpoint.Metadata.GetMetadata<HandlesRequest>()?.Permission(http.RequestServices) is { } permission && !caller.MightDo(permission)) throw new NotAllowed(permission.Code);
        }
        RequireText(http.Request);
        await next(http);
    }

    private static void RequireText(HttpRequest request)
    {
        if (request.Path.Value is { } path && !PlainText.Is(path)) throw new NotFound(PlainText.Of(path));
        var problems = new InputProblems();
        foreach (var (name, values) in request.Query)
            if (!PlainText.Is(name) || values.Any(v => v is not null && !PlainText.Is(v))) problems.Add(PlainText.Of(name) is { Length: > 0 } field ? field : "query", "bad-characters");
        problems.ThrowIfAny();
    }
}

/// <summary>The union is there, and no grant of the caller reaches it. Answered as any <see cref="NotFound"/>; the log tells the two apart.</summary>
internal sealed class OutOfReach(UnionInfo union) : NotFound(union.Code)
{
    public UnionInfo Union { get; } = union;
}

/// <summary>A body or a file of more bytes than are taken. Answered as 413.</summary>
internal sealed class TooLarge(int most) : BadHttpRequestException("Body too large", StatusCodes.Status413PayloadTooLarge)
{
    public int Megabytes => most / (1024 * 1024);
}

/// <summary>A request in a signed-in person's name that does not come from one of our pages, or from one that is too old. Answered as 400.</summary>
internal sealed class ForgedRequest : Exception;

public static class CallerExtensions
{
    /// <summary>Enters a union by its code; one that no grant reaches is as unknown as one that does not exist.</summary>
    public static async Task<UnionInfo> EnterAsync(this Caller caller, string code, IUnionResolver resolver, CancellationToken cancellation) =>
        caller.Enter(code, await resolver.ByCodeAsync(code, cancellation));

    /// <param name="union">What was found by the code; null for nothing.</param>
    internal static UnionInfo Enter(this Caller caller, string code, UnionInfo? union)
    {
        if (union is null) throw new NotFound(code);
        if (!caller.Sees(union)) throw new OutOfReach(union);
        caller.Enter(union);
        return union;
    }
}

/// <summary>Finds out who sends a request. The People module knows tokens and sessions.</summary>
public interface ISignIn
{
    /// <summary>Signs the caller in if the request carries something that is valid now.</summary>
    ValueTask<bool> TryAsync(HttpContext http, Caller caller, CancellationToken cancellation);
}
