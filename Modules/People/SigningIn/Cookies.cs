using Federation.Framework.Pages;
using Federation.Framework.Tenancy;
using Federation.People.Sessions;
using Microsoft.AspNetCore.Http;

namespace Federation.People.SigningIn;

/// <summary>What a browser is given to show that somebody has signed in, or how far they are on the way.</summary>
internal static class Cookies
{
    /// <summary>The step at the door; not the session's cookie, so that a page of a union never takes the one for the other.</summary>
    private const string Door = "federation-sign-in";
    private const string DoorPath = "/sign-in";

    public static string? Session(this HttpContext http) => http.Request.Cookies[SignIn.Cookie];

    public static string? AtTheDoor(this HttpContext http) => http.Request.Cookies[Door];

    public static Visitor Visitor(this HttpContext http)
    {
        var browser = http.Request.Headers.UserAgent.ToString();
        var plain = new string([.. browser.Take(Sessions.Session.LongestBrowser).Select(c => char.IsControl(c) || char.IsSurrogate(c) ? '?' : c)]);
        var address = http.Connection.RemoteIpAddress?.ToString() ?? "";
        return new Visitor(address.Length <= Sessions.Session.LongestAddress ? address : address[..Sessions.Session.LongestAddress], plain);
    }

    /// <summary>Hands out the cookie of the step that was reached.</summary>
    public static void Enter(this HttpContext http, Entered entered)
    {
        var open = entered.Stage == SessionStage.Open;
        if (open) http.Response.Cookies.Delete(Door, Options(http, DoorPath));
        // Neither lasts longer in the browser than its window; how long it holds is for the database to say.
        http.Response.Cookies.Append(open ? SignIn.Cookie : Door, entered.Secret, Options(http, open ? "/" : DoorPath));
    }

    public static void Leave(this HttpContext http)
    {
        http.Response.Cookies.Delete(SignIn.Cookie, Options(http, "/"));
        http.Response.Cookies.Delete(Door, Options(http, DoorPath));
    }

    private static CookieOptions Options(HttpContext http, string path) =>
        new() { HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = http.Request.IsHttps, Path = path, IsEssential = true };
}
