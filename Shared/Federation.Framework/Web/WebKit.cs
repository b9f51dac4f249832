using Federation.Framework.Databases;
using Federation.Framework.Tenancy;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Federation.Framework.Web;

/// <summary>What a web host of the federation is made with.</summary>
public static class WebKit
{
    /// <summary>Problem details for everything that handlers throw.</summary>
    public static IServiceCollection AddProblems(this IServiceCollection services) => services.AddExceptionHandler<ProblemHandler>();

    /// <summary>Problem details for what handlers throw, and for what routing refuses: an unknown path, a wrong method, a wrong content type.</summary>
    public static IApplicationBuilder UseProblems(this IApplicationBuilder app)
    {
        if (app.ApplicationServices.GetRequiredService<Database>().IsGuarded)
        {
            app.Use(async (http, next) =>
            {
                OneConnection.Begin();
                await next(http);
            });
        }
        return app.UseExceptionHandler(_ => { }).UseStatusCodePages(context =>
        {
            var http = context.HttpContext;
            var (code, status) = http.Response.StatusCode switch { 404 => ("not-found", 404), 405 => ("wrong-method", 405), 415 => ("wrong-content-type", 415), var other => ("bad-request", other) };
            return ProblemHandler.WriteAsync(http, status, code, http.RequestServices.GetRequiredService<Texts>()[code], null, http.RequestAborted);
        });
    }

    /// <summary>Signs callers in and enters the union that the path names; after routing.</summary>
    public static IApplicationBuilder UseCallers(this IApplicationBuilder app)
    {
        app.UseMiddleware<CallerMiddleware>();
        app.ApplicationServices.GetRequiredService<IUnionResolver>().Use(app);
        return app.UseMiddleware<UnionMiddleware>();
    }
}
