using System.Text;
using Federation.Host.Start;
using Microsoft.Extensions.Configuration;

namespace Federation.Testing;

/// <summary>
/// Runs verbs of the command line in this process; the output of each is captured separately. A process of its own costs some seconds of processor time. Tests
/// about the process itself use <see cref="HostProcess"/>.
/// </summary>
public static class InProcess
{
    private static readonly AsyncLocal<StringWriter?> Out = new(), Error = new();

    static InProcess()
    {
        Console.SetOut(new Divided(Console.Out, Out));
        Console.SetError(new Divided(Console.Error, Error));
    }

    /// <param name="root">The installation's folder.</param>
    public static Task<ProgramResult> RunAsync(string root, params string[] arguments) => RunAsync(root, Installation.Configure(root), arguments);

    public static async Task<ProgramResult> RunAsync(string root, IConfiguration configuration, params string[] arguments)
    {
        await using var output = new StringWriter();
        await using var errors = new StringWriter();
        (Out.Value, Error.Value) = (output, errors);
        var exit = await CommandLine.RunAsync(arguments, root, configuration, CancellationToken.None);
        return new ProgramResult(exit, output.ToString(), errors.ToString());
    }

    /// <summary>Writes to the writer of the current asynchronous flow, or else to the console.</summary>
    private sealed class Divided(TextWriter console, AsyncLocal<StringWriter?> flow) : TextWriter
    {
        private TextWriter To => flow.Value ?? console;

        public override Encoding Encoding => console.Encoding;

        public override void Write(char value) => To.Write(value);

        public override void Write(string? value) => To.Write(value);

        public override void Write(char[] buffer, int index, int count) => To.Write(buffer, index, count);

        public override void Write(ReadOnlySpan<char> buffer) => To.Write(buffer);

        public override void WriteLine(string? value) => To.WriteLine(value);

        public override void Flush() => To.Flush();
    }
}
