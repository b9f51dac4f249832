using System.Reflection;
using Federation.Tenancy.Finbuckle;
using Finbuckle.MultiTenant.Abstractions;

namespace Federation.Host.Start;

internal static partial class Resolvers
{
    static partial void TellFinbuckle(ref string? version) =>
        version = typeof(ITenantInfo).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    static partial void AddFinbuckle(IServiceCollection services) => services.AddFinbuckleResolver();
}
