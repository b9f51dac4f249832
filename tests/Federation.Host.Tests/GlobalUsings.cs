global using System.Text.Json;
global using Federation.Framework.Tenancy;
global using Federation.Testing;
global using Xunit;

// Most of them wait for processes and databases a good part of their time.
[assembly: CollectionBehavior(MaxParallelThreads = 4)]
[assembly: TestCollectionOrderer(Federation.Host.Tests.LongestFirst.Name, "Federation.Host.Tests")]
