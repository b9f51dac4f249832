namespace Federation.Host.Start;

/// <summary>A way to say which union a request is about that this build has.</summary>
/// <param name="Add">Null for the built-in one, which comes with the framework and stays where no other is added.</param>
internal sealed record Resolver(string Name, string Description, Action<IServiceCollection>? Add) : INamedOption;

/// <summary>
/// The resolvers of this build, the one that is used where nothing is configured first. The package feed decides which ones exist (docs/adr/0002).
/// </summary>
internal static partial class Resolvers
{
    public static IReadOnlyList<Resolver> Available
    {
        get
        {
            var offered = new List<Resolver>();
            AddFinbuckle(offered);
            offered.Add(new Resolver("BuiltIn", "built in", null));
            return offered;
        }
    }

    /// <exception cref="Framework.ConfigurationError"><c>Tenancy:Resolver</c> names none of this build.</exception>
    public static Resolver Choose(IConfiguration configuration) => NamedOption.Choose(Available, configuration, "Tenancy:Resolver", " Finbuckle is there where the package feed had it when the program was built.");

    /// <summary>Written in a file of its own that is left out where the feed lacks Finbuckle; the call goes with it.</summary>
    static partial void AddFinbuckle(List<Resolver> offered);
}
