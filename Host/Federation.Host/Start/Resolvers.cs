namespace Federation.Host.Start;

/// <summary>A way to say which union a request is about that this build has.</summary>
/// <param name="Add">Null for the built-in one, which comes with the framework and stays where no other is added.</param>
internal sealed record Resolver(string Name, string Description, Action<IServiceCollection>? Add) : IOffer;

/// <summary>The resolvers of this build, the one that is used where nothing is configured first. Which there are, the package feed decides (docs/adr/0002).</summary>
internal static partial class Resolvers
{
    public static IReadOnlyList<Resolver> Offered
    {
        get
        {
            var offered = new List<Resolver>();
            OfferFinbuckle(offered);
            offered.Add(new Resolver("BuiltIn", "built in", null));
            return offered;
        }
    }

    /// <exception cref="Framework.ConfigurationError"><c>Tenancy:Resolver</c> names none of this build.</exception>
    public static Resolver Choose(IConfiguration configuration) => Offer.Choose(Offered, configuration, "Tenancy:Resolver", " Finbuckle is there where the package feed had it when the program was built.");

    /// <summary>Written in a file of its own that is left out where the feed lacks Finbuckle; the call goes with it.</summary>
    static partial void OfferFinbuckle(List<Resolver> offered);
}
