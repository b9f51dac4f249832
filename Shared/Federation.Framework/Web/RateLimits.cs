using System.Globalization;
using System.Net;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Federation.Framework.Web;

/// <summary>
/// How much one caller may ask for. A caller is a token, or an address without one; a program that runs wild gets 429 before it costs the others
/// anything. Guessed tokens are counted by address. A right token is let through at any time, so that nobody is shut out by a neighbour behind the
/// same address: a token has 256 bits, and what the limit saves is the work that guesses make. A password can be guessed: an address that was wrong too
/// often is not answered at all for a while, whatever names it tries.
/// </summary>
public sealed class RateLimits : IDisposable
{
    private readonly PartitionedRateLimiter<HttpContext> wrongTokens;

    /// <param name="configuration">
    /// <c>Limits:RequestsPerSecond</c>, all of which may come at once; <c>Limits:WrongTokensPerMinute</c>; <c>Limits:WrongPasswordsPerMinute</c>;
    /// <c>Limits:PublicFormsPerMinute</c>. Zero is no limit.
    /// </param>
    public RateLimits(IConfiguration configuration)
    {
        var perSecond = Setting(configuration, "Limits:RequestsPerSecond", 2_000);
        Requests = PartitionedRateLimiter.Create<HttpContext, string>(http => perSecond == 0 || !http.Request.Path.StartsWithSegments("/api")
            ? RateLimitPartition.GetNoLimiter("")
            : RateLimitPartition.GetTokenBucketLimiter(CallerOf(http), _ => new TokenBucketRateLimiterOptions
            {
                TokenLimit = perSecond, TokensPerPeriod = perSecond, ReplenishmentPeriod = TimeSpan.FromSeconds(1), QueueLimit = 0,
            }));
        wrongTokens = ByAddress(Setting(configuration, "Limits:WrongTokensPerMinute", 600));
        WrongPasswords = ByAddress(Setting(configuration, "Limits:WrongPasswordsPerMinute", 60));
        PublicForms = ByAddress(Setting(configuration, "Limits:PublicFormsPerMinute", 120));
    }

    internal PartitionedRateLimiter<HttpContext> Requests { get; }

    internal PartitionedRateLimiter<HttpContext> WrongPasswords { get; }

    internal PartitionedRateLimiter<HttpContext> PublicForms { get; }

    /// <summary>Counts a request that came with a token and signed nobody in.</summary>
    /// <returns>Whether the address has sent too many of them.</returns>
    internal async ValueTask<bool> RefuseWrongTokenAsync(HttpContext http, Texts texts)
    {
        if (http.Request.Headers.Authorization.Count == 0) return false;
        using var lease = wrongTokens.AttemptAcquire(http);
        if (lease.IsAcquired) return false;
        await RefuseAsync(http, lease, texts);
        return true;
    }

    internal static Task RefuseAsync(HttpContext http, RateLimitLease lease, Texts texts)
    {
        var wait = lease.TryGetMetadata(MetadataName.RetryAfter, out var given) ? Math.Max(1, (int)Math.Ceiling(given.TotalSeconds)) : 1;
        http.Response.Headers.RetryAfter = wait.ToString(CultureInfo.InvariantCulture);
        return ProblemHandler.WriteAsync(http, StatusCodes.Status429TooManyRequests, "too-many-requests", texts["too-many-requests"], null, http.RequestAborted);
    }

    public void Dispose()
    {
        Requests.Dispose();
        wrongTokens.Dispose();
        WrongPasswords.Dispose();
        PublicForms.Dispose();
    }

    private static PartitionedRateLimiter<HttpContext> ByAddress(int perMinute) => PartitionedRateLimiter.Create<HttpContext, IPAddress>(http => perMinute == 0
        ? RateLimitPartition.GetNoLimiter(IPAddress.None)
        : RateLimitPartition.GetFixedWindowLimiter(AddressOf(http), _ => new FixedWindowRateLimiterOptions { PermitLimit = perMinute, Window = TimeSpan.FromMinutes(1), QueueLimit = 0 }));

    // Longer than any token is none: it would only fill the memory.
    private static string CallerOf(HttpContext http) => http.Request.Headers.Authorization.ToString() is { Length: > 0 and <= 100 } token ? token : AddressOf(http).ToString();

    private static IPAddress AddressOf(HttpContext http) => http.Connection.RemoteIpAddress ?? IPAddress.None;

    private static int Setting(IConfiguration configuration, string name, int usual) => configuration[name] is not { Length: > 0 } text
        ? usual
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw new InvalidOperationException($"{name} is '{text}'; it must be a whole number, 0 for no limit.");
}

public static class LimitsExtensions
{
    public static IServiceCollection AddLimits(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(_ => new RateLimits(configuration));
        services.AddRateLimiter(_ => { });
        services.AddOptions<Microsoft.AspNetCore.RateLimiting.RateLimiterOptions>().Configure<RateLimits, Texts>((options, rateLimits, texts) =>
        {
            options.GlobalLimiter = rateLimits.Requests;
            options.OnRejected = async (rejected, _) => await RateLimits.RefuseAsync(rejected.HttpContext, rejected.Lease, texts);
        });
        return services;
    }

    /// <summary>A form at the door: an address that was wrong too often, with whatever names, is asked to wait before it is looked at again.</summary>
    public static RouteHandlerBuilder LimitsGuesses(this RouteHandlerBuilder endpoint) => endpoint.AddEndpointFilter(async (context, next) =>
    {
        var (http, services) = (context.HttpContext, context.HttpContext.RequestServices);
        var guesses = services.GetRequiredService<RateLimits>().WrongPasswords;
        using var lease = guesses.AttemptAcquire(http, permitCount: 0);
        if (!lease.IsAcquired)
        {
            await RateLimits.RefuseAsync(http, lease, services.GetRequiredService<Texts>());
            return Results.Empty;
        }
        var answer = await next(context);
        if (answer is IStatusCodeHttpResult { StatusCode: StatusCodes.Status400BadRequest }) guesses.AttemptAcquire(http).Dispose();
        return answer;
    });

    /// <summary>A form that writes and that anyone may send: an address, of a fair's whole hall as it may be, sends so many a minute.</summary>
    public static RouteHandlerBuilder LimitsForms(this RouteHandlerBuilder endpoint) => endpoint.AddEndpointFilter(async (context, next) =>
    {
        var (http, services) = (context.HttpContext, context.HttpContext.RequestServices);
        using var lease = services.GetRequiredService<RateLimits>().PublicForms.AttemptAcquire(http);
        if (lease.IsAcquired) return await next(context);
        await RateLimits.RefuseAsync(http, lease, services.GetRequiredService<Texts>());
        return Results.Empty;
    });

    /// <summary>Refuses who asks too much; after routing and before anybody is signed in, which costs a query.</summary>
    public static IApplicationBuilder UseLimits(this IApplicationBuilder app) => app.UseRateLimiter();
}
