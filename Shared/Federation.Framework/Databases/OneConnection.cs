using System.Data;
using System.Data.Common;

namespace Federation.Framework.Databases;

/// <summary>
/// Refuses a second connection to a unit of work (a request, a use case) that holds one. Units that hold one connection each and wait for another would
/// all wait for each other once the pool is empty. Switched on in tests (<c>Database:OneConnection</c>), so that no such unit is ever written.
/// </summary>
public static class OneConnection
{
    private static readonly AsyncLocal<Unit?> Current = new();

    /// <summary>Begins a unit of work: what the caller does from here on shares one connection. Inside another unit nothing changes.</summary>
    public static void Begin() => Current.Value ??= new Unit();

    internal static DbConnection Watch(DbConnection connection)
    {
        Unit? holder = null;
        connection.StateChange += (_, change) =>
        {
            if (change.CurrentState == ConnectionState.Open)
            {
                holder = Current.Value;
                holder?.Take(connection);
            }
            else if (change.OriginalState == ConnectionState.Open)
            {
                holder?.Return(connection);
                holder = null;
            }
        };
        return connection;
    }

    private sealed class Unit
    {
        private readonly Lock guard = new();
        private DbConnection? held;
        private string heldBy = "";

        public void Take(DbConnection connection)
        {
            lock (guard)
            {
                if (held is not null && held != connection)
                    throw new InvalidOperationException($"A unit of work asks for a second connection while it holds one. The first was opened{Environment.NewLine}{heldBy}");
                (held, heldBy) = (connection, Environment.StackTrace);
            }
        }

        public void Return(DbConnection connection)
        {
            lock (guard)
                if (held == connection) held = null;
        }
    }
}
