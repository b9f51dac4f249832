using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace Federation.Framework.Databases;

/// <summary>What differs between the databases in the few statements that are written by hand. Everything else goes through EF.</summary>
public abstract class Dialect
{
    /// <summary>Provider name as configured: <c>PostgreSql</c> or <c>SqlServer</c>.</summary>
    public abstract string Name { get; }

    /// <summary>The database's own clock, the only one that leases are measured by.</summary>
    public abstract string Now { get; }

    /// <summary>Joins each row with what is computed from it.</summary>
    public abstract string LateralJoin { get; }

    public abstract string With { get; }

    /// <summary>One view of the data for a whole transaction, without waiting for writers or making them wait.</summary>
    public abstract System.Data.IsolationLevel SnapshotIsolation { get; }

    public abstract string Quote(string name);

    /// <summary>The schema and the prefix of a session's temporary tables.</summary>
    public abstract (string? Schema, string Prefix) TemporaryPlace { get; }

    /// <summary>The name by which a session's temporary table goes in a statement.</summary>
    public string Temporary(string name) => TemporaryPlace is ({ } schema, var prefix) ? $"{schema}.{prefix}{name}" : TemporaryPlace.Prefix + name;

    public abstract string True { get; }

    /// <summary>Reads a number of rows at most, in front of the columns or behind the statement.</summary>
    public abstract (string Front, string Behind) Top(string parameter);

    /// <summary>Creates a session's temporary table, or empties the one of that name. Column types are written for PostgreSQL and translated.</summary>
    public abstract string CreateTemporary(string name, string columns);

    /// <summary>Gives the optimiser the size of a freshly filled temporary table, where it does not look itself.</summary>
    public abstract string? Analyze(string temporaryTable);

    /// <summary>
    /// Prepares a statement that runs often, on a server that does not cache plans by text. Only for short reads by key: the plan must suit all parameters.
    /// </summary>
    public virtual Task PrepareAsync(DbCommand command, CancellationToken cancellation) => Task.CompletedTask;

    /// <summary>A length of time after <see cref="Now"/>, in seconds, as an expression; the argument is a parameter's name.</summary>
    public abstract string SecondsFromNow(string parameter);

    /// <summary>Claims at most one row of a queue and skips rows that others have locked. The update returns <paramref name="column"/>.</summary>
    public abstract string ClaimOne(string table, string set, string where, string orderBy, string column);

    /// <summary>The most rows that one statement may lock; null where row locks never turn into a lock of the whole table.</summary>
    public virtual int? MaxRowsPerStatement => null;

    /// <summary>The collation that every text column names, so that codes and names compare and sort by code point whatever the database's own is.</summary>
    public abstract string Collation { get; }

    /// <summary>A collation that folds the case of every script, for <see cref="Folding.Fold"/>; null if the columns' own collation does.</summary>
    public virtual string? FoldingCollation => null;

    /// <summary>Deletes rows, called <c>q</c> in the condition: at most <see cref="MaxRowsPerStatement"/> of them, without waiting for rows that others hold.</summary>
    public abstract string Delete(string table, string where);

    /// <summary>Waits for a lock that belongs to the connection and is released with it.</summary>
    public abstract string LockSession(string nameParameter);

    public abstract string UnlockSession(string nameParameter);

    /// <summary>Waits for a shared lock that belongs to the connection. Others may hold it shared at the same time.</summary>
    public abstract string LockSessionShared(string nameParameter);

    public abstract string UnlockSessionShared(string nameParameter);

    /// <summary>Tries to take a lock that belongs to the connection. The query returns 1 if it was taken, else 0.</summary>
    public abstract string TryLockSession(string nameParameter);

    /// <summary>Waits for a lock that is released at the end of the transaction.</summary>
    /// <param name="shared">Whether others may hold it shared at the same time.</param>
    public abstract string LockTransaction(string nameParameter, bool shared);

    /// <summary>
    /// Statements in front of <see cref="LockSession"/> that set an idle timeout, after which the database closes the connection. Empty where there is no such
    /// setting (SQL Server: docs/operations.md says what to do about a host that hangs).
    /// </summary>
    public virtual string SetIdleTimeout(int seconds) => "";

    /// <summary>Removes the timeout of <see cref="SetIdleTimeout"/>.</summary>
    public virtual string ClearIdleTimeout => "";

    /// <summary>
    /// Rows that come as one parameter, JSON as <see cref="JsonRows"/> writes it, as a source that a statement selects from. Column types are written for PostgreSQL and translated.
    /// </summary>
    public abstract string RowsFromJson(string parameter, params (string Name, string Type)[] columns);

    /// <summary>Tells every host that listens that there may be work; null where the database cannot tell anybody, and hosts look by themselves.</summary>
    public virtual string? TellHosts => null;

    /// <summary>Waits on a connection of its own for work that another process has committed, until it is cancelled or the connection breaks.</summary>
    /// <param name="heard">Called each time that there may be some, and once at the beginning for what was committed before.</param>
    internal abstract Task ListenAsync(DbConnection connection, Action heard, CancellationToken cancellation);

    /// <summary>A query that gives how many processors the server has; null where the database cannot be asked.</summary>
    public virtual string? ProcessorCount => null;

    /// <summary>Writes a table's file anew, without dropped columns and old versions of rows. Not in a transaction.</summary>
    public abstract string Rewrite(string table);

    /// <summary>A query that gives null where there is no such table.</summary>
    public abstract string FindTable(string table);

    /// <summary>The next number of a sequence in schema federation.</summary>
    public abstract string NextValue(string sequence);

    public abstract DbConnection CreateConnection(string connectionString);

    /// <summary>The connection of a unit of work. Cancelled statements end in <see cref="OperationCanceledException"/>, whatever the driver throws.</summary>
    public virtual DbConnection Cancelling(DbConnection connection) => connection;

    public abstract void Configure(DbContextOptionsBuilder options, DbConnection connection, string? migrationsAssembly = null);

    public abstract bool IsUniqueViolation(DbException error);

    /// <summary>
    /// Whether the transaction was aborted because of another one: a deadlock or a serialization failure. Nothing was written, so it may be retried from the
    /// start.
    /// </summary>
    public abstract bool IsConflict(DbException error);

    /// <summary>Whether the connection was lost or the server is unavailable. The result of a commit that was in progress is unknown.</summary>
    public abstract bool IsUnavailable(DbException error);

    /// <summary>As <see cref="IsConflict(DbException)"/>, of an error that others have wrapped, as EF does.</summary>
    public bool IsConflict(Exception? error) => error is not null && ((error is DbException database && IsConflict(database)) || IsConflict(error.InnerException));

    /// <summary>Whether a retry may succeed. The error may be wrapped.</summary>
    public bool IsTransient(Exception? error) => error is not null && ((error is DbException database && (IsConflict(database) || IsUnavailable(database))) || IsTransient(error.InnerException));

    /// <summary>Writes rows at bulk speed on the session's connection and transaction.</summary>
    internal abstract Task<long> WriteAsync(DatabaseSession session, BulkTable table, IEnumerable<object> rows, CancellationToken cancellation);
}
