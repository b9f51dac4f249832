using System.Data.Common;

namespace Federation.Framework.Databases;

/// <summary>The configured database: its dialect and where it is.</summary>
public sealed record Database(Dialect Dialect, string ConnectionString)
{
    public static Database PostgreSql(string connectionString) => new(new PostgreSqlDialect(), connectionString);

    public static Database SqlServer(string connectionString) => new(new SqlServerDialect(), connectionString);

    /// <summary>Whether a unit of work that holds a connection is refused a second one (<see cref="OneConnection"/>).</summary>
    public bool IsGuarded { get; init; }

    /// <summary>The same database with a pool of its own, for who must not wait behind everybody else.</summary>
    /// <param name="name">What the server shows of the pool's connections.</param>
    public Database Apart(string name) =>
        this with { ConnectionString = new DbConnectionStringBuilder { ConnectionString = ConnectionString, ["Application Name"] = name }.ConnectionString };

    public DbConnection CreateConnection()
    {
        var connection = Dialect.CreateConnection(ConnectionString);
        return IsGuarded ? OneConnection.Watch(connection) : connection;
    }
}
