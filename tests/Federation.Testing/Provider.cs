using System.Reflection;
using Xunit.Sdk;

namespace Federation.Testing;

/// <summary>A database that tests run on.</summary>
public enum Provider { PostgreSql, SqlServer }

/// <summary>Runs a theory, whose first argument is the provider, on the tests' own PostgreSQL; the theory's other arguments follow it.</summary>
public sealed class OnPostgreSqlAttribute(params object[] arguments) : DataAttribute
{
    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => [[Provider.PostgreSql, .. arguments]];
}

/// <summary>Runs a theory on SQL Server, and reports it as skipped where none is configured.</summary>
public sealed class OnSqlServerAttribute : DataAttribute
{
    private readonly object[] arguments;

    public OnSqlServerAttribute(params object[] arguments)
    {
        this.arguments = arguments;
        if (TestDatabase.SqlServer is null) Skip = $"{TestDatabase.SqlServerVariable} names no SQL Server.";
    }

    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => [[Provider.SqlServer, .. arguments]];
}

/// <summary>Runs a theory whose arguments are the provider and a seed on the tests' own PostgreSQL, with as many seeds as the run repeats.</summary>
public sealed class OnPostgreSqlSeedsAttribute(int share, int all) : DataAttribute
{
    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => Repetition.Seeds(share, all, testMethod.Name).Select(seed => new object[] { Provider.PostgreSql, seed });
}
