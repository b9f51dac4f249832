namespace Federation.Framework;

/// <summary>A setting is missing or wrong; the message names it and what it should be.</summary>
public sealed class ConfigurationError(string message) : Exception(message);
