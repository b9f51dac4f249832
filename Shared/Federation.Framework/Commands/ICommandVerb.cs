using System.CommandLine;
using Autofac;

namespace Federation.Framework.Commands;

/// <summary>A verb of the command line. Its action gets the application's container; standard output carries only the answer.</summary>
public interface ICommandVerb
{
    Command Build(Func<Func<ILifetimeScope, CancellationToken, Task<int>>, CancellationToken, Task<int>> run);
}
