using System.Data.Common;
using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace Federation.Framework.Databases;

/// <summary>How many cores the database's server has, which is how many connections are given heavy work at the same time.</summary>
public sealed class DatabaseCores(Database database, IConfiguration? configuration = null)
{
    public const string Setting = "Database:Cores";

    /// <summary>Taken where nothing is set and the server is another machine that does not say: small servers have as many.</summary>
    public const int OfUnknownServer = 4;

    private const int Most = 64;

    private int? asked;

    /// <exception cref="ConfigurationError">The setting is no number from 1 to 64.</exception>
    public async ValueTask<int> CountAsync(DatabaseSession session, CancellationToken cancellation)
    {
        if (asked is { } known) return known;
        if (configuration?[Setting] is { Length: > 0 } set)
            return int.TryParse(set, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= Most ? number : throw new ConfigurationError($"{Setting} is '{set}'; it must be a number from 1 to {Most}.");
        var counted = database.Dialect.Processors is { } sql ? await session.ScalarAsync(sql, cancellation) : null;
        asked = Math.Clamp(counted is not null ? Convert.ToInt32(counted, CultureInfo.InvariantCulture) : IsHere() ? Environment.ProcessorCount : OfUnknownServer, 1, Most);
        return asked.Value;
    }

    /// <summary>Whether the server is on this machine: the embedded one, and any that is reached by a socket or the loopback address.</summary>
    private bool IsHere()
    {
        var settings = new DbConnectionStringBuilder { ConnectionString = database.ConnectionString };
        var host = settings.TryGetValue("Host", out var given) || settings.TryGetValue("Server", out given) ? $"{given}" : "";
        return host.StartsWith('/') || host is "localhost" or "127.0.0.1" or "::1";
    }
}
