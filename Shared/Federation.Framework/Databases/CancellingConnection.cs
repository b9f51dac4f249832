using System.Collections;
using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;

namespace Federation.Framework.Databases;

/// <summary>
/// A connection whose cancelled statements end in <see cref="OperationCanceledException"/>. SqlClient throws a SqlException with an unspecific number, so the
/// token decides. EF's queries, saves and set-based updates and hand-written statements all run on it; no other code needs the check.
/// </summary>
internal sealed class CancellingConnection(DbConnection inner) : DbConnection
{
    /// <summary>The driver's own connection, for what only the driver does: bulk copy.</summary>
    public DbConnection Inner => inner;

    [AllowNull]
    public override string ConnectionString { get => inner.ConnectionString; set => inner.ConnectionString = value; }

    public override string Database => inner.Database;
    public override string DataSource => inner.DataSource;
    public override string ServerVersion => inner.ServerVersion;
    public override int ConnectionTimeout => inner.ConnectionTimeout;
    public override ConnectionState State => inner.State;
    public override bool CanCreateBatch => false;

    /// <summary>Awaits the driver's work. Once the token is cancelled, any error of the driver is the cancellation.</summary>
    public static async Task<T> AwaitAsync<T>(Func<Task<T>> work, CancellationToken cancellation)
    {
        try
        {
            return await work();
        }
        catch (Exception error) when (IsCancelled(error, cancellation))
        {
            throw Cancelled(error, cancellation);
        }
    }

    public static async Task AwaitAsync(Func<Task> work, CancellationToken cancellation)
    {
        try
        {
            await work();
        }
        catch (Exception error) when (IsCancelled(error, cancellation))
        {
            throw Cancelled(error, cancellation);
        }
    }

    public override void ChangeDatabase(string databaseName) => inner.ChangeDatabase(databaseName);
    public override Task ChangeDatabaseAsync(string databaseName, CancellationToken cancellationToken = default) => AwaitAsync(() => inner.ChangeDatabaseAsync(databaseName, cancellationToken), cancellationToken);
    public override void Open() => inner.Open();
    public override async Task OpenAsync(CancellationToken cancellationToken)
    {
        try
        {
            await AwaitAsync(() => inner.OpenAsync(cancellationToken), cancellationToken);
        }
        catch (InvalidOperationException error) when (inner.State == ConnectionState.Closed && inner.ConnectionString.Length > 0)
        {
            // SqlClient's exception when no pooled connection became free in time.
            throw new NoConnectionLeft(error);
        }
    }

    public override void Close() => inner.Close();
    public override Task CloseAsync() => inner.CloseAsync();
    public override void EnlistTransaction(System.Transactions.Transaction? transaction) => inner.EnlistTransaction(transaction);
    public override DataTable GetSchema() => inner.GetSchema();
    public override DataTable GetSchema(string collectionName) => inner.GetSchema(collectionName);
    public override DataTable GetSchema(string collectionName, string?[] restrictionValues) => inner.GetSchema(collectionName, restrictionValues);

    public override async ValueTask DisposeAsync()
    {
        await inner.DisposeAsync();
        await base.DisposeAsync();
    }

    protected override DbTransaction BeginDbTransaction(IsolationLevel isolationLevel) => new CancellingTransaction(this, inner.BeginTransaction(isolationLevel));

    protected override async ValueTask<DbTransaction> BeginDbTransactionAsync(IsolationLevel isolationLevel, CancellationToken cancellationToken) =>
        new CancellingTransaction(this, await AwaitAsync(() => inner.BeginTransactionAsync(isolationLevel, cancellationToken).AsTask(), cancellationToken));

    protected override DbCommand CreateDbCommand() => new CancellingCommand(this, inner.CreateCommand());

    protected override void Dispose(bool disposing)
    {
        if (disposing) inner.Dispose();
        base.Dispose(disposing);
    }

    internal static bool IsCancelled(Exception error, CancellationToken cancellation) => cancellation.IsCancellationRequested && error is not OperationCanceledException;

    internal static OperationCanceledException Cancelled(Exception error, CancellationToken cancellation) => new($"The database was told to stop: {error.Message}", error, cancellation);
}

/// <summary>All connections of the pool were in use until the wait timed out.</summary>
internal sealed class NoConnectionLeft(InvalidOperationException inner) : DbException(inner.Message, inner);

internal sealed class CancellingTransaction(CancellingConnection connection, DbTransaction inner) : DbTransaction
{
    public DbTransaction Inner => inner;

    public override IsolationLevel IsolationLevel => inner.IsolationLevel;
    public override bool SupportsSavepoints => inner.SupportsSavepoints;

    /// <summary>Null once it is over, as the driver says it: a deadlock's victim has no transaction left to roll back.</summary>
    protected override DbConnection? DbConnection => inner.Connection is null ? null : connection;

