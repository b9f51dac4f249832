using System.Data;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace Federation.Framework.Databases;

/// <summary>
/// One connection and at most one transaction of one unit of work; every DbContext of the unit shares them, so that a handler that touches two
/// modules' tables commits once.
/// </summary>
public sealed class DatabaseSession(Database database) : IAsyncDisposable
{
    private readonly List<DbContext> contexts = [];
    private readonly List<Action> afterCommit = [];

    /// <summary>Whether the database ends the connection when it is silent: locks may be held within one another, and the outermost one says so.</summary>
    private bool isLimited;

    public Database Database { get; } = database;
    public Dialect Dialect => Database.Dialect;
    public DbConnection Connection { get; } = database.Dialect.Cancelling(database.CreateConnection());
    public DbTransaction? Transaction { get; private set; }

    public async ValueTask<DbConnection> OpenAsync(CancellationToken cancellation)
    {
        if (Connection.State != ConnectionState.Open) await Connection.OpenAsync(cancellation);
        return Connection;
    }

    public async Task BeginAsync(CancellationToken cancellation, IsolationLevel isolation = IsolationLevel.ReadCommitted)
    {
        if (Transaction is not null) throw new InvalidOperationException("A transaction is open already.");
        await OpenAsync(cancellation);
        Transaction = await Connection.BeginTransactionAsync(isolation, cancellation);
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
        // What was about to be written is not in the database, and must not be taken for written when the unit of work goes on.
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
    /// Does the work while holding the lock of that name, which whoever else wants it waits for, on this host or another. The lock belongs to the
    /// connection and falls with it; a transaction that the work leaves open is rolled back.
    /// </summary>
    /// <param name="mostSilent">
    /// After so many seconds in which the holder asks the database nothing, it is taken to hang: the database ends its connection, where it can do that by itself.
    /// </param>
    public Task<T> ExclusivelyAsync<T>(string name, Func<Task<T>> work, CancellationToken cancellation, int? mostSilent = null) =>
        HoldingAsync(name, Dialect.LockSession("@name"), Dialect.UnlockSession("@name"), work, cancellation, mostSilent);

    /// <summary>The same with a lock that others may share at the same time; an exclusive holder waits for all of them.</summary>
    public Task<T> SharingAsync<T>(string name, Func<Task<T>> work, CancellationToken cancellation, int? mostSilent = null) =>
        HoldingAsync(name, Dialect.ShareSession("@name"), Dialect.UnshareSession("@name"), work, cancellation, mostSilent);

    /// <summary>Does the work if the lock of that name is free; false where another connection holds it.</summary>
    public async Task<bool> IfFreeAsync(string name, Func<Task> work, CancellationToken cancellation)
    {
        if (Convert.ToInt32(await ScalarAsync(Dialect.TryLockSession("@name"), cancellation, ("@name", DbType.String, name)), System.Globalization.CultureInfo.InvariantCulture) == 0) return false;
        return await HoldingAsync(
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
        await OpenAsync(cancellation);
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
            if (count != Dialect.MostRowsAStatement) return total;
        }
    }

    public async Task<object?> ScalarAsync(string sql, CancellationToken cancellation, params (string Name, DbType Type, object? Value)[] parameters)
    {
        await OpenAsync(cancellation);
        await using var command = Command(sql, parameters);
        var value = await command.ExecuteScalarAsync(cancellation);
        return value is DBNull ? null : value;
    }

    public async Task<List<T>> ReadAsync<T>(string sql, Func<DbDataReader, T> read, CancellationToken cancellation, params (string Name, DbType Type, object? Value)[] parameters)
    {
        await OpenAsync(cancellation);
        await using var command = Command(sql, parameters);
        return await ReadAsync(command, read, cancellation);
    }

    /// <summary>The same with a statement that is asked over and over and whose plan is right whatever its parameters are: the server keeps it.</summary>
    public async Task<List<T>> ReadOftenAsync<T>(string sql, Func<DbDataReader, T> read, CancellationToken cancellation, params (string Name, DbType Type, object? Value)[] parameters)
    {
        await OpenAsync(cancellation);
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
        // The contexts of the unit of work went before it, and an error that ends the unit must not be hidden by theirs.
        contexts.Clear();
        await RollbackAsync();
        await Connection.DisposeAsync();
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

    private async Task<T> HoldingAsync<T>(string name, string? @lock, string unlock, Func<Task<T>> work, CancellationToken cancellation, int? mostSilent)
    {
        var limits = mostSilent is not null && !isLimited;
        if (limits) @lock = Dialect.EndWhenSilent(mostSilent!.Value) + @lock;
        if (@lock is not null) await ExecuteAsync(@lock, cancellation, ("@name", DbType.String, name));
        // Not before: a wait that was cancelled has set nothing.
        isLimited |= limits;
        try
        {
            return await work();
        }
        finally
        {
            await RollbackAsync();
            if (limits)
            {
                isLimited = false;
                if (Dialect.LetBeSilent.Length > 0) unlock += "; " + Dialect.LetBeSilent;
            }
            // A connection that broke has let the lock go by itself.
            if (Connection.State == ConnectionState.Open) await ExecuteAsync(unlock, CancellationToken.None, ("@name", DbType.String, name));
        }
    }

    private async Task EndAsync()
    {
        await Transaction!.DisposeAsync();
        Transaction = null;
        foreach (var context in contexts) await context.Database.UseTransactionAsync(null, CancellationToken.None);
    }

    private void RunAfterCommit()
    {
        foreach (var action in afterCommit.ToList()) action();
        afterCommit.Clear();
    }
}
