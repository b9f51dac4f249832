using System.Net;
using System.Net.Sockets;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Autofac;
using Autofac.Extensions.DependencyInjection;
using Federation.Framework;
using Federation.Framework.Import;
using Federation.Framework.Modules;
using Federation.Framework.Pages;
using Federation.Framework.Search;
using Federation.Framework.Security;
using Federation.Framework.Web;
using Federation.Host.Operations;
using Federation.Host.Start;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Federation.Host.Web;

/// <summary>The web server of an installation: API, pages, health, and the engine that wakes the roll-ups.</summary>
public static class WebHost
{
    private const int DefaultPort = 5080;

    /// <summary>The server's limit for a request body; endpoints have smaller limits of their own.</summary>
    private const long MaxBodyBytes = 16 * 1024 * 1024;

    /// <summary>Styles and scripts are those of the build; they are not checked for changes.</summary>
    private static readonly Dictionary<string, string?> FilesOfTheBuild = new()
    {
        ["ReloadStaticAssetsAtRuntime"] = "false", ["DisableStaticAssetNotFoundRuntimeFallback"] = "true", ["EnableStaticAssetsDevelopmentCaching"] = "true",
    };

    public static async Task<int> ServeAsync(Installation installation, CancellationToken cancellation)
    {
        if (installation.Configuration["Urls"] is { Length: > 0 } configured) return await ServeAsync(installation, configured, cancellation);
        for (var port = DefaultPort; ; port++)
        {
            port = FreePort(port);
            try
            {
                return await ServeAsync(installation, $"http://127.0.0.1:{port}", cancellation);
            }
            catch (IOException taken) when (taken.InnerException is AddressInUseException)
            {
                // Another process took the port after the check.
            }
        }
    }

    private static async Task<int> ServeAsync(Installation installation, string urls, CancellationToken cancellation)
    {
        await using var app = Build(installation, urls);
        await app.StartAsync(cancellation);
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        foreach (var address in addresses) Console.WriteLine(address);
        ServiceManager.Ready();
        app.Lifetime.ApplicationStopping.Register(ServiceManager.Stopping);
        var database = installation.KeepDatabaseRunningAsync(app.Logger, app.Lifetime.ApplicationStopping);
        await app.WaitForShutdownAsync(cancellation);
        await database;
        return 0;
    }

