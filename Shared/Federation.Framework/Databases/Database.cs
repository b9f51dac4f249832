using System.Data.Common;

namespace Federation.Framework.Databases;

/// <summary>The configured database: its dialect and where it is.</summary>
public sealed record Database(Dialect Dialect, string ConnectionString)
{
    public static Database PostgreSql(string connectionString) => new(new PostgreSqlDialect(), connectionString);

    public static Database SqlServer(string connectionString) => new(new SqlServerDialect(), connectionString);

    public DbConnection CreateConnection() => Dialect.CreateConnection(ConnectionString);
}
