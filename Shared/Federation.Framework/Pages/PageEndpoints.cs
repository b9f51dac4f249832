using Federation.Framework.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Federation.Framework.Pages;

/// <summary>An endpoint that answers people: what goes wrong is told on a page, and whoever is not signed in is led to where they can.</summary>
public sealed class PageEndpoint
{
    public static readonly PageEndpoint Instance = new();
}

/// <summary>An endpoint that an open page asks by itself, whether anybody looks or not: it keeps no session alive.</summary>
public sealed class UnattendedEndpoint
{
    public static readonly UnattendedEndpoint Instance = new();
}

public static class PageEndpoints
{
    /// <summary>A group whose endpoints are pages; they are not part of the API's description.</summary>
    public static RouteGroupBuilder MapPages(this IEndpointRouteBuilder app) => app.MapGroup("").WithMetadata(PageEndpoint.Instance).ExcludeFromDescription();

    /// <summary>A page, made from its component's parameters.</summary>
    public static IResult Page<TPage>(this HttpContext http, Dictionary<string, object?> parameters, int status = StatusCodes.Status200OK) where TPage : IComponent
    {
        http.Response.Headers.CacheControl = "no-cache, no-store"; // A page shows what one person may see now. Both words: a token against forgery asks for them and warns else.
        return new RazorComponentResult<TPage>(parameters) { StatusCode = status };
    }

    /// <summary>A form again with what was typed and what is wrong with it.</summary>
    public static IResult Page<TPage>(this HttpContext http, PageForm form, Dictionary<string, object?> parameters) where TPage : IComponent
    {
        parameters["Form"] = form;
        return http.Page<TPage>(parameters, form.Status);
    }

    /// <summary>After a form was posted and its work done: on to a page that can be loaded again without doing it again.</summary>
    /// <param name="done">Key of the notice that the page shows: <c>done-recorded</c> without its <c>done-</c>.</param>
    public static IResult Onward(this HttpContext http, string address, string? done = null)
    {
        http.Response.Headers.Location = PageAddress.ForHeader(done is null ? address : $"{address}{(address.Contains('?') ? '&' : '?')}done={done}");
        return Results.StatusCode(StatusCodes.Status303SeeOther);
    }
}
