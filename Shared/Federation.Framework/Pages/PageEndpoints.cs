using Federation.Framework.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Federation.Framework.Pages;

/// <summary>An endpoint for people: errors are shown on a page, and a visitor who is not signed in is redirected to the sign-in page.</summary>
public sealed class PageEndpoint
{
    public static readonly PageEndpoint Instance = new();
}

/// <summary>An endpoint that an open page polls. Such requests do not keep the session alive.</summary>
public sealed class UnattendedEndpoint
{
    public static readonly UnattendedEndpoint Instance = new();

    /// <summary>Marks a request that asks for the headers alone: what goes on without end is not begun for it.</summary>
    public static readonly object IsHead = new();
}

public static class PageEndpoints
{
    /// <summary>A group whose endpoints are pages; they are not part of the API's description.</summary>
    public static RouteGroupBuilder MapPages(this IEndpointRouteBuilder app) => app.MapGroup("").WithMetadata(PageEndpoint.Instance).ExcludeFromDescription();

    /// <summary>A page, made from its component's parameters.</summary>
    public static IResult Page<TPage>(this HttpContext http, Dictionary<string, object?> parameters, int status = StatusCodes.Status200OK) where TPage : IComponent
    {
        http.Response.Headers.CacheControl = "no-cache, no-store"; // A page shows what one person may see now. ASP.NET's antiforgery asks for both directives and logs a warning otherwise.
        return new RazorComponentResult<TPage>(parameters) { StatusCode = status };
    }

    /// <summary>A form again with what was typed and what is wrong with it.</summary>
    public static IResult Page<TPage>(this HttpContext http, PageForm form, Dictionary<string, object?> parameters) where TPage : IComponent
    {
        parameters["Form"] = form;
        return http.Page<TPage>(parameters, form.Status);
    }

    /// <summary>Redirects after a successful post, to a page that can be reloaded without posting again.</summary>
    /// <param name="done">Key of the notice that the page shows: <c>done-recorded</c> without its <c>done-</c>.</param>
    public static IResult RedirectTo(this HttpContext http, string address, string? done = null)
    {
        http.Response.Headers.Location = PageAddress.ForHeader(done is null ? address : $"{address}{(address.Contains('?') ? '&' : '?')}done={done}");
        return Results.StatusCode(StatusCodes.Status303SeeOther);
    }
}
