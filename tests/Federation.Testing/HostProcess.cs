using System.Diagnostics;
using System.Text;
using Federation.Host.Start;

namespace Federation.Testing;

/// <summary>Output and exit code of a finished process.</summary>
public sealed record ProgramResult(int Exit, string Out, string Error)
{
    public override string ToString() => $"exit {Exit}\n{Out}\n{Error}";
}

/// <summary>The program as <c>run</c> starts it, in a process of its own.</summary>
public sealed class HostProcess : IDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(5);
    private readonly Process process;
    private readonly StringBuilder output = new();
    private readonly StringBuilder errors = new();

    private HostProcess(Process process)
    {
        this.process = process;
        process.OutputDataReceived += (_, line) => Keep(output, line.Data);
        process.ErrorDataReceived += (_, line) => Keep(errors, line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public bool HasEnded => process.HasExited;

    public string Errors => Text(errors);

    public string Output => Text(output);

    public static HostProcess Start(string root, params string[] arguments) => Start(root, new Dictionary<string, string>(), arguments);

    public static HostProcess Start(string root, IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", [typeof(CommandLine).Assembly.Location, .. arguments])
        {
            RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true, WorkingDirectory = root,
        };
        start.Environment["FEDERATION_ROOT"] = root;
        foreach (var (name, value) in environment) start.Environment[name] = value;
        return new HostProcess(Process.Start(start)!);
    }

    public static async Task<ProgramResult> RunAsync(string root, params string[] arguments)
    {
        using var process = Start(root, arguments);
        return await process.EndAsync();
    }

    public async Task<ProgramResult> EndAsync()
    {
        using var late = new CancellationTokenSource(Deadline);
        try
        {
            await process.WaitForExitAsync(late.Token);
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"{string.Join(' ', process.StartInfo.ArgumentList)} is still at it after {Deadline.TotalSeconds} s.\n{Output}\n{Errors}");
        }
        return new ProgramResult(process.ExitCode, Output, Errors);
    }

    /// <summary>SIGKILL: the process cannot clean up.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    /// <summary>SIGTERM, as a service manager stops it.</summary>
    public void Terminate() => Signal("TERM");

    /// <summary>SIGSTOP: the process hangs until <see cref="Resume"/>.</summary>
    public void Pause() => Signal("STOP");

    public void Resume() => Signal("CONT");

    private void Signal(string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    public Task UntilAsync(Func<bool> isSo) => UntilAsync(() => Task.FromResult(isSo()));

    /// <summary>Waits; a process that ends before it is so has failed.</summary>
    public Task UntilAsync(Func<Task<bool>> isSo)
    {
        return Polling.UntilAsync(async () => await isSo() || (HasEnded ? throw new InvalidOperationException(NotSoFar()) : false), Deadline, () => Task.FromResult(NotSoFar()));

        string NotSoFar() => $"{string.Join(' ', process.StartInfo.ArgumentList)} has not come so far.\n{Output}\n{Errors}";
    }

    public void Dispose()
    {
        if (!process.HasExited) process.Kill();
        process.Dispose();
    }

    private static void Keep(StringBuilder to, string? line)
    {
        if (line is null) return;
        lock (to) to.Append(line).Append('\n');
    }

    private static string Text(StringBuilder from)
    {
        lock (from) return from.ToString();
    }
}
