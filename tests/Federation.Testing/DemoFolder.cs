namespace Federation.Testing;

/// <summary>A folder as a fresh clone would be: seeds and nothing else.</summary>
public static class DemoFolder
{
    public static string New()
    {
        var root = Directory.CreateTempSubdirectory("federation-test-").FullName;
        // The database's own account must be able to pass when we are root.
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(root, (UnixFileMode)0b111_101_101);
        var seeds = Directory.CreateDirectory(Path.Combine(root, "seeds")).FullName;
        foreach (var file in Directory.EnumerateFiles(Clone.Seeds)) File.Copy(file, Path.Combine(seeds, Path.GetFileName(file)));
        return root;
    }
}
