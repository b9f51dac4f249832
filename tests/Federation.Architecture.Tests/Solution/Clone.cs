using System.Xml.Linq;

namespace Federation.Architecture.Tests.Solution;

/// <summary>The working copy that the tests were built from: its folders, projects and texts.</summary>
internal static class Clone
{
    public static string Root { get; } = FindRoot();

    /// <summary>Every project below the folders of the layout, by its path from the root.</summary>
    public static IReadOnlyList<ProjectFile> Projects { get; } =
        [.. Files("*.csproj").Select(f => new ProjectFile(f, File.ReadAllText(Path.Combine(Root, f)))).OrderBy(p => p.Path, StringComparer.Ordinal)];

    /// <summary>Names of the assemblies of the layers that go into service.</summary>
    public static IReadOnlyList<string> Modules { get; } = [.. Projects.Where(p => p.Layer == Layer.Modules).Select(p => p.Name)];

    /// <summary>Files by their path from the root, written with slashes; nothing that a build or a package manager made.</summary>
    public static IEnumerable<string> Files(string pattern) => Folders()
        .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Root, folder), pattern).Select(f => Path.GetRelativePath(Root, f).Replace('\\', '/')));

    /// <summary>Folders by their path from the root, the root itself as the empty text.</summary>
    public static IEnumerable<string> Folders()
    {
        var waiting = new Stack<string>([""]);
        while (waiting.TryPop(out var folder))
        {
            yield return folder;
            foreach (var below in Directory.EnumerateDirectories(Path.Combine(Root, folder)))
                if (Path.GetFileName(below) is var name && name[0] != '.' && name is not ("bin" or "obj" or "node_modules" or "wwwroot"))
                    waiting.Push(Path.GetRelativePath(Root, below).Replace('\\', '/'));
        }
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Federation.sln"))) folder = folder.Parent ?? throw new InvalidOperationException("Federation.sln stands in no folder above the tests.");
        return folder.FullName;
    }
}

/// <summary>The layers in the order in which they build on each other.</summary>
internal enum Layer { Kernel, Framework, Modules, Host, Tests, Outside }

internal sealed record ProjectFile(string Path, string Text)
{
    private readonly XDocument xml = XDocument.Parse(Text);

    public string Name => System.IO.Path.GetFileNameWithoutExtension(Path);

    public Layer Layer => LayerOf(Path);

    /// <summary>Paths from the root of the projects that it refers to.</summary>
    public IEnumerable<string> References => xml.Descendants("ProjectReference").Select(r =>
        System.IO.Path.GetRelativePath("/", System.IO.Path.GetFullPath(r.Attribute("Include")!.Value.Replace('\\', '/'), System.IO.Path.GetDirectoryName("/" + Path)!)));

    public IEnumerable<string> Packages => xml.Descendants("PackageReference").Concat(xml.Descendants("FrameworkReference")).Select(r => r.Attribute("Include")!.Value);

    public IEnumerable<string> Properties(string name) => xml.Descendants(name).Select(p => p.Value);

    public static Layer LayerOf(string path) => path.Split('/') switch
    {
        ["Shared", "Federation.Kernel", ..] => Layer.Kernel,
        ["Shared", ..] => Layer.Framework,
        ["Modules", ..] => Layer.Modules,
        ["Host", ..] => Layer.Host,
        ["tests", ..] => Layer.Tests,
        _ => Layer.Outside,
    };
}
