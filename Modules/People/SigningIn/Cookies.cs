using Federation.Framework.Pages;
using Federation.Framework.Tenancy;
using Federation.People.Sessions;
using Microsoft.AspNetCore.Http;

namespace Federation.People.SigningIn;

/// <summary>The cookies of a signed-in session and of a sign-in in progress.</summary>
internal static class Cookies
{
    /// <summary>The cookie of a sign-in in progress. It is not the session's cookie, so that a page of a union never confuses the two.</summary>
    private const string PendingCookie = "federation-sign-in";
    private const string PendingPath = "/sign-in";

    public static string? Session(this HttpContext http) => http.Request.Cookies[SignIn.Cookie];

    public static string? PendingSignIn(this HttpContext http) => http.Request.Cookies[PendingCookie];

    public static Visitor Visitor(this HttpContext http)
    {
        var browser = http.Request.Headers.UserAgent.ToString();
        var plain = new string([.. browser.Take(Sessions.Session.MaxBrowserLength).Select(c => char.IsControl(c) || char.IsSurrogate(c) ? '?' : c)]);
        var address = http.Connection.RemoteIpAddress?.ToString() ?? "";
        return new Visitor(address.Length <= Sessions.Session.MaxAddressLength ? address : address[..Sessions.Session.MaxAddressLength], plain);
    }

    /// <summary>Sets the cookie of the stage that was reached.</summary>
    public static void Enter(this HttpContext http, SignInStep step)
    {
        var open = step.Stage == SessionStage.Open;
        if (open) http.Response.Cookies.Delete(PendingCookie, Options(http, PendingPath));
        // Both are session cookies of the browser. The database decides how long they are valid.
        http.Response.Cookies.Append(open ? SignIn.Cookie : PendingCookie, step.Secret, Options(http, open ? "/" : PendingPath));
    }

    public static void Leave(this HttpContext http)
    {
        http.Response.Cookies.Delete(SignIn.Cookie, Options(http, "/"));
        http.Response.Cookies.Delete(PendingCookie, Options(http, PendingPath));
    }

    private static CookieOptions Options(HttpContext http, string path) =>
        new() { HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = http.Request.IsHttps, Path = path, IsEssential = true };
}
