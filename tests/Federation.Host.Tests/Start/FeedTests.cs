using System.Diagnostics;
using System.Xml.Linq;

namespace Federation.Host.Tests.Start;

/// <summary>What <c>eng/feed</c> finds out of a package source, here a folder.</summary>
public sealed class FeedTests : IAsyncLifetime
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(2);
    private readonly string root = Directory.CreateTempSubdirectory("federation-feed-").FullName;

    private string Package => Path.Combine(root, "offered", "Finbuckle.MultiTenant.AspNetCore.10.1.2.nupkg");

    public async Task InitializeAsync()
    {
        foreach (var file in new[] { "eng/feed", "eng/common.sh", "global.json", "Directory.Packages.props" })
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(root, file))!);
            File.Copy(Path.Combine(Clone.Root, file), Path.Combine(root, file));
        }
        Directory.CreateDirectory(Path.GetDirectoryName(Package)!);
        Directory.CreateDirectory(Path.Combine(root, "home/.nuget/NuGet"));
        await ConfigureAsync(Path.GetDirectoryName(Package)!);
    }

    public Task DisposeAsync()
    {
        Directory.Delete(root, recursive: true);
        return Task.CompletedTask;
    }

    [Fact]
    public async Task A_source_without_Finbuckle_is_told_in_one_line_and_one_that_has_it_again_is_noticed()
    {
        Assert.Equal(new ProgramResult(0, "", "The package feed lacks Finbuckle.MultiTenant: the built-in resolver takes its place.\n"), await AskAsync());
        Assert.False(HasFinbuckle);
        // The answer holds for a day and is not told twice.
        await File.WriteAllTextAsync(Package, "");
        Assert.Equal(new ProgramResult(0, "", ""), await AskAsync());
        Assert.False(HasFinbuckle);

        Assert.Equal(new ProgramResult(0, "", ""), await AskAsync("--again"));
        Assert.True(HasFinbuckle);
        var written = File.GetLastWriteTimeUtc(Props);
        await AskAsync("--again");
        // What was built is still fresh.
        Assert.Equal(written, File.GetLastWriteTimeUtc(Props));
    }

    [Fact]
    public async Task Sources_that_change_are_asked_at_once_and_one_that_cannot_be_reached_leaves_the_last_answer()
    {
        await File.WriteAllTextAsync(Package, "");
        await AskAsync();
        Assert.True(HasFinbuckle);
        await ConfigureAsync("http://127.0.0.1:9/index.json");
        Assert.Equal(new ProgramResult(0, "", "The package feed cannot be reached; it is taken to have what it had last time.\n"), await AskAsync());
        Assert.True(HasFinbuckle);
        await ConfigureAsync(Path.Combine(root, "home"));
        await AskAsync();
        Assert.False(HasFinbuckle);
    }

    private string Props => Path.Combine(root, ".build/feed.props");

    private bool HasFinbuckle => XDocument.Load(Props).Descendants("HasFinbuckle").Single().Value == "true";

    private Task ConfigureAsync(string source) => File.WriteAllTextAsync(Path.Combine(root, "home/.nuget/NuGet/NuGet.Config"),
        $"<configuration><packageSources><clear /><add key=\"feed\" value=\"{source}\" allowInsecureConnections=\"true\" /></packageSources></configuration>");

    private async Task<ProgramResult> AskAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo(Path.Combine(root, "eng/feed"), arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var name in start.Environment.Keys.Where(n => n.StartsWith("NUGET_", StringComparison.OrdinalIgnoreCase)).ToList()) start.Environment.Remove(name);
        start.Environment["HOME"] = Path.Combine(root, "home");
        start.Environment["DOTNET_NOLOGO"] = "true";
        start.Environment["NUGET_PACKAGES"] = Path.Combine(root, "home/packages");
        using var process = Process.Start(start)!;
        using var late = new CancellationTokenSource(Deadline);
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(late.Token), process.StandardError.ReadToEndAsync(late.Token));
        await process.WaitForExitAsync(late.Token);
        return new ProgramResult(process.ExitCode, await output, await errors);
    }
}
