using System.Diagnostics;
using System.Globalization;
using Federation.Host.Start;

namespace Federation.Benchmarks;

/// <summary>The host's program as its users start it, in a process of its own whose memory can be told.</summary>
internal sealed class HostProcess(Stage stage, Installation installation)
{
    public double PeakMegabytes { get; private set; }

    /// <summary>Processor time that it used, in seconds.</summary>
    public double Cpu { get; private set; }

    public async Task RunAsync(params string[] arguments)
    {
        if (stage.Scale == Scale.Tiny)
        {
            await HereAsync(arguments);
            return;
        }
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Federation.Host.dll"), .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["FEDERATION_ROOT"] = Clone.Folder;
        foreach (var (name, value) in stage.Settings(installation.Database.ConnectionString)) start.Environment[name.Replace(":", "__", StringComparison.Ordinal)] = value;
        using var process = Process.Start(start)!;
        var (said, complained) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        var ended = process.WaitForExitAsync();
        while (!ended.IsCompleted)
        {
            Look(process.Id);
            await Task.WhenAny(ended, Task.Delay(50));
        }
        if (process.ExitCode != 0) throw new InvalidOperationException($"{string.Join(' ', arguments)}: exit {process.ExitCode}: {await said}{await complained}");
    }

    /// <summary>The same without a process of its own, where nothing is measured.</summary>
    private async Task HereAsync(string[] arguments)
    {
        await using var container = installation.Build();
        if (arguments[0] == "rollup") await FullRollup.RollUpAsync(container);
        else await ImportRows.ImportAsync(container, arguments[1], arguments[^1], arguments[2]);
        PeakMegabytes = Environment.WorkingSet / 1024.0 / 1024.0;
    }

    /// <summary>The highest working set so far, as the kernel keeps it: nothing between two looks is missed but the last moments.</summary>
    private void Look(int process)
    {
        try
        {
            var line = File.ReadLines($"/proc/{process}/status").FirstOrDefault(l => l.StartsWith("VmHWM:", StringComparison.Ordinal));
            Cpu = Stage.ProcessorTime($"/proc/{process}") is { } stat ? stat.Own : Cpu;
            if (line is not null) PeakMegabytes = Math.Max(PeakMegabytes, double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024);
        }
        catch (IOException)
        {
            // It ended while we looked.
        }
    }
}
