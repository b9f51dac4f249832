global using Autofac;
global using Federation.Framework.Tenancy;
global using Federation.Kernel;
global using Federation.Testing;
global using Federation.Unions.Contracts;
global using Xunit;
