using System.Data;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace Federation.Framework.Databases;

/// <summary>
/// One connection and at most one transaction of one unit of work; every DbContext of the unit shares them, so that a handler that touches two
/// modules' tables commits once. The connection is taken from the pool for the time of a statement, a transaction or a lock, and never for longer: a
/// reader that computes or writes its answer holds none, and may ask somebody else who takes one.
/// </summary>
public sealed class DatabaseSession(Database database) : IAsyncDisposable
{
    private readonly List<DbContext> contexts = [];
    private readonly List<Action> afterCommit = [];

    /// <summary>Whether the connection has an idle timeout. Locks may be nested; the outermost one sets the timeout.</summary>
    private bool hasIdleTimeout;

    /// <summary>How many statements, transactions and locks need the connection now.</summary>
    private int holders;

    /// <summary>Whether the session has opened the connection. A query of EF that is being read has opened it otherwise, and closes it.</summary>
    private bool opened;

    public Database Database { get; } = database;
    public Dialect Dialect => Database.Dialect;
    public DbConnection Connection { get; } = database.Dialect.Cancelling(database.CreateConnection());
    public DbTransaction? Transaction { get; private set; }

    /// <summary>Keeps the connection open until what is returned is disposed of.</summary>
    public async ValueTask<Hold> HoldAsync(CancellationToken cancellation)
    {
        if (Connection.State != ConnectionState.Open)
        {
            await Connection.OpenAsync(cancellation);
            opened = true;
        }
        holders++;
        return new Hold(this);
    }

    /// <summary>A need for the open connection.</summary>
    public readonly struct Hold(DatabaseSession session) : IAsyncDisposable
    {
        public DbConnection Connection => session.Connection;

        public ValueTask DisposeAsync() => session.ReleaseAsync();
    }

    public async Task BeginAsync(CancellationToken cancellation, IsolationLevel isolation = IsolationLevel.ReadCommitted)
    {
        if (Transaction is not null) throw new InvalidOperationException("A transaction is open already.");
        var hold = await HoldAsync(cancellation);
        try
        {
            Transaction = await Connection.BeginTransactionAsync(isolation, cancellation);
        }
        catch
        {
            await hold.DisposeAsync();
            throw;
        }
        foreach (var context in contexts) await context.Database.UseTransactionAsync(Transaction, cancellation);
    }

    /// <summary>Runs once the transaction has committed, or at once where none is open; never after a rollback.</summary>
    public void AfterCommit(Action action)
    {
        if (!afterCommit.Contains(action)) afterCommit.Add(action);
    }

    public async Task CommitAsync(CancellationToken cancellation)
    {
        await Transaction!.CommitAsync(cancellation);
        await EndAsync();
        RunAfterCommit();
    }

    public async Task RollbackAsync()
    {
        if (Transaction is null) return;
        // A broken connection has rolled back by itself; what was wrong with it is reported by the statement that failed.
        if (Connection.State == ConnectionState.Open && Transaction.Connection is not null) await Transaction.RollbackAsync(CancellationToken.None);
        await EndAsync();
        afterCommit.Clear();
        // Pending changes are not in the database. They must not count as saved if the unit of work continues.
        foreach (var context in contexts) context.ChangeTracker.Clear();
    }

    /// <summary>Does work in the transaction that is open, or in one of its own.</summary>
    public async Task<T> InTransactionAsync<T>(Func<Task<T>> work, CancellationToken cancellation)
    {
        if (Transaction is not null) return await work();
        await BeginAsync(cancellation);
        try
        {
            var answer = await work();
            await CommitAsync(cancellation);
            return answer;
        }
        catch
        {
            await RollbackAsync();
            throw;
        }
    }

    /// <summary>
    /// Does the work while holding the named lock, exclusively across all hosts. The lock belongs to the connection and is released with it. A transaction that
    /// the work leaves open is rolled back.
    /// </summary>
    /// <param name="idleTimeout">Seconds without a statement after which the holder counts as hung. The database then closes its connection, if it supports
    /// that.</param>
    public Task<T> WithExclusiveLockAsync<T>(string name, Func<Task<T>> work, CancellationToken cancellation, int? idleTimeout = null) =>
        WithLockAsync(name, Dialect.LockSession("@name"), Dialect.UnlockSession("@name"), work, cancellation, idleTimeout);

    /// <summary>The same with a lock that others may share at the same time; an exclusive holder waits for all of them.</summary>
    public Task<T> WithSharedLockAsync<T>(string name, Func<Task<T>> work, CancellationToken cancellation, int? idleTimeout = null) =>
        WithLockAsync(name, Dialect.LockSessionShared("@name"), Dialect.UnlockSessionShared("@name"), work, cancellation, idleTimeout);

    /// <summary>Does the work if the lock of that name is free; false where another connection holds it.</summary>
    public async Task<bool> TryWithLockAsync(string name, Func<Task> work, CancellationToken cancellation)
    {
        await using var hold = await HoldAsync(cancellation);
        if (Convert.ToInt32(await ScalarAsync(Dialect.TryLockSession("@name"), cancellation, ("@name", DbType.String, name)), System.Globalization.CultureInfo.InvariantCulture) == 0) return false;
        return await WithLockAsync(
            name, null, Dialect.UnlockSession("@name"),
            async () =>
            {
                await work();
                return true;
            },
            cancellation, null);
    }

