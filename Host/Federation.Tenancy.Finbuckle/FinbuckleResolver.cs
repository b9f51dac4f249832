using System.Reflection;
using System.Runtime.ExceptionServices;
using Federation.Framework.Tenancy;
using Federation.Framework.Web;
using Finbuckle.MultiTenant;
using Finbuckle.MultiTenant.Abstractions;
using Finbuckle.MultiTenant.AspNetCore.Extensions;
using Finbuckle.MultiTenant.Extensions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Federation.Tenancy.Finbuckle;

public static class FinbuckleTenancy
{
    public static string Description => $"Finbuckle.MultiTenant {typeof(ITenantInfo).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0]}";

    /// <summary>Finbuckle resolves the union of a request, by its path or by the caller's grants. It only resolves; our own contexts filter the data.</summary>
    public static IServiceCollection AddFinbuckleResolver(this IServiceCollection services)
    {
        services.AddMultiTenant<UnionTenant>()
            .WithRouteStrategy(IUnionResolver.RouteValue, useTenantAmbientRouteValue: false)
            .WithStrategy<GrantsStrategy>(ServiceLifetime.Singleton)
            .WithDelegateStrategy<string, UnionTenant>(Task.FromResult<string?>)
            .WithStore<UnionStore>(ServiceLifetime.Singleton)
            .BypassWhen(o => o.Predicate = http => http.GetEndpoint() is not { } endpoint || endpoint.Metadata.GetMetadata<PublicEndpoint>() is not null);
        // Finbuckle makes one for each request; it keeps nothing of the request, so one will do.
        services.AddSingleton<ITenantResolver<UnionTenant>, TenantResolver<UnionTenant>>();
        return services.AddSingleton<IUnionResolver, FinbuckleResolver>();
    }
}

internal sealed class FinbuckleResolver(ITenantResolver<UnionTenant> tenants) : IUnionResolver
{
    public void Use(IApplicationBuilder app) => app.UseMultiTenant();

    public ValueTask<UnionInfo?> ByPathAsync(HttpContext http, string code, CancellationToken cancellation) => new(http.GetTenantInfo<UnionTenant>()?.Found());

    public ValueTask<UnionInfo?> ByCodeAsync(string code, CancellationToken cancellation) => ResolveAsync(code);

    public ValueTask<UnionInfo?> ByGrantsAsync(IReadOnlyList<Grant> grants, CancellationToken cancellation) => ResolveAsync(grants);

    private async ValueTask<UnionInfo?> ResolveAsync(object context)
    {
        try
        {
            return (await tenants.ResolveAsync(context)).TenantInfo?.Found();
        }
        catch (MultiTenantException wrapped) when (wrapped.InnerException is { } error)
        {
            // What a strategy throws; whoever asks knows the database's errors and not Finbuckle's.
            ExceptionDispatchInfo.Throw(error);
            throw;
        }
    }
}

/// <summary>Somebody who named no union is at the one of the first of their grants.</summary>
internal sealed class GrantsStrategy(IUnionDirectory unions) : IMultiTenantStrategy
{
    public async Task<string?> GetIdentifierAsync(object context)
    {
        var grants = context switch
        {
            IReadOnlyList<Grant> given => given,
            // Finbuckle asks the next strategy when a union is unknown: a path with a wrong code would lead to the caller's own union.
            HttpContext http when !http.Request.RouteValues.ContainsKey(IUnionResolver.RouteValue) => http.RequestServices.GetRequiredService<Caller>().Grants,
            _ => [],
        };
        return grants.Count > 0 ? (await unions.FindAsync(grants[0].UnionId, CancellationToken.None))?.Code : null;
    }
}