    /// <param name="withJobs">Whether this host does roll-ups; tests that drive them by hand say no.</param>
    public static WebApplication Build(Installation installation, string urls, bool withJobs = true)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ApplicationName = "Federation.Host", ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.AddInMemoryCollection(FilesOfTheBuild).AddConfiguration(installation.Configuration);
        builder.Host.UseServiceProviderFactory(new AutofacServiceProviderFactory(installation.Register));
        builder.WebHost.UseUrls(urls);
        builder.WebHost.UseStaticWebAssets();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = MaxBodyBytes);
        builder.Logging.ClearProviders().AddSimpleConsole(o => o.SingleLine = true).AddConsole(o => o.LogToStandardErrorThreshold = LogLevel.Trace)
            .AddFilter("Microsoft", LogLevel.Warning).AddFilter("Quartz", LogLevel.Warning).AddFilter("Hangfire", LogLevel.Warning).AddFilter("Microsoft.AspNetCore.Diagnostics", LogLevel.None)
            .AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        builder.Services.ConfigureHttpJsonOptions(o => Json.Configure(o.SerializerOptions));
        builder.Services.AddProblems();
        builder.Services.AddLimits(installation.Configuration);
        Resolvers.Choose(installation.Configuration).Add?.Invoke(builder.Services);
        builder.Services.AddRazorComponents();
        builder.Services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All)); // Chinese stays Chinese in the page's text instead of eight bytes a character.
        builder.Services.AddAntiforgery(o => (o.Cookie.Name, o.Cookie.SecurePolicy) = ("federation-form", CookieSecurePolicy.SameAsRequest));
        builder.Services.AddSingleton<IAntiforgeryAdditionalDataProvider, SessionForms>();
        builder.Services.AddDataProtection().SetApplicationName("Federation");
        builder.Services.AddOptions<KeyManagementOptions>().Configure<KeyRing>((keys, ring) => keys.XmlRepository = ring);
        builder.Services.AddResponseCompression(o => o.EnableForHttps = true);
        builder.Services.AddEndpointsApiExplorer();
        builder.Services.AddSwaggerGen(o => InterfaceDescription.Configure(o));
        builder.Services.AddRequestLocalization(o =>
        {
            o.SetDefaultCulture("zh-CN").AddSupportedCultures("zh-CN", "en").AddSupportedUICultures("zh-CN", "en");
            o.ApplyCurrentCultureToResponseHeaders = true;
        });
        builder.Services.Configure<HostOptions>(o => o.ShutdownTimeout = TimeSpan.FromSeconds(8));
        var engine = withJobs ? Engines.Choose(installation.Configuration) : null;
        engine?.Add(builder.Services, installation.Database);

        var app = builder.Build();
        app.UseProxies(installation.Configuration);
        app.UseRequestLocalization();
        app.UseResponseCompression();
        app.UseProblems();
        app.UseMiddleware<HeadRequests>();
        app.UseMiddleware<SecurityHeaders>();
        app.UseRouting();
        app.UseLimits();
        app.UseCallers();
        var api = app.MapGroup("/api/v1");
        foreach (var module in app.Services.GetRequiredService<ModuleList>().All)
        {
            module.Records?.MapEndpoints(api);
            module.MapEndpoints(api);
        }
        api.MapImports();
        api.MapSearch();
        app.MapStaticAssets().Public().ExcludeFromDescription();
        var pages = app.MapPages();
        foreach (var module in app.Services.GetRequiredService<ModuleList>().All)
        {
            module.Records?.MapPages(pages);
            module.MapPages(pages);
        }
        ImportPages.Map(pages);
        SearchPages.Map(pages);
        LanguageChoice.Map(pages);
        engine?.MapPages?.Invoke(pages);
        app.MapSwagger("/openapi/{documentName}.json").Public();
        HealthEndpoints.Map(app);
        MetricsEndpoint.Map(app);
        RefuseUndeclared(app);
        return app;
    }

    /// <summary>An endpoint without a declared request that is not public would be open to anyone. The host does not start with one.</summary>
    internal static void RefuseUndeclared(IEndpointRouteBuilder app)
    {
        var undeclared = app.DataSources.SelectMany(s => s.Endpoints)
            .Where(e => e.Metadata.GetMetadata<HandlesRequest>() is null && e.Metadata.GetMetadata<PublicEndpoint>() is null)
            .Select(e => e.DisplayName).ToList();
        if (undeclared.Count > 0) throw new InvalidOperationException($"These endpoints declare no permission: {string.Join(", ", undeclared)}.");
    }

    private static int FreePort(int from)
    {
        for (var port = from; port < DefaultPort + 100; port++)
        {
            using var probe = new TcpListener(IPAddress.Loopback, port);
            try
            {
                probe.Start();
                return port;
            }
            catch (SocketException)
            {
                continue; // Somebody else serves there.
            }
        }
        throw new ConfigurationError($"No port between {DefaultPort} and {DefaultPort + 99} is free on 127.0.0.1; name one in Urls.");
    }
}

/// <summary>Answers HEAD wherever there is GET, by doing the same; the server leaves the body out.</summary>
internal sealed class HeadRequests(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext http)
    {
        if (HttpMethods.IsHead(http.Request.Method))
        {
            http.Request.Method = HttpMethods.Get;
            http.Items[UnattendedEndpoint.IsHead] = true;
        }
        return next(http);
    }
}

/// <summary>Security headers of every response.</summary>
internal sealed class SecurityHeaders(RequestDelegate next)
{
    /// <summary>Private responses are not cached on the way, unless the endpoint says otherwise.</summary>
    private static readonly Func<object, Task> KeepPrivate = static state =>
    {
        var http = (HttpContext)state;
        if (http.Response.Headers.CacheControl.Count == 0 && http.GetEndpoint()?.Metadata.GetMetadata<PublicEndpoint>() is null) http.Response.Headers.CacheControl = "no-store";
        return Task.CompletedTask;
    };

    public Task InvokeAsync(HttpContext http)
    {
        var headers = http.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "same-origin";
        headers.ContentSecurityPolicy = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'; base-uri 'none'; form-action 'self'";
        if (http.Request.IsHttps) headers.StrictTransportSecurity = "max-age=31536000";
        http.Response.OnStarting(KeepPrivate, http);
        return next(http);
    }
}
