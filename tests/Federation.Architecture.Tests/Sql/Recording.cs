using System.Collections;
using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Autofac;
using Federation.Framework;
using Federation.Framework.Databases;
using Federation.Framework.Modules;
using Federation.Framework.Security;
using Federation.Host.Start;
using Federation.Kernel;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Federation.Architecture.Tests.Sql;

/// <summary>A statement as it would have gone to SQL Server.</summary>
internal sealed record Statement(string Text, IReadOnlyList<string> Parameters);

/// <summary>
/// SQL Server without a server: everything is said in its dialect and written down, and answered by what a test makes up. So the statements are seen that
/// really run, with their parameters, and not only those that a test knows of.
/// </summary>
internal sealed class Recording : Dialect
{
    private readonly SqlServerDialect dialect = new();

    public List<Statement> Statements { get; } = [];

    /// <summary>The single value that a statement answers with.</summary>
    public Func<string, object?> Scalar { get; set; } = _ => 1L;

    /// <summary>How many rows a statement answers with. Their columns hold whatever is asked for.</summary>
    public Func<string, int> Rows { get; set; } = _ => 0;

    /// <summary>The texts that a row's text columns hold, one row after another.</summary>
    public Func<string, IReadOnlyList<string>> Texts { get; set; } = _ => [];

    public int Number { get; set; } = 1;

    /// <summary>How many rows a statement has written.</summary>
    public Func<string, int> Affected { get; set; } = _ => 1;

    /// <summary>Called with the text and the token of whatever is awaited; what it throws is what the server throws.</summary>
    public Action<string, CancellationToken> Before { get; set; } = (_, _) => { };

    /// <summary>Called when a connection is opened.</summary>
    public Action Opening { get; set; } = () => { };

    /// <summary>The installed modules on such a database.</summary>
    public static Lazy<IContainer> Installation { get; } = new(() => Build(new Recording()));

    public static IContainer Build(Recording recording, Action<ContainerBuilder>? more = null)
    {
        var keys = Path.Combine(Directory.CreateTempSubdirectory("federation-architecture-").FullName, "secrets.json");
        var builder = new ContainerBuilder();
        builder.RegisterInstance(recording);
        builder.RegisterInstance(NullLoggerFactory.Instance).As<ILoggerFactory>();
        builder.RegisterGeneric(typeof(Logger<>)).As(typeof(ILogger<>)).SingleInstance();
        builder.RegisterModule(new FrameworkModule(new Database(recording, "none"), Secrets.Open(keys), TimeProvider.System));
        foreach (var module in InstalledModules.All()) builder.RegisterModule(module);
        builder.RegisterInstance(new Ids(TimeProvider.System, 1));
        builder.RegisterType<Framework.Ledger.LedgerWorker>().SingleInstance();
        more?.Invoke(builder);
        return builder.Build();
    }

