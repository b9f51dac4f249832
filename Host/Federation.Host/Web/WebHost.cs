using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;
using Autofac;
using Autofac.Extensions.DependencyInjection;
using Federation.Framework;
using Federation.Framework.Import;
using Federation.Framework.Modules;
using Federation.Framework.Pages;
using Federation.Framework.Security;
using Federation.Framework.Web;
using Federation.Host.Operations;
using Federation.Host.Start;
using Federation.Kernel;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Federation.Host.Web;

/// <summary>The web server of an installation: API, pages, health, and the engine that wakes the roll-ups.</summary>
public static class WebHost
{
    private const int UsualPort = 5080;

    /// <summary>What is read of a request at all; what is taken of it is for the endpoints to say.</summary>
    private const long LargestBody = 16 * 1024 * 1024;

    /// <summary>Styles and scripts are those of the build; looking at each whether it has changed since is for whoever writes them.</summary>
    private static readonly Dictionary<string, string?> FilesOfTheBuild = new()
    {
        ["ReloadStaticAssetsAtRuntime"] = "false", ["DisableStaticAssetNotFoundRuntimeFallback"] = "true", ["EnableStaticAssetsDevelopmentCaching"] = "true",
    };

    public static async Task<int> ServeAsync(Installation installation, CancellationToken cancellation)
    {
        if (installation.Configuration["Urls"] is { Length: > 0 } configured) return await ServeAsync(installation, configured, cancellation);
        for (var port = UsualPort; ; port++)
        {
            port = FreePort(port);
            try
            {
                return await ServeAsync(installation, $"http://127.0.0.1:{port}", cancellation);
            }
            catch (IOException taken) when (taken.InnerException is AddressInUseException)
            {
                // Somebody else began to serve there after we had looked.
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
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = LargestBody);
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
        builder.Services.AddDataProtection().SetApplicationName("Federation");
        builder.Services.AddOptions<KeyManagementOptions>().Configure<KeyRing>((keys, ring) => keys.XmlRepository = ring);
        builder.Services.AddResponseCompression(o => o.EnableForHttps = true);
        builder.Services.AddEndpointsApiExplorer();
        builder.Services.AddSwaggerGen(o => ApiDescription.Configure(o));
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
        app.UseMiddleware<SecurityHeaders>();
        app.UseRouting();
        app.UseLimits();
        app.UseCallers();
        var api = app.MapGroup("/api/v1");
        foreach (var module in app.Services.GetRequiredService<ModuleList>().All) module.MapEndpoints(api);
        api.MapImports();
        app.MapStaticAssets().Public().ExcludeFromDescription();
        var pages = app.MapPages();
        foreach (var module in app.Services.GetRequiredService<ModuleList>().All) module.MapPages(pages);
        ImportPages.Map(pages);
        LanguageChoice.Map(pages);
        engine?.MapPages?.Invoke(pages);
        app.MapSwagger("/openapi/{documentName}.json").Public();
        HealthEndpoints.Map(app);
        MetricsEndpoint.Map(app);
        RefuseUndeclared(app);
        return app;
    }

    /// <summary>An endpoint that says neither which use case it hands on nor that it is public would be open to anyone: the host does not start with one.</summary>
    internal static void RefuseUndeclared(IEndpointRouteBuilder app)
    {
        var undeclared = app.DataSources.SelectMany(s => s.Endpoints)
            .Where(e => e.Metadata.GetMetadata<HandlesRequest>() is null && e.Metadata.GetMetadata<PublicEndpoint>() is null)
            .Select(e => e.DisplayName).ToList();
        if (undeclared.Count > 0) throw new InvalidOperationException($"These endpoints declare no permission: {string.Join(", ", undeclared)}.");
    }

    private static int FreePort(int from)
    {
        for (var port = from; port < UsualPort + 100; port++)
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
        throw new ConfigurationError($"No port between {UsualPort} and {UsualPort + 99} is free on 127.0.0.1; name one in Urls.");
    }
}

/// <summary>What every answer tells the browser not to do.</summary>
internal sealed class SecurityHeaders(RequestDelegate next)
{
    /// <summary>What somebody has to be signed in for is kept nowhere on the way, unless the endpoint says otherwise.</summary>
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

internal static class ApiDescription
{
    public static void Configure(SwaggerGenOptions options)
    {
        options.SwaggerDoc("v1", new OpenApiInfo { Title = "Federation", Version = "v1", Description = "工会业务与数据接口 · A trade-union federation's work and numbers" });
        options.CustomSchemaIds(SchemaId);
        options.SupportNonNullableReferenceTypes();
        // A reference cannot say beside itself that null may stand in its place.
        options.UseAllOfToExtendReferenceSchemas();
        options.DocumentFilter<NullableReferences>();
        options.DocumentFilter<WholeAnswers>();
        options.OperationFilter<PathParameters>();
        options.OperationFilter<QueryParameters>();
        options.AddSecurityDefinition("bearer", new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer" });
        options.AddSecurityRequirement(document => new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference("bearer", document)] = [] });
    }

    /// <summary>A generic type by its own name and those of what it is made of: the standard allows no other signs than letters, digits, dots and hyphens.</summary>
    private static string SchemaId(Type type) => type.IsGenericType
        ? $"{Plain(type)}-{string.Join('-', type.GetGenericArguments().Select(SchemaId))}"
        : Plain(type);

