namespace Federation.Host.Start;

/// <summary>
/// Who says which union a request is about: Finbuckle where the package feed had it when this was built, else the built-in resolver.
/// <c>Tenancy:Resolver</c> (<c>Finbuckle</c> or <c>BuiltIn</c>) chooses.
/// </summary>
internal static partial class Resolvers
{
    private const string Setting = "Tenancy:Resolver";
    private const string Finbuckle = "Finbuckle";
    private const string BuiltIn = "BuiltIn";

    /// <summary>Finbuckle's version; null where this was built without it.</summary>
    public static string? FinbuckleVersion
    {
        get
        {
            string? version = null;
            TellFinbuckle(ref version);
            return version;
        }
    }

    /// <summary>The built-in one is registered with the framework and stays where no other is added.</summary>
    public static void AddResolver(this IServiceCollection services, IConfiguration configuration)
    {
        if (Chosen(configuration) == Finbuckle) AddFinbuckle(services);
    }

    /// <summary>What <c>doctor</c> says of it.</summary>
    public static string Describe(IConfiguration configuration) => Chosen(configuration) == Finbuckle ? $"Finbuckle.MultiTenant {FinbuckleVersion}"
        : FinbuckleVersion is null ? "built in (built without Finbuckle)" : $"built in ({Setting})";

    /// <exception cref="ConfigurationError">The setting names none, or one that is not there.</exception>
    private static string Chosen(IConfiguration configuration) => (configuration[Setting] ?? "").ToLowerInvariant() switch
    {
        "" => FinbuckleVersion is null ? BuiltIn : Finbuckle,
        "builtin" => BuiltIn,
        "finbuckle" when FinbuckleVersion is not null => Finbuckle,
        "finbuckle" => throw new ConfigurationError($"{Setting} is Finbuckle, but this was built from a package feed without it."),
        _ => throw new ConfigurationError($"{Setting} is '{configuration[Setting]}'; it must be {Finbuckle} or {BuiltIn}."),
    };

    // Both are in Resolvers.Finbuckle.cs, which is compiled where the feed has Finbuckle.
    static partial void TellFinbuckle(ref string? version);

    static partial void AddFinbuckle(IServiceCollection services);
}
