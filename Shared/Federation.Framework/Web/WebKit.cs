using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Federation.Framework.Web;

/// <summary>What a web host of the federation is made with.</summary>
public static class WebKit
{
    /// <summary>Problem details for everything that handlers throw.</summary>
    public static IServiceCollection AddProblems(this IServiceCollection services) => services.AddExceptionHandler<ProblemHandler>();

    /// <summary>Signs callers in and enters the union that the path names; after routing.</summary>
    public static IApplicationBuilder UseCallers(this IApplicationBuilder app) => app.UseMiddleware<CallerMiddleware>();
}