    public override void Commit() => inner.Commit();
    public override Task CommitAsync(CancellationToken cancellationToken = default) => CancellingConnection.AwaitAsync(() => inner.CommitAsync(cancellationToken), cancellationToken);
    public override void Rollback() => inner.Rollback();
    public override Task RollbackAsync(CancellationToken cancellationToken = default) => CancellingConnection.AwaitAsync(() => inner.RollbackAsync(cancellationToken), cancellationToken);
    public override void Save(string savepointName) => inner.Save(savepointName);
    public override Task SaveAsync(string savepointName, CancellationToken cancellationToken = default) => CancellingConnection.AwaitAsync(() => inner.SaveAsync(savepointName, cancellationToken), cancellationToken);
    public override void Rollback(string savepointName) => inner.Rollback(savepointName);
    public override Task RollbackAsync(string savepointName, CancellationToken cancellationToken = default) => CancellingConnection.AwaitAsync(() => inner.RollbackAsync(savepointName, cancellationToken), cancellationToken);
    public override void Release(string savepointName) => inner.Release(savepointName);
    public override Task ReleaseAsync(string savepointName, CancellationToken cancellationToken = default) => CancellingConnection.AwaitAsync(() => inner.ReleaseAsync(savepointName, cancellationToken), cancellationToken);

    public override async ValueTask DisposeAsync()
    {
        await inner.DisposeAsync();
        await base.DisposeAsync();
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) inner.Dispose();
        base.Dispose(disposing);
    }
}

/// <summary>The parameters are the driver's own, because the server's plans depend on their types.</summary>
internal sealed class CancellingCommand(CancellingConnection connection, DbCommand inner) : DbCommand
{
    private CancellingConnection? connection = connection;
    private DbTransaction? transaction;

    [AllowNull]
    public override string CommandText { get => inner.CommandText; set => inner.CommandText = value; }

    public override int CommandTimeout { get => inner.CommandTimeout; set => inner.CommandTimeout = value; }
    public override CommandType CommandType { get => inner.CommandType; set => inner.CommandType = value; }
    public override bool DesignTimeVisible { get => inner.DesignTimeVisible; set => inner.DesignTimeVisible = value; }
    public override UpdateRowSource UpdatedRowSource { get => inner.UpdatedRowSource; set => inner.UpdatedRowSource = value; }

    protected override DbParameterCollection DbParameterCollection => inner.Parameters;

    protected override DbConnection? DbConnection
    {
        get => connection;
        set => (connection, inner.Connection) = ((CancellingConnection?)value, ((CancellingConnection?)value)?.Inner);
    }

    protected override DbTransaction? DbTransaction
    {
        get => transaction;
        set => (transaction, inner.Transaction) = (value, ((CancellingTransaction?)value)?.Inner);
    }

    public override void Cancel() => inner.Cancel();
    public override void Prepare() => inner.Prepare();
    public override Task PrepareAsync(CancellationToken cancellationToken = default) => CancellingConnection.AwaitAsync(() => inner.PrepareAsync(cancellationToken), cancellationToken);
    public override int ExecuteNonQuery() => inner.ExecuteNonQuery();
    public override Task<int> ExecuteNonQueryAsync(CancellationToken cancellationToken) => CancellingConnection.AwaitAsync(() => inner.ExecuteNonQueryAsync(cancellationToken), cancellationToken);
    public override object? ExecuteScalar() => inner.ExecuteScalar();
    public override Task<object?> ExecuteScalarAsync(CancellationToken cancellationToken) => CancellingConnection.AwaitAsync(() => inner.ExecuteScalarAsync(cancellationToken), cancellationToken);

    public override async ValueTask DisposeAsync()
    {
        await inner.DisposeAsync();
        await base.DisposeAsync();
    }

    protected override DbParameter CreateDbParameter() => inner.CreateParameter();
    protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior) => new CancellingReader(inner.ExecuteReader(behavior));

    protected override async Task<DbDataReader> ExecuteDbDataReaderAsync(CommandBehavior behavior, CancellationToken cancellationToken) =>
        new CancellingReader(await CancellingConnection.AwaitAsync(() => inner.ExecuteReaderAsync(behavior, cancellationToken), cancellationToken));

    protected override void Dispose(bool disposing)
    {
        if (disposing) inner.Dispose();
        base.Dispose(disposing);
    }
}

/// <summary>A statement may be cancelled while its rows are read: the first ones come before the last are found.</summary>
internal sealed class CancellingReader(DbDataReader inner) : DbDataReader
{
    public override int FieldCount => inner.FieldCount;
    public override int VisibleFieldCount => inner.VisibleFieldCount;
    public override bool HasRows => inner.HasRows;
    public override bool IsClosed => inner.IsClosed;
    public override int Depth => inner.Depth;
    public override int RecordsAffected => inner.RecordsAffected;
    public override object this[int ordinal] => inner[ordinal];
    public override object this[string name] => inner[name];

