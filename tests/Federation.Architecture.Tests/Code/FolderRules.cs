using Mono.Cecil;

namespace Federation.Architecture.Tests.Code;

/// <summary>Folders of which each uses each other, be it by way of others.</summary>
/// <param name="Uses">Who uses whom, and by what.</param>
internal sealed record Circle(string Root, IReadOnlyList<string> Folders, string Uses);

/// <summary>
/// Folders of a module, as the namespaces of what was built from them, use each other in one direction. The module's root holds its module class and its
/// context, which know every folder and which every folder knows: it is no folder.
/// </summary>
internal static class FolderRules
{
    /// <summary>How many of the uses that make a circle are named.</summary>
    private const int Named = 3;

    /// <summary>Circles of folders below one namespace: each as its folders, with the uses that make it.</summary>
    public static IEnumerable<Circle> Circles(string root, IEnumerable<TypeDefinition> types)
    {
        var uses = Uses(root, types);
        var reached = uses.Keys.ToDictionary(folder => folder, folder => Reachable(folder, uses));
        var seen = new HashSet<string>();
        foreach (var folder in uses.Keys.Order(StringComparer.Ordinal))
        {
            if (!reached[folder].Contains(folder) || !seen.Add(folder)) continue;
            var cycle = reached[folder].Where(other => reached.TryGetValue(other, out var back) && back.Contains(folder)).Order(StringComparer.Ordinal).ToList();
            seen.UnionWith(cycle);
            var edges =
                from here in cycle
                from there in uses[here]
                where cycle.Contains(there.Key)
                select $"{here} → {there.Key} ({string.Join(", ", there.Value.Order(StringComparer.Ordinal).Take(Named))})";
            yield return new Circle(root, cycle, string.Join("; ", edges));
        }
    }

    /// <summary>For each folder the others that it uses, and by what.</summary>
    private static Dictionary<string, Dictionary<string, HashSet<string>>> Uses(string root, IEnumerable<TypeDefinition> types)
    {
        var uses = new Dictionary<string, Dictionary<string, HashSet<string>>>();
        foreach (var type in types.Where(t => IsFolder(root, t.Namespace)))
        {
            var from = Folder(root, type.Namespace);
            var known = uses.TryGetValue(from, out var others) ? others : uses[from] = [];
            foreach (var (method, used) in Compiled.Uses(type))
            {
                var outer = Outermost(used);
                if (!IsFolder(root, outer.Namespace)) continue;
                var to = Folder(root, outer.Namespace);
                if (to == from) continue;
                (known.TryGetValue(to, out var by) ? by : known[to] = []).Add(method.Length == 0 ? $"{type.Name}: {outer.Name}" : $"{type.Name}.{method}: {outer.Name}");
            }
        }
        return uses;
    }

    private static HashSet<string> Reachable(string from, Dictionary<string, Dictionary<string, HashSet<string>>> uses)
    {
        var reached = new HashSet<string>();
        var waiting = new Stack<string>(uses[from].Keys);
        while (waiting.TryPop(out var next))
            if (reached.Add(next) && uses.TryGetValue(next, out var further))
                foreach (var folder in further.Keys) waiting.Push(folder);
        return reached;
    }

    private static bool IsFolder(string root, string space) => space.StartsWith(root + ".", StringComparison.Ordinal);

    /// <summary>The first folder below the module's: what lies deeper belongs to it.</summary>
    private static string Folder(string root, string space) => space[(root.Length + 1)..].Split('.')[0];

    private static TypeReference Outermost(TypeReference type) => type.DeclaringType is { } declaring ? Outermost(declaring) : type;
}
