namespace Federation.Framework.Databases;

/// <summary>The embedded database cannot be had; the message says why and what to do about it, in a form fit for the terminal.</summary>
public sealed class EmbeddedDatabaseException(string message, Exception? inner = null) : Exception(message, inner);
