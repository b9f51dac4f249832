global using Federation.Testing;
global using Microsoft.Playwright;
global using Xunit;
