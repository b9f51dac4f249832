using System.CommandLine;
using Autofac;

namespace Federation.Framework.Commands;

/// <summary>A verb of the command line. Its action gets the application's container; standard output carries only the answer.</summary>
public interface ICommandVerb
{
    /// <summary>Whether it works on what is there: an embedded installation that is still empty is given the demo first.</summary>
    bool NeedsUnions => true;

    Command Build(Func<Func<ILifetimeScope, CancellationToken, Task<int>>, CancellationToken, Task<int>> run);
}
