using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using System.Xml.Linq;
using Federation.Host.Tests.Web;

namespace Federation.Host.Tests.Start;

/// <summary>What <c>eng/feed</c> finds out of a package feed: here a folder with packages in which nothing is.</summary>
public sealed class FeedTests : IAsyncLifetime
{
    /// <summary>What <c>run</c> and <c>test</c> may spend on a question whose answer they have.</summary>
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(2);
    private const string Whole = "hangfire true, finbuckle true, netarchtest true, wholefeed true";

    private readonly string root = Directory.CreateTempSubdirectory("federation-feed-").FullName;
    private IReadOnlyList<(string Id, string Version)> asked = [];

    public async Task InitializeAsync()
    {
        foreach (var file in new[] { "eng/feed", "eng/feed.proj", "eng/common.sh", "global.json" })
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(root, file))!);
            File.Copy(Path.Combine(Clone.Root, file), Path.Combine(root, file));
        }
        Directory.CreateDirectory(Feed);
        Directory.CreateDirectory(Path.Combine(root, "home/.nuget/NuGet"));
        var question = await RunAsync("dotnet", "msbuild", Path.Combine(root, "eng/feed.proj"), $"-p:AskFolder={root}/", "-getItem:PackageDownload");
        asked = [.. JsonDocument.Parse(question.Out).RootElement.GetProperty("Items").Items("PackageDownload").Select(p => (p.Text("Identity")!, p.Text("Version")!.Trim('[', ']')))];
        await File.WriteAllTextAsync(Path.Combine(root, "home/.nuget/NuGet/NuGet.Config"), $"<configuration><packageSources><clear /><add key=\"feed\" value=\"{Feed}\" /></packageSources></configuration>");
        foreach (var (id, _) in asked) Offer(id);
    }

    private string Feed => Path.Combine(root, "offered");

    public Task DisposeAsync()
    {
        Directory.Delete(root, recursive: true);
        return Task.CompletedTask;
    }

    [Fact]
    public async Task A_whole_feed_is_nothing_to_speak_of_and_is_not_asked_twice()
    {
        var said = await AskAsync();
        Assert.Equal(("", "", Whole), (said.Out, said.Error, Found()));

        var written = File.GetLastWriteTimeUtc(Props);
        var started = Stopwatch.GetTimestamp();
        Assert.Equal("", (await AskAsync()).Error);
        Assert.True(Stopwatch.GetElapsedTime(started) < Soon, $"{Stopwatch.GetElapsedTime(started).TotalSeconds} s");
        // Asked all the same and answered alike: what was built is still fresh.
        await AskAsync("--again");
        Assert.Equal((written, Whole), (File.GetLastWriteTimeUtc(Props), Found()));
    }

    [Theory]
    [InlineData("Finbuckle.MultiTenant.AspNetCore", "finbuckle", "Finbuckle.MultiTenant (the built-in resolver instead)")]
    [InlineData("NetArchTest.Rules", "netarchtest", "NetArchTest.Rules (rules by reflection instead)")]
    [InlineData("Microsoft.NETCore.App.Crossgen2.linux-x64", "of no", "the compiler ahead of time (starts take longer)")]
    [InlineData("Microsoft.SqlServer.Server", "wholefeed", "some packages behind SqlClient and EF Design (left out, nothing here calls them)")]
    public async Task A_package_that_leaves_and_comes_back_is_noticed(string id, string what, string inWords)
    {
        Withdraw(id);
        var said = await AskAsync();
        Assert.Equal(("", $"The package feed lacks {inWords}.\n", Whole.Replace($"{what} true", $"{what} false", StringComparison.Ordinal)), (said.Out, said.Error, Found()));

        Offer(id);
        Assert.Equal("", (await AskAsync()).Error);
        Assert.Equal(Whole, Found());
    }

    [Fact]
    public async Task A_feed_without_any_is_told_in_one_line()
    {
        foreach (var (id, _) in asked) Withdraw(id);
        var said = await AskAsync();
        Assert.StartsWith("The package feed lacks Hangfire (Quartz instead), Finbuckle.MultiTenant (", said.Error, StringComparison.Ordinal);
        Assert.Equal(1, said.Error.Count(c => c == '\n'));
        Assert.Equal(Whole.Replace("true", "false", StringComparison.Ordinal), Found());
    }

    private string Props => Path.Combine(root, ".build/feed.props");

    private string Found() => string.Join(", ", XDocument.Load(Props).Descendants("PropertyGroup").Elements().Select(p => $"{p.Name.LocalName[3..].ToLowerInvariant()} {p.Value}"));

    private void Offer(string id)
    {
        using var package = ZipFile.Open(PackageOf(id), ZipArchiveMode.Create);
        using var about = new StreamWriter(package.CreateEntry($"{id}.nuspec").Open(), new UTF8Encoding(false));
        about.Write($"<package><metadata><id>{id}</id><version>{asked.Single(a => a.Id == id).Version}</version><authors>nobody</authors><description>Nothing.</description></metadata></package>");
    }

    private void Withdraw(string id) => File.Delete(PackageOf(id));

    private string PackageOf(string id) => Path.Combine(Feed, $"{id}.{asked.Single(a => a.Id == id).Version}.nupkg");

    private async Task<Said> AskAsync(params string[] arguments)
    {
        // Of what was downloaded once no feed is asked again.
        if (Directory.Exists(Path.Combine(root, "home/packages"))) Directory.Delete(Path.Combine(root, "home/packages"), recursive: true);
        return await RunAsync(Path.Combine(root, "eng/feed"), arguments);
    }

    private async Task<Said> RunAsync(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var name in start.Environment.Keys.Where(n => n.StartsWith("NUGET_", StringComparison.OrdinalIgnoreCase)).ToList()) start.Environment.Remove(name);
        start.Environment["HOME"] = Path.Combine(root, "home");
        start.Environment["DOTNET_NOLOGO"] = "true";
        start.Environment["NUGET_PACKAGES"] = Path.Combine(root, "home/packages");
        // What dotnet test tells its own child processes is not for another build.
        foreach (var name in start.Environment.Keys.Where(n => n.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToList()) start.Environment.Remove(name);
        using var process = Process.Start(start)!;
        using var late = new CancellationTokenSource(Deadline);
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(late.Token), process.StandardError.ReadToEndAsync(late.Token));
        await process.WaitForExitAsync(late.Token);
        var said = new Said(process.ExitCode, await output, await errors);
        Assert.True(said.Exit == 0, said.ToString());
        return said;
    }
}
