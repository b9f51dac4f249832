global using Federation.Testing;
global using Xunit;

[assembly: System.Runtime.Versioning.SupportedOSPlatform("linux")]