    private static string Plain(Type type) => $"{type.Namespace}.{type.Name.Split('`')[0]}".Replace("Federation.", "", StringComparison.Ordinal);

    /// <summary>Repeats the type beside a reference that may be null: OpenAPI 3.0 reads <c>nullable</c> only beside a type.</summary>
    private sealed class NullableReferences : IDocumentFilter
    {
        public void Apply(OpenApiDocument document, DocumentFilterContext context)
        {
            var schemas = document.Components!.Schemas!;
            foreach (var property in schemas.Values.SelectMany(s => s.Properties ?? new Dictionary<string, IOpenApiSchema>()).Select(p => p.Value))
                if (property is OpenApiSchema { Type: JsonSchemaType.Null, AllOf: [OpenApiSchemaReference { Reference.Id: { } id }] } schema)
                    schema.Type |= schemas[id].Type;
        }
    }

    /// <summary>
    /// Marks every property of an answer as required: nulls are written too. A type that is also sent keeps optional properties, because a request may
    /// leave them out.
    /// </summary>
    private sealed class WholeAnswers : IDocumentFilter
    {
        public void Apply(OpenApiDocument document, DocumentFilterContext context)
        {
            var (answered, sent) = (new HashSet<string>(), new HashSet<string>());
            foreach (var operation in document.Paths.Values.SelectMany(p => p.Operations ?? []).Select(o => o.Value))
            {
                foreach (var response in (operation.Responses ?? []).Select(r => r.Value)) Follow(response.Content, answered);
                Follow(operation.RequestBody?.Content, sent);
            }
            foreach (var id in answered.Except(sent))
                if (document.Components!.Schemas![id] is OpenApiSchema { Properties: { Count: > 0 } properties } schema)
                    schema.Required = properties.Keys.ToHashSet();

            void Follow(IDictionary<string, OpenApiMediaType>? contents, HashSet<string> found)
            {
                foreach (var content in contents ?? new Dictionary<string, OpenApiMediaType>()) Collect(content.Value.Schema, document, found);
            }
        }

        /// <summary>Adds the names of the schemas that this one is made of.</summary>
        private static void Collect(IOpenApiSchema? schema, OpenApiDocument document, HashSet<string> found)
        {
            if (schema is OpenApiSchemaReference { Reference.Id: { } id })
            {
                if (found.Add(id)) Collect(document.Components!.Schemas![id], document, found);
                return;
            }
            if (schema is null) return;
            foreach (var part in (schema.Properties?.Values ?? []).Concat(schema.AllOf ?? []).Append(schema.Items).Append(schema.AdditionalProperties))
                Collect(part, document, found);
        }
    }

    /// <summary>Names the parameters in a path, which handlers take from the request and the description would not know.</summary>
    private sealed class PathParameters : IOperationFilter
    {
        public void Apply(OpenApiOperation operation, OperationFilterContext context)
        {
            var known = (operation.Parameters ??= []).Select(p => p.Name).ToHashSet();
            foreach (var name in RoutePatternFactory.Parse(context.ApiDescription.RelativePath!).Parameters.Select(p => p.Name).Where(n => !known.Contains(n)))
                operation.Parameters.Add(new OpenApiParameter { Name = name, In = ParameterLocation.Path, Required = true, Schema = new OpenApiSchema { Type = JsonSchemaType.String } });
        }
    }

    /// <summary>Names what endpoints say that they read from the query.</summary>
    private sealed class QueryParameters : IOperationFilter
    {
        public void Apply(OpenApiOperation operation, OperationFilterContext context)
        {
            foreach (var asked in context.ApiDescription.ActionDescriptor.EndpointMetadata.OfType<QueryParameter>())
            {
                var one = SchemaOf(asked);
                (operation.Parameters ??= []).Add(new OpenApiParameter
                {
                    Name = asked.Name, In = ParameterLocation.Query, Required = asked.Required, Schema = asked.Many ? new OpenApiSchema { Type = JsonSchemaType.Array, Items = one } : one,
                });
            }
        }

        private static OpenApiSchema SchemaOf(QueryParameter asked) => asked.Type switch
        {
            var t when t == typeof(Period) => new() { Type = JsonSchemaType.String, Pattern = @"^(\d{4}|\d{4}-\d{2}|S\d{4})$", Description = "2017, 2017-03, S2018" },
            var t when t == typeof(DateOnly) => new() { Type = JsonSchemaType.String, Format = "date" },
            var t when t == typeof(bool) => new() { Type = JsonSchemaType.Boolean },
            var t when t == typeof(int) => new() { Type = JsonSchemaType.Integer, Format = "int32", Minimum = Text(asked.Range?.Least), Maximum = Text(asked.Range?.Most) },
            { IsEnum: true } t => new() { Type = JsonSchemaType.String, Enum = [.. Enum.GetNames(t).Select(n => (JsonNode)JsonNamingPolicy.KebabCaseLower.ConvertName(n))] },
            _ => new() { Type = JsonSchemaType.String },
        };

        private static string? Text(int? number) => number?.ToString(CultureInfo.InvariantCulture);
    }
}
