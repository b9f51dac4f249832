namespace Federation.Testing;

/// <summary>The working copy that the tests were built from.</summary>
public static class Clone
{
    public static string Root { get; } = FindRoot();

    public static string Seeds { get; } = Path.Combine(Root, "seeds");

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Federation.sln"))) return folder.FullName;
        throw new InvalidOperationException($"No Federation.sln above {AppContext.BaseDirectory}.");
    }
}