    /// <summary>A statement on the session's connection and transaction. Every parameter names its type.</summary>
    public DbCommand Command(string sql, params (string Name, DbType Type, object? Value)[] parameters)
    {
        var command = Connection.CreateCommand();
        command.CommandText = sql;
        command.Transaction = Transaction;
        command.CommandTimeout = 0; // A provincial statement may run for minutes; the caller's cancellation ends it.
        foreach (var (name, type, value) in parameters)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = name;
            parameter.DbType = type;
            parameter.Value = value ?? DBNull.Value;
            command.Parameters.Add(parameter);
        }
        return command;
    }

    public async Task<int> ExecuteAsync(string sql, CancellationToken cancellation, params (string Name, DbType Type, object? Value)[] parameters)
    {
        await using var hold = await HoldAsync(cancellation);
        await using var command = Command(sql, parameters);
        return await command.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>Says a statement of <see cref="Databases.Dialect.Delete"/> as often as it takes. Where the database has lock hints, rows that others hold stay.</summary>
    /// <returns>The rows that are gone.</returns>
    public async Task<int> DeleteAsync(string sql, CancellationToken cancellation)
    {
        for (var total = 0; ;)
        {
            var count = await ExecuteAsync(sql, cancellation);
            total += count;
            if (count != Dialect.MaxRowsPerStatement) return total;
        }
    }

    public async Task<object?> ScalarAsync(string sql, CancellationToken cancellation, params (string Name, DbType Type, object? Value)[] parameters)
    {
        await using var hold = await HoldAsync(cancellation);
        await using var command = Command(sql, parameters);
        var value = await command.ExecuteScalarAsync(cancellation);
        return value is DBNull ? null : value;
    }

    public async Task<List<T>> ReadAsync<T>(string sql, Func<DbDataReader, T> read, CancellationToken cancellation, params (string Name, DbType Type, object? Value)[] parameters)
    {
        await using var hold = await HoldAsync(cancellation);
        await using var command = Command(sql, parameters);
        return await ReadAsync(command, read, cancellation);
    }

    /// <summary>The same for a statement that runs often and whose plan suits all parameters. The server keeps the plan.</summary>
    public async Task<List<T>> ReadPreparedAsync<T>(string sql, Func<DbDataReader, T> read, CancellationToken cancellation, params (string Name, DbType Type, object? Value)[] parameters)
    {
        await using var hold = await HoldAsync(cancellation);
        await using var command = Command(sql, parameters);
        await Dialect.PrepareAsync(command, cancellation);
        return await ReadAsync(command, read, cancellation);
    }

    private static async Task<List<T>> ReadAsync<T>(DbCommand command, Func<DbDataReader, T> read, CancellationToken cancellation)
    {
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var rows = new List<T>();
        while (await reader.ReadAsync(cancellation)) rows.Add(read(reader));
        return rows;
    }

    public async ValueTask DisposeAsync()
    {
        // The contexts of the unit of work are disposed already, and their errors must not hide the one that ended the unit.
        contexts.Clear();
        await RollbackAsync();
        await Connection.DisposeAsync();
    }

    private async ValueTask ReleaseAsync()
    {
        if (--holders > 0 || !opened) return;
        opened = false;
        await Connection.CloseAsync();
    }

    internal void Join(DbContext context)
    {
        contexts.Add(context);
        if (Transaction is not null) context.Database.UseTransaction(Transaction);
    }

    internal void Saved()
    {
        if (Transaction is null) RunAfterCommit();
    }

    private async Task<T> WithLockAsync<T>(string name, string? @lock, string unlock, Func<Task<T>> work, CancellationToken cancellation, int? idleTimeout)
    {
        await using var hold = await HoldAsync(cancellation);
        var limits = idleTimeout is not null && !hasIdleTimeout;
        if (limits) @lock = Dialect.SetIdleTimeout(idleTimeout!.Value) + @lock;
        if (@lock is not null) await ExecuteAsync(@lock, cancellation, ("@name", DbType.String, name));
        // Not before: a wait that was cancelled has set nothing.
        hasIdleTimeout |= limits;
        try
        {
            return await work();
        }
        finally
        {
            await RollbackAsync();
            if (limits)
            {
                hasIdleTimeout = false;
                if (Dialect.ClearIdleTimeout.Length > 0) unlock += "; " + Dialect.ClearIdleTimeout;
            }
            // A connection that broke has let the lock go by itself.
            if (Connection.State == ConnectionState.Open) await ExecuteAsync(unlock, CancellationToken.None, ("@name", DbType.String, name));
        }
    }

    private async Task EndAsync()
    {
        await Transaction!.DisposeAsync();
        Transaction = null;
        // Disposed of and not only left: EF counts a transaction as a use of the connection, and would keep open what it opens afterwards.
        foreach (var context in contexts)
            if (context.Database.CurrentTransaction is { } joined) await joined.DisposeAsync();
        await ReleaseAsync();
    }

    private void RunAfterCommit()
    {
        foreach (var action in afterCommit.ToList()) action();
        afterCommit.Clear();
    }
}