    public override bool Read() => inner.Read();

    public override async Task<bool> ReadAsync(CancellationToken cancellationToken)
    {
        // As AwaitAsync, without a delegate for each row.
        try
        {
            return await inner.ReadAsync(cancellationToken);
        }
        catch (Exception error) when (CancellingConnection.IsCancelled(error, cancellationToken))
        {
            throw CancellingConnection.Cancelled(error, cancellationToken);
        }
    }

    public override bool NextResult() => inner.NextResult();
    public override Task<bool> NextResultAsync(CancellationToken cancellationToken) => CancellingConnection.AwaitAsync(() => inner.NextResultAsync(cancellationToken), cancellationToken);
    public override bool IsDBNull(int ordinal) => inner.IsDBNull(ordinal);
    public override Task<bool> IsDBNullAsync(int ordinal, CancellationToken cancellationToken) => CancellingConnection.AwaitAsync(() => inner.IsDBNullAsync(ordinal, cancellationToken), cancellationToken);
    public override T GetFieldValue<T>(int ordinal) => inner.GetFieldValue<T>(ordinal);
    public override Task<T> GetFieldValueAsync<T>(int ordinal, CancellationToken cancellationToken) => CancellingConnection.AwaitAsync(() => inner.GetFieldValueAsync<T>(ordinal, cancellationToken), cancellationToken);
    public override object GetValue(int ordinal) => inner.GetValue(ordinal);
    public override int GetValues(object[] values) => inner.GetValues(values);
    public override object GetProviderSpecificValue(int ordinal) => inner.GetProviderSpecificValue(ordinal);
    public override int GetProviderSpecificValues(object[] values) => inner.GetProviderSpecificValues(values);
    public override Type GetProviderSpecificFieldType(int ordinal) => inner.GetProviderSpecificFieldType(ordinal);
    public override string GetName(int ordinal) => inner.GetName(ordinal);
    public override int GetOrdinal(string name) => inner.GetOrdinal(name);
    public override Type GetFieldType(int ordinal) => inner.GetFieldType(ordinal);
    public override string GetDataTypeName(int ordinal) => inner.GetDataTypeName(ordinal);
    public override bool GetBoolean(int ordinal) => inner.GetBoolean(ordinal);
    public override byte GetByte(int ordinal) => inner.GetByte(ordinal);
    public override char GetChar(int ordinal) => inner.GetChar(ordinal);
    public override DateTime GetDateTime(int ordinal) => inner.GetDateTime(ordinal);
    public override decimal GetDecimal(int ordinal) => inner.GetDecimal(ordinal);
    public override double GetDouble(int ordinal) => inner.GetDouble(ordinal);
    public override float GetFloat(int ordinal) => inner.GetFloat(ordinal);
    public override Guid GetGuid(int ordinal) => inner.GetGuid(ordinal);
    public override short GetInt16(int ordinal) => inner.GetInt16(ordinal);
    public override int GetInt32(int ordinal) => inner.GetInt32(ordinal);
    public override long GetInt64(int ordinal) => inner.GetInt64(ordinal);
    public override string GetString(int ordinal) => inner.GetString(ordinal);
    public override Stream GetStream(int ordinal) => inner.GetStream(ordinal);
    public override TextReader GetTextReader(int ordinal) => inner.GetTextReader(ordinal);
    public override long GetBytes(int ordinal, long dataOffset, byte[]? buffer, int bufferOffset, int length) => inner.GetBytes(ordinal, dataOffset, buffer, bufferOffset, length);
    public override long GetChars(int ordinal, long dataOffset, char[]? buffer, int bufferOffset, int length) => inner.GetChars(ordinal, dataOffset, buffer, bufferOffset, length);
    public override DataTable? GetSchemaTable() => inner.GetSchemaTable();
    public override Task<DataTable?> GetSchemaTableAsync(CancellationToken cancellationToken = default) => CancellingConnection.AwaitAsync(() => inner.GetSchemaTableAsync(cancellationToken), cancellationToken);
    public override Task<System.Collections.ObjectModel.ReadOnlyCollection<DbColumn>> GetColumnSchemaAsync(CancellationToken cancellationToken = default) =>
        CancellingConnection.AwaitAsync(() => inner.GetColumnSchemaAsync(cancellationToken), cancellationToken);
    public override IEnumerator GetEnumerator() => inner.GetEnumerator();
    public override void Close() => inner.Close();
    public override Task CloseAsync() => inner.CloseAsync();

    public override async ValueTask DisposeAsync()
    {
        await inner.DisposeAsync();
        await base.DisposeAsync();
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) inner.Dispose();
        base.Dispose(disposing);
    }
}
