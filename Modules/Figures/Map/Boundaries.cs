using System.Text.Json;
using Federation.Framework.Tenancy;

namespace Federation.Figures.Map;

/// <summary>A point in degrees.</summary>
internal readonly record struct GeoPoint(double Longitude, double Latitude);

/// <summary>
/// The boundaries of districts by division code: those of Shaanxi come with the program, those of other provinces from the file that <c>Map:Boundaries</c>
/// names. GeoJSON; neighbours share their points, so that districts join without a seam.
/// </summary>
internal sealed class Boundaries
{
    private Boundaries(IReadOnlyDictionary<string, IReadOnlyList<IReadOnlyList<GeoPoint>>> districts) => Districts = districts;

    /// <summary>The rings of each district by its code.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<IReadOnlyList<GeoPoint>>> Districts { get; }

    /// <param name="file">Null for those that come with the program.</param>
    public static Boundaries Read(string? file)
    {
        var assembly = typeof(Boundaries).Assembly;
        using var stream = file is null
            ? assembly.GetManifestResourceStream(assembly.GetManifestResourceNames().Single(n => n.EndsWith(".boundaries.geojson", StringComparison.Ordinal)))!
            : File.OpenRead(file);
        using var document = JsonDocument.Parse(stream);
        var districts = new Dictionary<string, IReadOnlyList<IReadOnlyList<GeoPoint>>>(StringComparer.Ordinal);
        foreach (var feature in document.RootElement.GetProperty("features").EnumerateArray())
            districts[feature.GetProperty("properties").GetProperty("code").GetString()!] = RingsOf(feature.GetProperty("geometry"));
        return new Boundaries(districts);
    }

    /// <summary>The outline of each direct child of a union: its own district, or the districts below it without the lines between them.</summary>
    /// <returns>By the child's id; a child without a district in the file has none.</returns>
    public async Task<IReadOnlyDictionary<long, IReadOnlyList<IReadOnlyList<GeoPoint>>>> OfChildrenAsync(UnionInfo union, IUnionDirectory unions, CancellationToken cancellation)
    {
        var parts = new Dictionary<string, List<IReadOnlyList<GeoPoint>>>(StringComparer.Ordinal);
        foreach (var (code, rings) in Districts)
        {
            if (await unions.FindAsync(code, cancellation) is not { } district || !district.Ancestors.Contains(union.Id)) continue;
            var child = district.Path.SkipWhile(c => c != union.Code).Skip(1).First();
            if (!parts.TryGetValue(child, out var of)) parts[child] = of = [];
            of.AddRange(rings);
        }
        var outlines = new Dictionary<long, IReadOnlyList<IReadOnlyList<GeoPoint>>>();
        foreach (var (child, rings) in parts)
            if (await unions.FindAsync(child, cancellation) is { } found) outlines[found.Id] = Join(rings);
        return outlines;
    }

    /// <summary>One outline of neighbouring areas: an edge that two of them share lies inside and goes.</summary>
    internal static IReadOnlyList<IReadOnlyList<GeoPoint>> Join(IReadOnlyList<IReadOnlyList<GeoPoint>> rings)
    {
        var edges = new HashSet<(GeoPoint From, GeoPoint To)>();
        foreach (var ring in rings.Select(Clockwise))
        {
            for (var i = 0; i + 1 < ring.Count; i++)
                if (!edges.Remove((ring[i + 1], ring[i]))) edges.Add((ring[i], ring[i + 1]));
        }
        var next = edges.ToLookup(e => e.From, e => e.To).ToDictionary(l => l.Key, l => new Queue<GeoPoint>(l));
        var outlines = new List<IReadOnlyList<GeoPoint>>();
        foreach (var start in next.Keys)
        {
            while (next[start].Count > 0)
            {
                List<GeoPoint> outline = [start];
                for (var at = start; next.TryGetValue(at, out var to) && to.TryDequeue(out var following) && following != start; at = following) outline.Add(following);
                if (outline.Count > 2) outlines.Add(outline);
            }
        }
        return outlines;
    }

    /// <summary>Of neighbours that go round the same way, a shared edge is there once in each direction.</summary>
    private static IReadOnlyList<GeoPoint> Clockwise(IReadOnlyList<GeoPoint> ring) => Area(ring) > 0 ? [.. ring.Reverse()] : ring;

    /// <summary>Twice the area of a ring, positive where it goes round against the clock.</summary>
    internal static double Area(IReadOnlyList<GeoPoint> ring)
    {
        var area = 0.0;
        for (var i = 0; i < ring.Count; i++)
        {
            var (a, b) = (ring[i], ring[(i + 1) % ring.Count]);
            area += a.Longitude * b.Latitude - b.Longitude * a.Latitude;
        }
        return area;
    }

    private static List<IReadOnlyList<GeoPoint>> RingsOf(JsonElement geometry)
    {
        var coordinates = geometry.GetProperty("coordinates").EnumerateArray();
        var polygons = geometry.GetProperty("type").GetString() == "MultiPolygon" ? coordinates.SelectMany(p => p.EnumerateArray()) : coordinates;
        return [.. polygons.Select(ring => (IReadOnlyList<GeoPoint>)[.. ring.EnumerateArray().Select(p => new GeoPoint(p[0].GetDouble(), p[1].GetDouble()))])];
    }
}
