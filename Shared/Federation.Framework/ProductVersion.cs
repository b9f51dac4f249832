using System.Reflection;

namespace Federation.Framework;

/// <summary>The version of the program; one that was published says its commit as well, as in <c>0.6.0+4c1e2f…</c>.</summary>
public static class ProductVersion
{
    public static string Current { get; } = typeof(ProductVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;
}
