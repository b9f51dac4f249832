namespace Federation.Framework.Modules;

/// <summary>Rows that a module needs before anything else runs; called after every migration and harmless when nothing is missing.</summary>
public interface IDatabaseInitializer
{
    Task InitializeAsync(CancellationToken cancellation);
}
