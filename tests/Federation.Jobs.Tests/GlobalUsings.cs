global using Federation.Framework.Ledger;
global using Federation.Framework.Tenancy;
global using Federation.Testing;
global using Xunit;
