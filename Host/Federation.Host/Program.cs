using Federation.Host.Start;

return await CommandLine.RunAsync(args);

/// <summary>The entry point, public so that tests can start the host.</summary>
public partial class Program;
