using System.Diagnostics;

namespace Federation.Host.Tests.Web;

/// <summary>A client in TypeScript that is generated from the description of the interface type-checks and tells the main story.</summary>
public sealed class ClientTests(AttackedFederation mine) : IClassFixture<AttackedFederation>
{
    private static readonly string Client = Path.Combine(Clone.Root, "tests", "Federation.Host.Tests", "Client");
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task A_generated_client_tells_the_main_story()
    {
        var folder = Directory.CreateTempSubdirectory("federation-client-").FullName;
        try
        {
            foreach (var file in new[] { "package.json", "tsconfig.json", "story.ts" }) File.Copy(Path.Combine(Client, file), Path.Combine(folder, file));
            Directory.CreateSymbolicLink(Path.Combine(folder, "node_modules"), Path.Combine(Client, "node_modules"));
            using (var anonymous = mine.Federation.Anonymous()) await File.WriteAllTextAsync(Path.Combine(folder, "openapi.json"), await anonymous.GetStringAsync("/openapi/v1.json"));
            await NodeAsync(folder, "node_modules/openapi-typescript/bin/cli.js", "openapi.json", "-o", "schema.d.ts");
            await NodeAsync(folder, "node_modules/typescript/bin/tsc", "-p", ".");
            await NodeAsync(folder, "out/story.js");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private async Task NodeAsync(string folder, params string[] words)
    {
        var start = new ProcessStartInfo("node", words) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["FEDERATION_ADDRESS"] = mine.Federation.Address.ToString().TrimEnd('/');
        start.Environment["FEDERATION_TOKEN"] = mine.Everything.DefaultRequestHeaders.Authorization!.Parameter;
        start.Environment["FEDERATION_UNION"] = AttackedFederation.Code;
        using var process = Process.Start(start)!;
        using var stop = new CancellationTokenSource(Deadline);
        var said = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(stop.Token), process.StandardError.ReadToEndAsync(stop.Token));
        await process.WaitForExitAsync(stop.Token);
        Assert.True(process.ExitCode == 0, $"node {string.Join(' ', words)}: {string.Join('\n', said)}");
    }
}
