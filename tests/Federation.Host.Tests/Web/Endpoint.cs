using System.Text;
using Autofac;
using Federation.Framework.Pages;
using Federation.Framework.Tenancy;
using Federation.Framework.Web;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;

namespace Federation.Host.Tests.Web;

/// <summary>One endpoint of the application, as the application itself lists it.</summary>
/// <param name="IsPage">Whether it answers people; programs have the others.</param>
/// <param name="Roles">Who may, at a union that their grant reaches; empty where it is public.</param>
/// <param name="Body">The record that its JSON body is read into; null where it takes none.</param>
/// <param name="Reach">From where they may.</param>
/// <param name="Other">Media types of a body that is no JSON.</param>
internal sealed record Endpoint(string Method, string Pattern, bool IsPublic, bool IsPage, IReadOnlyList<Role> Roles, Reach? Reach, Type? Body, IReadOnlyList<string> Other)
{
    public bool Writes => Method is not ("GET" or "HEAD");

    public bool TakesCsv => Other.Contains("text/csv");

    public bool NamesUnion => Pattern.Contains("{union}", StringComparison.Ordinal);

    public override string ToString() => $"{Method} {Pattern}";

    /// <summary>Those for programs.</summary>
    public static IReadOnlyList<Endpoint> Api(TestFederation federation) => [.. All(federation).Where(e => !e.IsPage)];

    /// <summary>Those for people.</summary>
    public static IReadOnlyList<Endpoint> Pages(TestFederation federation) => [.. All(federation).Where(e => e.IsPage)];

    private static List<Endpoint> All(TestFederation federation)
    {
        using var scope = federation.Container.BeginLifetimeScope();
        var services = scope.Resolve<IServiceProvider>();
        var all = (
            from endpoint in federation.Container.Resolve<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            where endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is null
            let permission = endpoint.Metadata.GetMetadata<HandlesRequest>()?.Permission(services)
            let accepts = endpoint.Metadata.GetMetadata<IAcceptsMetadata>()
            from method in endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods is { Count: > 0 } methods ? methods : ["GET"]
            select new Endpoint(
                method, "/" + endpoint.RoutePattern.RawText!.TrimStart('/'), endpoint.Metadata.GetMetadata<PublicEndpoint>() is not null, endpoint.Metadata.GetMetadata<PageEndpoint>() is not null,
                permission?.Roles ?? [], permission?.Reach,
                accepts?.ContentTypes.Contains("application/json") == true ? accepts.RequestType : null, [.. (accepts?.ContentTypes ?? []).Where(t => t != "application/json")])).ToList();
        Assert.True(all.Count > 50, $"{all.Count} endpoints found");
        return all;
    }

    /// <summary>A request to it that is as it should be, as far as one can tell without knowing what it does.</summary>
    public HttpRequestMessage Request(string path, string? body = null)
    {
        var request = new HttpRequestMessage(new HttpMethod(Method), path + "?period=2017&from=2016&to=2017");
        if (Writes) request.Headers.TryAddWithoutValidation("If-Match", "\"1\"");
        if (body is not null || Body is not null) request.Content = new StringContent(body ?? Bodies.Plausible(Body!).ToJsonString(), Encoding.UTF8, "application/json");
        else if (TakesCsv) request.Content = new StringContent("campaign,date,place,hazardsFound,hazardsFixed\n2017-summer,2017-07-01,井口,1,1\n", Encoding.UTF8, "text/csv");
        return request;
    }
}
