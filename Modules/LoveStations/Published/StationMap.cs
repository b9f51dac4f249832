using System.Globalization;

namespace Federation.LoveStations.Published;

/// <summary>
/// Stations drawn to scale, in the projection that tile servers use: on a plain ground, or on tiles where an address of tiles is configured. One picture, made on
/// the server; it needs no script and no outside server.
/// </summary>
internal sealed class StationMap
{
    public const int Width = 400, Height = 300;
    private const int Tile = 256, Margin = 20, Nearest = 16;
    private readonly double west, north;
    private readonly double zoom;

    private StationMap(double west, double north, double zoom, double middle) => (this.west, this.north, this.zoom, Middle) = (west, north, zoom, middle);

    private double Middle { get; }

    /// <summary>The map that shows all of these places, as large as it can; null where there is none.</summary>
    /// <param name="tiled">Tiles come in whole steps of two; on a plain ground nothing binds it to them.</param>
    public static StationMap? Of(IReadOnlyList<(double Latitude, double Longitude)> places, bool tiled)
    {
        if (places.Count == 0) return null;
        var (top, bottom) = (places.Max(p => p.Latitude), places.Min(p => p.Latitude));
        var (left, right) = (places.Min(p => p.Longitude), places.Max(p => p.Longitude));
        var fits = Math.Min(Math.Log2((Width - 2 * Margin) / (X(right, 0) - X(left, 0))), Math.Log2((Height - 2 * Margin) / (Y(bottom, 0) - Y(top, 0))));
        var zoom = Math.Clamp(tiled ? Math.Floor(fits) : fits, 1, Nearest);
        return new StationMap((X(left, zoom) + X(right, zoom) - Width) / 2, (Y(top, zoom) + Y(bottom, zoom) - Height) / 2, zoom, (top + bottom) / 2);
    }

    public (string X, string Y) At(double latitude, double longitude) => (Number(X(longitude, zoom) - west), Number(Y(latitude, zoom) - north));

    /// <summary>A round length that fits below the map: its pixels, and what it is in metres.</summary>
    public (string Pixels, int Metres) Scale()
    {
        var metres = 156_543.034 * Math.Cos(Middle * Math.PI / 180) / Math.Pow(2, zoom);
        var longest = metres * Width / 4;
        var power = Math.Pow(10, Math.Floor(Math.Log10(longest)));
        var round = new[] { 5, 2, 1 }.First(n => n * power <= longest) * power;
        return (Number(round / metres), (int)round);
    }

    /// <summary>The tiles below the map, by an address with {z}, {x} and {y}.</summary>
    public IEnumerable<(string Address, string X, string Y)> Tiles(string template)
    {
        var (step, all) = ((int)zoom, 1 << (int)zoom);
        for (var y = (int)Math.Floor(north / Tile); y * Tile < north + Height; y++)
            for (var x = (int)Math.Floor(west / Tile); x * Tile < west + Width; x++)
                if (y >= 0 && y < all)
                    yield return (
                        template.Replace("{z}", Whole(step), StringComparison.Ordinal).Replace("{x}", Whole((x % all + all) % all), StringComparison.Ordinal).Replace("{y}", Whole(y), StringComparison.Ordinal),
                        Number(x * Tile - west), Number(y * Tile - north));
    }

    private static double X(double longitude, double zoom) => (longitude + 180) / 360 * Tile * Math.Pow(2, zoom);

    private static double Y(double latitude, double zoom)
    {
        var radians = latitude * Math.PI / 180;
        return (1 - Math.Log(Math.Tan(radians) + 1 / Math.Cos(radians)) / Math.PI) / 2 * Tile * Math.Pow(2, zoom);
    }

    private static string Number(double number) => number.ToString("0.#", CultureInfo.InvariantCulture);

    private static string Whole(int number) => number.ToString(CultureInfo.InvariantCulture);
}
