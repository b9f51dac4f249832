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
    /// Has the server keep the plan of a statement that is asked over and over, where it does not keep plans by their text itself. For short reads by
    /// key alone: what is right for one set of parameters must be right for all.
    /// </summary>
    public virtual Task PrepareAsync(DbCommand command, CancellationToken cancellation) => Task.CompletedTask;

    /// <summary>A length of time after <see cref="Now"/>, in seconds, as an expression; the argument is a parameter's name.</summary>
    public abstract string SecondsFromNow(string parameter);

    /// <summary>Takes one row at most from a queue without waiting for rows that others hold: an update that answers with <paramref name="column"/>.</summary>
    public abstract string ClaimOne(string table, string set, string where, string orderBy, string column);

    /// <summary>The most rows that one statement may lock; null where row locks never turn into a lock of the whole table.</summary>
    public virtual int? MostRowsAStatement => null;

    /// <summary>The collation that every text column names, so that codes and names compare and sort by code point whatever the database's own is.</summary>
    public abstract string Collation { get; }

    /// <summary>The collation that knows small and capital letters of every script, for <see cref="Folding.Fold"/>; null where the columns' own does.</summary>
    public virtual string? FoldingCollation => null;

    /// <summary>Deletes rows, called <c>q</c> in the condition: at most <see cref="MostRowsAStatement"/> of them, without waiting for rows that others hold.</summary>
    public abstract string Delete(string table, string where);

    /// <summary>Waits for a lock that belongs to the connection, and so falls with it.</summary>
    public abstract string LockSession(string nameParameter);

    public abstract string UnlockSession(string nameParameter);

    /// <summary>Waits for a lock that belongs to the connection and that others may hold at the same time who want it shared as well.</summary>
    public abstract string ShareSession(string nameParameter);

    public abstract string UnshareSession(string nameParameter);

    /// <summary>Takes a lock that belongs to the connection, or leaves it where another holds it: a query that gives 1 or 0.</summary>
    public abstract string TryLockSession(string nameParameter);

    /// <summary>Waits for a lock that the transaction lets go of at its end.</summary>
    /// <param name="shared">Whether others may hold it at the same time who want it shared as well.</param>
    public abstract string LockTransaction(string nameParameter, bool shared);

    /// <summary>
    /// Statements, to be written in front of <see cref="LockSession"/>, after which the database ends a connection that asks it nothing for so long; empty where
    /// it has no such limit (SQL Server: docs/operations.md says what to do about a host that hangs).
    /// </summary>
    public virtual string EndWhenSilent(int seconds) => "";

    /// <summary>Takes <see cref="EndWhenSilent"/> back.</summary>
    public virtual string LetBeSilent => "";

    /// <summary>
    /// Rows that come as one parameter, JSON as <see cref="JsonRows"/> writes it, as a source that a statement selects from. Column types are written for PostgreSQL and translated.
    /// </summary>
    public abstract string RowsOf(string parameter, params (string Name, string Type)[] columns);

    /// <summary>Tells every host that listens that there may be work; null where the database cannot tell anybody, and hosts look by themselves.</summary>
    public virtual string? TellHosts => null;

    /// <summary>Waits on a connection of its own for work that another process has committed, until it is cancelled or the connection breaks.</summary>
    /// <param name="heard">Called each time that there may be some, and once at the beginning for what was committed before.</param>
    internal abstract Task ListenAsync(DbConnection connection, Action heard, CancellationToken cancellation);

    /// <summary>A query that gives how many processors the server has; null where the database cannot be asked.</summary>
    public virtual string? Processors => null;

    /// <summary>A query that gives null where there is no such table.</summary>
    public abstract string Find(string table);

    /// <summary>The next number of a sequence in schema federation.</summary>
    public abstract string NextValue(string sequence);

    public abstract DbConnection CreateConnection(string connectionString);

    /// <summary>The connection of a unit of work: what is cancelled on it ends in <see cref="OperationCanceledException"/>, whatever the driver throws.</summary>
    public virtual DbConnection Cancelling(DbConnection connection) => connection;

    public abstract void Configure(DbContextOptionsBuilder options, DbConnection connection, string? migrationsAssembly = null);

    public abstract bool IsUniqueViolation(DbException error);

    /// <summary>
    /// Whether the transaction was ended because of another one: a deadlock, a serialisation failure. Nothing of it was written, so it may be tried again from its start.
    /// </summary>
    public abstract bool IsClash(DbException error);

    /// <summary>Whether the connection was lost, or the server serves nobody at the moment. What became of a transaction that was just committing is not known.</summary>
    public abstract bool IsAway(DbException error);

    /// <summary>As <see cref="IsClash(DbException)"/>, of an error that others have wrapped, as EF does.</summary>
    public bool IsClash(Exception? error) => error is not null && ((error is DbException database && IsClash(database)) || IsClash(error.InnerException));

    /// <summary>Whether a second try may well succeed, of an error that others may have wrapped.</summary>
    public bool IsTransient(Exception? error) => error is not null && ((error is DbException database && (IsClash(database) || IsAway(database))) || IsTransient(error.InnerException));

    /// <summary>Writes rows at bulk speed on the session's connection and transaction.</summary>
    internal abstract Task<long> WriteAsync(DatabaseSession session, BulkTable table, IEnumerable<object> rows, CancellationToken cancellation);
}