    public override string Name => dialect.Name;
    public override string Now => dialect.Now;
    public override string LateralJoin => dialect.LateralJoin;
    public override string With => dialect.With;
    public override IsolationLevel SnapshotIsolation => dialect.SnapshotIsolation;
    public override (string? Schema, string Prefix) TemporaryPlace => dialect.TemporaryPlace;
    public override string True => dialect.True;
    public override string Quote(string name) => dialect.Quote(name);
    public override (string Front, string Behind) Top(string parameter) => dialect.Top(parameter);
    public override string CreateTemporary(string name, string columns) => dialect.CreateTemporary(name, columns);
    public override string? Analyze(string temporaryTable) => dialect.Analyze(temporaryTable);
    public override string SecondsFromNow(string parameter) => dialect.SecondsFromNow(parameter);
    public override string ClaimOne(string table, string set, string where, string orderBy, string column) => dialect.ClaimOne(table, set, where, orderBy, column);
    public override int? MaxRowsPerStatement => dialect.MaxRowsPerStatement;
    public override string Collation => dialect.Collation;
    public override string? FoldingCollation => dialect.FoldingCollation;
    public override string Delete(string table, string where) => dialect.Delete(table, where);
    public override string? TellHosts => dialect.TellHosts;
    internal override Task ListenAsync(DbConnection connection, Action heard, CancellationToken cancellation) => dialect.ListenAsync(connection, heard, cancellation);
    public override DbConnection Cancelling(DbConnection connection) => dialect.Cancelling(connection);
    public override string SetIdleTimeout(int seconds) => dialect.SetIdleTimeout(seconds);
    public override string LockSession(string nameParameter) => dialect.LockSession(nameParameter);
    public override string UnlockSession(string nameParameter) => dialect.UnlockSession(nameParameter);
    public override string LockSessionShared(string nameParameter) => dialect.LockSessionShared(nameParameter);
    public override string UnlockSessionShared(string nameParameter) => dialect.UnlockSessionShared(nameParameter);
    public override string TryLockSession(string nameParameter) => dialect.TryLockSession(nameParameter);
    public override string RowsFromJson(string parameter, params (string Name, string Type)[] columns) => dialect.RowsFromJson(parameter, columns);
    public override string? ProcessorCount => dialect.ProcessorCount;
    public override string LockTransaction(string nameParameter, bool shared) => dialect.LockTransaction(nameParameter, shared);
    public override string Rewrite(string table) => dialect.Rewrite(table);
    public override string FindTable(string table) => dialect.FindTable(table);
    public override string NextValue(string sequence) => dialect.NextValue(sequence);
    public override DbConnection CreateConnection(string connectionString) => new Connection(this);
    public override void Configure(DbContextOptionsBuilder options, DbConnection connection, string? migrationsAssembly = null) => dialect.Configure(options, connection, migrationsAssembly);
    public override bool IsUniqueViolation(DbException error) => dialect.IsUniqueViolation(error);
    public override bool IsConflict(DbException error) => dialect.IsConflict(error);
    public override bool IsUnavailable(DbException error) => dialect.IsUnavailable(error);

    internal override Task<long> WriteAsync(DatabaseSession session, BulkTable table, IEnumerable<object> rows, CancellationToken cancellation) => Task.FromResult(rows.LongCount());

    private sealed class Connection(Recording recording) : DbConnection
    {
        private ConnectionState state;

        [AllowNull]
        public override string ConnectionString { get; set; } = "Server=none";

        public override string Database => "none";
        public override string DataSource => "none";
        public override string ServerVersion => "15.00.2000";
        public override ConnectionState State => state;
        public override void ChangeDatabase(string databaseName) => throw new NotSupportedException();
        public override void Open()
        {
            recording.Opening();
            state = ConnectionState.Open;
        }

        public override void Close() => state = ConnectionState.Closed;
        protected override DbTransaction BeginDbTransaction(IsolationLevel isolationLevel) => new Transaction(recording, this, isolationLevel);
        protected override DbCommand CreateDbCommand() => new Command(recording) { Connection = this };
    }

    private sealed class Transaction(Recording recording, DbConnection connection, IsolationLevel isolation) : DbTransaction
    {
        protected override DbConnection DbConnection => connection;
        public override IsolationLevel IsolationLevel => isolation;

        public override Task CommitAsync(CancellationToken cancellationToken = default)
        {
            recording.Before("COMMIT", cancellationToken);
            return base.CommitAsync(cancellationToken);
        }

        public override void Commit()
        {
        }

        public override void Rollback()
        {
        }
    }

    private sealed class Command(Recording recording) : DbCommand
    {
        // Real parameters, so that types and names are those that SqlClient would send.
        private readonly SqlCommand command = new();

        [AllowNull]
        public override string CommandText { get; set; } = "";

        public override int CommandTimeout { get; set; }
        public override CommandType CommandType { get; set; } = CommandType.Text;
        public override bool DesignTimeVisible { get; set; }
        public override UpdateRowSource UpdatedRowSource { get; set; }
        protected override DbConnection? DbConnection { get; set; }
        protected override DbTransaction? DbTransaction { get; set; }
        protected override DbParameterCollection DbParameterCollection => command.Parameters;
        protected override DbParameter CreateDbParameter() => command.CreateParameter();

