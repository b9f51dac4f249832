using System.CommandLine;
using System.Text.Json;
using Autofac;
using Federation.Framework.Commands;
using Federation.Framework.Handlers;
using Federation.Framework.Input;
using Federation.Kernel;
using Federation.Registers.Definitions;
using Federation.Registers.Inputs;

namespace Federation.Registers.Verbs;

/// <summary><c>register list|check|activate|export</c>: the operator's way to definitions. A file is a definition as JSON, or one of the library in <c>seeds/registers</c>.</summary>
internal sealed class RegisterVerb : ICommandVerb
{
    public Command Build(Func<Func<ILifetimeScope, CancellationToken, Task<int>>, CancellationToken, Task<int>> run)
    {
        var verb = new Command("register", "Registers that unions define themselves.");
        verb.Add(List(run));
        verb.Add(Check(run));
        verb.Add(Activate(run));
        verb.Add(Export(run));
        return verb;
    }

    private static Option<string> Union() => new("--union") { Description = "Code of the union.", Required = true };

    private static Argument<string> File() => new("FILE") { Description = "A definition as JSON." };

    private static Command List(Func<Func<ILifetimeScope, CancellationToken, Task<int>>, CancellationToken, Task<int>> run)
    {
        var union = Union();
        var command = new Command("list", "The registers that a union uses.") { union };
        command.SetAction((given, cancellation) => run(
            async (application, stop) =>
            {
                await using var unit = application.BeginLifetimeScope();
                await unit.EnterAsOperatorAsync(given.GetRequiredValue(union), stop);
                var view = await unit.Resolve<IHandler<ListRegisters, RegistersView>>().HandleAsync(new ListRegisters(), stop);
                foreach (var register in view.Items) await Console.Out.WriteLineAsync($"{register.Code}\t{register.Zh}\t{Text.Of(register.State)}\t{register.Union}\t{register.Newest}");
                return 0;
            },
            cancellation));
        return command;
    }

    private static Command Check(Func<Func<ILifetimeScope, CancellationToken, Task<int>>, CancellationToken, Task<int>> run)
    {
        var file = File();
        var command = new Command("check", "Says what is wrong with a definition.") { file };
        command.SetAction((given, cancellation) => run(
            async (_, stop) =>
            {
                var problems = new InputProblems();
                DefinitionReader.Read(await ReadAsync(given.GetRequiredValue(file), stop), new Layout(), null, problems);
                problems.ThrowIfAny();
                return 0;
            },
            cancellation));
        return command;
    }

    private static Command Activate(Func<Func<ILifetimeScope, CancellationToken, Task<int>>, CancellationToken, Task<int>> run)
    {
        var (file, union) = (File(), Union());
        var from = new Option<string>("--from") { Description = "The first day on which its checks hold; today where left out." };
        var command = new Command("activate", "Takes a definition over as a union's register and puts it in force.") { file, union, from };
        command.SetAction((given, cancellation) => run(
            async (application, stop) =>
            {
                var definition = await ReadAsync(given.GetRequiredValue(file), stop);
                var first = given.GetValue(from) is { } day ? InputReader.FromCells([new OpenField("from", typeof(DateOnly))], _ => day, new InputProblems()) : [];
                await using var unit = application.BeginLifetimeScope();
                await unit.EnterAsOperatorAsync(given.GetRequiredValue(union), stop);
                var known = (await unit.Resolve<IHandler<ListRegisters, RegistersView>>().HandleAsync(new ListRegisters(), stop)).Items.FirstOrDefault(r => r.Code == definition.Code);
                var draft = known is null
                    ? await unit.Resolve<IHandler<DraftRegister, RegisterAnswer>>().HandleAsync(new DraftRegister(definition), stop)
                    : await unit.Resolve<IHandler<RedraftRegister, RegisterAnswer>>().HandleAsync(new RedraftRegister(definition.Code, known.Version, definition), stop);
                var input = new ActivationInput { From = (DateOnly?)first.GetValueOrDefault("from") };
                var active = await unit.Resolve<IHandler<ActivateRegister, RegisterAnswer>>().HandleAsync(new ActivateRegister(draft.Code, draft.Version, input), stop);
                await Console.Out.WriteLineAsync($"{active.Code} {active.Newest}");
                return 0;
            },
            cancellation));
        return command;
    }

    private static Command Export(Func<Func<ILifetimeScope, CancellationToken, Task<int>>, CancellationToken, Task<int>> run)
    {
        var code = new Argument<string>("CODE") { Description = "Code of the register." };
        var (file, union) = (File(), Union());
        var command = new Command("export", "Writes the definition of a register to a file.") { code, file, union };
        command.SetAction((given, cancellation) => run(
            async (application, stop) =>
            {
                await using var unit = application.BeginLifetimeScope();
                await unit.EnterAsOperatorAsync(given.GetRequiredValue(union), stop);
                var register = await unit.Resolve<IHandler<GetRegister, RegisterAnswer>>().HandleAsync(new GetRegister(given.GetRequiredValue(code)), stop);
                await System.IO.File.WriteAllTextAsync(given.GetRequiredValue(file), RegisterDocuments.Write(register.Definition!), stop);
                return 0;
            },
            cancellation));
        return command;
    }

    private static async Task<RegisterInput> ReadAsync(string path, CancellationToken cancellation)
    {
        using var document = JsonDocument.Parse(await System.IO.File.ReadAllTextAsync(path, cancellation));
        var root = document.RootElement;
        return RegisterDocuments.Read((root.TryGetProperty("definition", out var inner) ? inner : root).GetRawText());
    }
}
