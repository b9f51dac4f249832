namespace Federation.Kernel.Checks;

/// <summary>The systems in which maps of China say where something is.</summary>
public enum Datum
{
    /// <summary>What a satellite receiver says, and what is kept.</summary>
    Wgs84,

    /// <summary>Of Amap, Tencent and other maps made in China, some hundred metres away.</summary>
    Gcj02,

    /// <summary>Of Baidu's maps.</summary>
    Bd09,
}

/// <summary>Turns degrees of other systems into WGS 84, to about a metre.</summary>
public static class ChinaCoordinates
{
    private const double Radius = 6_378_245.0, Flattening = 0.00669342162296594323, Baidu = Math.PI * 3000.0 / 180.0;

    /// <summary>Each step comes closer by some hundred times.</summary>
    private const int Steps = 4;

    public static (decimal Latitude, decimal Longitude) ToWgs84(decimal latitude, decimal longitude, Datum from)
    {
        if (from == Datum.Wgs84) return (latitude, longitude);
        var (north, east) = ((double)latitude, (double)longitude);
        if (from == Datum.Bd09) (north, east) = FromBaidu(north, east);
        // The shift is known only from WGS 84 on; the place is approached from where it is said to be.
        var (y, x) = (north, east);
        for (var i = 0; i < Steps; i++)
        {
            var (shiftNorth, shiftEast) = Shift(y, x);
            (y, x) = (north - shiftNorth, east - shiftEast);
        }
        return (Math.Round((decimal)y, 6), Math.Round((decimal)x, 6));
    }

    private static (double North, double East) FromBaidu(double latitude, double longitude)
    {
        var (x, y) = (longitude - 0.0065, latitude - 0.006);
        var distance = Math.Sqrt(x * x + y * y) - 0.00002 * Math.Sin(y * Baidu);
        var angle = Math.Atan2(y, x) - 0.000003 * Math.Cos(x * Baidu);
        return (distance * Math.Sin(angle), distance * Math.Cos(angle));
    }

    /// <summary>How far GCJ-02 lies from WGS 84 at a place.</summary>
    private static (double North, double East) Shift(double latitude, double longitude)
    {
        var (x, y) = (longitude - 105.0, latitude - 35.0);
        var waves = (20.0 * Math.Sin(6.0 * x * Math.PI) + 20.0 * Math.Sin(2.0 * x * Math.PI)) * 2.0 / 3.0;
        var north = -100.0 + 2.0 * x + 3.0 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * Math.Sqrt(Math.Abs(x)) + waves
            + (20.0 * Math.Sin(y * Math.PI) + 40.0 * Math.Sin(y / 3.0 * Math.PI)) * 2.0 / 3.0
            + (160.0 * Math.Sin(y / 12.0 * Math.PI) + 320.0 * Math.Sin(y * Math.PI / 30.0)) * 2.0 / 3.0;
        var east = 300.0 + x + 2.0 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * Math.Sqrt(Math.Abs(x)) + waves
            + (20.0 * Math.Sin(x * Math.PI) + 40.0 * Math.Sin(x / 3.0 * Math.PI)) * 2.0 / 3.0
            + (150.0 * Math.Sin(x / 12.0 * Math.PI) + 300.0 * Math.Sin(x / 30.0 * Math.PI)) * 2.0 / 3.0;
        var radians = latitude / 180.0 * Math.PI;
        var magic = 1 - Flattening * Math.Sin(radians) * Math.Sin(radians);
        var root = Math.Sqrt(magic);
        return (north * 180.0 / (Radius * (1 - Flattening) / (magic * root) * Math.PI), east * 180.0 / (Radius / root * Math.Cos(radians) * Math.PI));
    }
}