        public override void Cancel()
        {
        }

        public override void Prepare()
        {
        }

        public override int ExecuteNonQuery()
        {
            Record();
            return recording.Affected(CommandText);
        }

        public override Task<int> ExecuteNonQueryAsync(CancellationToken cancellationToken)
        {
            recording.Before(CommandText, cancellationToken);
            return base.ExecuteNonQueryAsync(cancellationToken);
        }

        public override Task<object?> ExecuteScalarAsync(CancellationToken cancellationToken)
        {
            recording.Before(CommandText, cancellationToken);
            return base.ExecuteScalarAsync(cancellationToken);
        }

        public override object? ExecuteScalar()
        {
            Record();
            return recording.Scalar(CommandText);
        }

        protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior)
        {
            Record();
            var texts = recording.Texts(CommandText);
            return new Answer(recording, texts, texts.Count > 0 ? texts.Count : recording.Rows(CommandText));
        }

        protected override Task<DbDataReader> ExecuteDbDataReaderAsync(CommandBehavior behavior, CancellationToken cancellationToken)
        {
            recording.Before(CommandText, cancellationToken);
            return base.ExecuteDbDataReaderAsync(behavior, cancellationToken);
        }

        private void Record() => recording.Statements.Add(new Statement(CommandText, [.. command.Parameters.Cast<SqlParameter>().Select(p => p.ParameterName)]));
    }

    /// <summary>Rows whose every column is whatever it is read as.</summary>
    private sealed class Answer(Recording recording, IReadOnlyList<string> texts, int rows) : DbDataReader
    {
        private int row = -1;

        public override int FieldCount => 100;
        public override bool HasRows => rows > 0;
        public override bool IsClosed => false;
        public override int Depth => 0;
        public override int RecordsAffected => 1;
        public override object this[int ordinal] => GetValue(ordinal);
        public override object this[string name] => GetValue(0);
        public override bool Read() => ++row < rows;
        public override bool NextResult() => false;
        public override bool IsDBNull(int ordinal) => false;
        public override bool GetBoolean(int ordinal) => true;
        public override byte GetByte(int ordinal) => 1;
        public override char GetChar(int ordinal) => 'x';
        public override DateTime GetDateTime(int ordinal) => new(2017, 3, 1);
        public override decimal GetDecimal(int ordinal) => 1;
        public override double GetDouble(int ordinal) => 1;
        public override float GetFloat(int ordinal) => 1;
        public override Guid GetGuid(int ordinal) => default;
        public override short GetInt16(int ordinal) => 1;
        public override int GetInt32(int ordinal) => recording.Number;
        public override long GetInt64(int ordinal) => 1;
        public override string GetString(int ordinal) => texts.Count > 0 ? texts[row] : "rollup";
        public override object GetValue(int ordinal) => 1;
        public override string GetName(int ordinal) => $"c{ordinal}";
        public override int GetOrdinal(string name) => 0;
        public override Type GetFieldType(int ordinal) => typeof(int);
        public override string GetDataTypeName(int ordinal) => "int";
        public override int GetValues(object[] values) => 0;
        public override long GetBytes(int ordinal, long dataOffset, byte[]? buffer, int bufferOffset, int length) => 0;
        public override long GetChars(int ordinal, long dataOffset, char[]? buffer, int bufferOffset, int length) => 0;
        public override IEnumerator GetEnumerator() => new DbEnumerator(this);

        public override T GetFieldValue<T>(int ordinal) => typeof(T) == typeof(DateTimeOffset)
            ? (T)(object)new DateTimeOffset(2017, 3, 1, 0, 0, 0, TimeSpan.Zero)
            : typeof(T) == typeof(DateOnly) ? (T)(object)new DateOnly(2017, 3, 1) : base.GetFieldValue<T>(ordinal);
    }
}
