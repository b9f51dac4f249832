using System.Text;
using Federation.Host.Start;
using Microsoft.Extensions.Configuration;

namespace Federation.Testing;

/// <summary>
/// Verbs of the command line, run in this process: what they print is kept from the console and from each other. Starting a process for each costs some
/// seconds of processor time; a test that is about the process itself uses <see cref="HostProcess"/>.
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
    public static Task<Said> RunAsync(string root, params string[] arguments) => RunAsync(root, Installation.Configure(root), arguments);

    public static async Task<Said> RunAsync(string root, IConfiguration configuration, params string[] arguments)
    {
        await using var output = new StringWriter();
        await using var errors = new StringWriter();
        (Out.Value, Error.Value) = (output, errors);
        var exit = await CommandLine.RunAsync(arguments, root, configuration, CancellationToken.None);
        return new Said(exit, output.ToString(), errors.ToString());
    }

    /// <summary>Writes where the asynchronous flow that writes says, elsewhere to the console.</summary>
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
