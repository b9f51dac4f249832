using System.CommandLine;
using Autofac;

namespace Federation.Framework.Commands;

/// <summary>A verb of the command line. Its action gets the application's container; standard output carries only the answer.</summary>
public interface ICommandVerb
{
    /// <summary>Whether the verb needs unions. An empty embedded installation is seeded with the demo first.</summary>
    bool NeedsUnions => true;

    Command Build(Func<Func<ILifetimeScope, CancellationToken, Task<int>>, CancellationToken, Task<int>> run);
}
