using Federation.Framework.Web;
using Federation.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.Routing;

namespace Federation.Framework.Pages;

/// <summary>A reader chooses the language of the pages; the browser keeps the choice.</summary>
public static class LanguageChoice
{
    private static readonly TimeSpan CookieLifetime = TimeSpan.FromDays(365);

    public static void Map(IEndpointRouteBuilder pages) => pages.MapGet("/language/{language}", (HttpContext http, string language) =>
    {
        if (language is not ("zh-CN" or "en")) throw new NotFound(language);
        http.Response.Cookies.Append(CookieRequestCultureProvider.DefaultCookieName, CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(language)),
            new CookieOptions { MaxAge = CookieLifetime, SameSite = SameSiteMode.Lax, HttpOnly = true, Secure = http.Request.IsHttps, IsEssential = true });
        return http.RedirectTo(PageAddress.Local(http.Request.Query["return"], "/"));
    }).Public();
}
