using System.Data.Common;
using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace Federation.Framework.Databases;

/// <summary>How many cores the database's server has, which is how many connections are given heavy work at the same time.</summary>
public sealed class DatabaseCores(Database database, IConfiguration? configuration = null)
{
    public const string Setting = "Database:Cores";

    /// <summary>Used if nothing is configured and a remote server does not report its cores. Small servers have this many.</summary>
    public const int DefaultForRemoteServer = 4;

    private const int MaxCores = 64;

    private int? asked;

    /// <exception cref="ConfigurationError">The setting is not a number from 1 to 64.</exception>
    public async ValueTask<int> CountAsync(DatabaseSession session, CancellationToken cancellation)
    {
        if (asked is { } known) return known;
        if (configuration?[Setting] is { Length: > 0 } set)
            return int.TryParse(set, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= MaxCores ? number : throw new ConfigurationError($"{Setting} is '{set}'; it must be a number from 1 to {MaxCores}.");
        var counted = database.Dialect.ProcessorCount is { } sql ? await session.ScalarAsync(sql, cancellation) : null;
        asked = Math.Clamp(counted is not null ? Convert.ToInt32(counted, CultureInfo.InvariantCulture) : IsLocalServer() ? Environment.ProcessorCount : DefaultForRemoteServer, 1, MaxCores);
        return asked.Value;
    }

    /// <summary>Whether the server is on this machine: the embedded one, and any that is reached by a socket or the loopback address.</summary>
    private bool IsLocalServer()
    {
        var settings = new DbConnectionStringBuilder { ConnectionString = database.ConnectionString };
        var host = settings.TryGetValue("Host", out var given) || settings.TryGetValue("Server", out given) ? $"{given}" : "";
        return host.StartsWith('/') || host is "localhost" or "127.0.0.1" or "::1";
    }
}
