using System.Diagnostics;

namespace Federation.Framework.Databases;

/// <summary>Finding and running the system's programs.</summary>
internal static class ProcessRunner
{
    private const string SystemPath = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    public static string? Find(string name) => $"{Environment.GetEnvironmentVariable("PATH")}:{SystemPath}"
        .Split(':', StringSplitOptions.RemoveEmptyEntries)
        .Select(folder => Path.Combine(folder, name))
        .FirstOrDefault(File.Exists);

    /// <summary>
    /// Starts in /, because an unprivileged user may not be able to enter our folder, and with an empty environment: the caller's PG… variables would override
    /// the server's settings, and the server does not need its secrets.
    /// </summary>
    public static Process Start(IEnumerable<string> command, bool capture)
    {
        var words = command.ToList();
        var start = new ProcessStartInfo(words[0], words.Skip(1))
        {
            WorkingDirectory = "/", RedirectStandardOutput = capture, RedirectStandardError = capture, RedirectStandardInput = capture,
        };
        start.Environment.Clear();
        start.Environment["PATH"] = SystemPath;
        start.Environment["LC_ALL"] = "C.UTF-8";
        return Process.Start(start)!;
    }

    /// <summary>Exit code and output.</summary>
    public static async Task<(int Code, string Said)> RunAsync(IEnumerable<string> command, CancellationToken ct)
    {
        using var process = Start(command, capture: true);
        process.StandardInput.Close();
        try
        {
            var said = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(ct), process.StandardError.ReadToEndAsync(ct));
            await process.WaitForExitAsync(ct);
            return (process.ExitCode, string.Concat(said).Trim());
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }
}
