global using System.Text.Json;
global using Federation.Framework.Tenancy;
global using Federation.Testing;
global using Xunit;
