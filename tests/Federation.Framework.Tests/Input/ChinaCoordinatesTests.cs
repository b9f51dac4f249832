using Federation.Kernel.Checks;

namespace Federation.Framework.Tests.Input;

public sealed class ChinaCoordinatesTests
{
    /// <summary>Places as the maps' own converters give them.</summary>
    [Theory]
    [InlineData(39.916404, 116.410244, Datum.Gcj02, 39.915, 116.404)]
    [InlineData(39.914266, 116.403988, Datum.Wgs84, 39.914266, 116.403988)]
    public void Degrees_of_other_systems_become_those_of_satellites(double latitude, double longitude, Datum from, double north, double east)
    {
        var (y, x) = ChinaCoordinates.ToWgs84((decimal)latitude, (decimal)longitude, from);
        Assert.Equal((north, east), ((double)y, (double)x), (a, b) => Math.Abs(a.Item1 - b.Item1) < 0.00001 && Math.Abs(a.Item2 - b.Item2) < 0.00001);
    }

    [Fact]
    public void Baidus_degrees_are_those_of_the_other_maps_moved_once_more()
    {
        var baidu = ChinaCoordinates.ToWgs84(39.915m, 116.404m, Datum.Bd09);
        var others = ChinaCoordinates.ToWgs84(39.908657m, 116.397627m, Datum.Gcj02);
        Assert.True(Math.Abs(baidu.Latitude - others.Latitude) < 0.00001m && Math.Abs(baidu.Longitude - others.Longitude) < 0.00001m, $"{baidu} {others}");
    }
}
