using System.Globalization;
using System.Text;

namespace Federation.Figures.Map;

/// <summary>One area of a map as it is drawn.</summary>
/// <param name="Path">The outline as an SVG path.</param>
/// <param name="X">Where its number and name stand.</param>
public sealed record MapShape(string Code, string Path, double X, double Y);

/// <summary>The children of a union on a plane; a degree of longitude is as wide as it is in the middle of the picture.</summary>
/// <param name="Width">In the units of the shapes; so is the height.</param>
public sealed record MapDrawing(double Width, double Height, IReadOnlyList<MapShape> Shapes)
{
    private const double Size = 900, Margin = 12, LabelHeight = 46, LabelWidth = 84;

    internal static MapDrawing? Of(IReadOnlyDictionary<string, IReadOnlyList<IReadOnlyList<GeoPoint>>> children)
    {
        var points = children.Values.SelectMany(r => r).SelectMany(r => r).ToList();
        if (points.Count == 0) return null;
        var (west, east) = (points.Min(p => p.Longitude), points.Max(p => p.Longitude));
        var (south, north) = (points.Min(p => p.Latitude), points.Max(p => p.Latitude));
        var narrow = Math.Cos((south + north) / 2 * Math.PI / 180);
        var scale = Size / Math.Max((east - west) * narrow, north - south);
        double X(GeoPoint p) => (p.Longitude - west) * narrow * scale + Margin;
        double Y(GeoPoint p) => (north - p.Latitude) * scale + Margin;
        var placed = new List<(double X, double Y)>();
        var shapes = new List<MapShape>();
        // Where areas are small, the name of the larger one stays in its middle and the other moves down.
        foreach (var (code, rings) in children.OrderByDescending(c => c.Value.Max(r => Math.Abs(Boundaries.Area(r)))))
        {
            var middle = Middle(rings.MaxBy(r => Math.Abs(Boundaries.Area(r)))!);
            var (x, y) = (X(middle), Y(middle));
            while (placed.Exists(l => Math.Abs(l.X - x) < LabelWidth && Math.Abs(l.Y - y) < LabelHeight)) y += LabelHeight / 4;
            placed.Add((x, y));
            shapes.Add(new MapShape(code, PathOf(rings, X, Y), Math.Round(x, 1), Math.Round(y, 1)));
        }
        var height = Math.Max((north - south) * scale + 2 * Margin, placed.Max(l => l.Y) + LabelHeight);
        return new MapDrawing(Math.Round((east - west) * narrow * scale + 2 * Margin), Math.Round(height), shapes);
    }

    private static string PathOf(IReadOnlyList<IReadOnlyList<GeoPoint>> rings, Func<GeoPoint, double> x, Func<GeoPoint, double> y)
    {
        var path = new StringBuilder();
        foreach (var ring in rings)
        {
            var (letter, last) = ('M', "");
            foreach (var point in ring)
            {
                var at = string.Create(CultureInfo.InvariantCulture, $"{x(point):0.#} {y(point):0.#}");
                if (at == last) continue;
                path.Append(letter).Append(last = at);
                letter = 'L';
            }
            path.Append('Z');
        }
        return path.ToString();
    }

    /// <summary>The centre of mass of a ring.</summary>
    private static GeoPoint Middle(IReadOnlyList<GeoPoint> ring)
    {
        var (area, x, y) = (0.0, 0.0, 0.0);
        var origin = ring[0];
        for (var i = 0; i < ring.Count; i++)
        {
            var (a, b) = (ring[i], ring[(i + 1) % ring.Count]);
            var (ax, ay, bx, by) = (a.Longitude - origin.Longitude, a.Latitude - origin.Latitude, b.Longitude - origin.Longitude, b.Latitude - origin.Latitude);
            var part = ax * by - bx * ay;
            (area, x, y) = (area + part, x + (ax + bx) * part, y + (ay + by) * part);
        }
        return area == 0 ? origin : new GeoPoint(origin.Longitude + x / (3 * area), origin.Latitude + y / (3 * area));
    }
}
