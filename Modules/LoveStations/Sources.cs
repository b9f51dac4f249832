namespace Federation.LoveStations;

/// <summary>Names of the module's figure sources.</summary>
internal static class Sources
{
    public const string Sites = "stations.sites";
    public const string Demonstrations = "stations.demonstrations";
    public const string Served = "stations.served";
    public const string Payments = "stations.payments";
}
