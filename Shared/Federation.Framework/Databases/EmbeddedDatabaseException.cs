namespace Federation.Framework.Databases;

/// <summary>The embedded database cannot be started. The message says why and what to do about it, for the terminal.</summary>
public sealed class EmbeddedDatabaseException(string message, Exception? inner = null) : Exception(message, inner);
