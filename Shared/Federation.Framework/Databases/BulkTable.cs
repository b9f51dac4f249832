using System.Collections;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Federation.Framework.Databases;

/// <summary>A mapped table as bulk copy sees it: its columns and how to read each from an entity.</summary>
internal sealed class BulkTable(IEntityType type)
{
    internal sealed record Column(string Name, string StoreType, Type ClrType, Func<object, object?> Read);

    public IReadOnlyList<Column> Columns { get; } =
    [
        .. type.GetProperties().Where(p => !p.IsShadowProperty() && p.GetBeforeSaveBehavior() == PropertySaveBehavior.Save).Select(property =>
        {
            var mapping = property.GetRelationalTypeMapping();
            var getter = property.GetGetter();
            object? Read(object entity) => getter.GetClrValue(entity) is { } value ? mapping.Converter is { } converter ? converter.ConvertToProvider(value) : value : null;
            return new Column(property.GetColumnName(), mapping.StoreTypeNameBase, mapping.Converter?.ProviderClrType ?? Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType, Read);
        }),
    ];

    public string QualifiedName(Dialect dialect) => type.GetSchema() is { } schema
        ? $"{dialect.Quote(schema)}.{dialect.Quote(type.GetTableName()!)}"
        : dialect.Quote(type.GetTableName()!);
}

/// <summary>Streams entities to SqlBulkCopy, which only reads forward by ordinal.</summary>
internal sealed class BulkReader(BulkTable table, IEnumerable<object> rows) : DbDataReader
{
    private readonly IEnumerator<object> rows = rows.GetEnumerator();

    public long Count { get; private set; }

    public override int FieldCount => table.Columns.Count;
    public override bool HasRows => true;
    public override bool IsClosed => false;
    public override int Depth => 0;
    public override int RecordsAffected => -1;
    public override object this[int ordinal] => GetValue(ordinal);
    public override object this[string name] => GetValue(GetOrdinal(name));

    public override bool Read()
    {
        if (!rows.MoveNext()) return false;
        Count++;
        return true;
    }

    public override object GetValue(int ordinal) => table.Columns[ordinal].Read(rows.Current) ?? DBNull.Value;
    public override bool IsDBNull(int ordinal) => table.Columns[ordinal].Read(rows.Current) is null;
    public override string GetName(int ordinal) => table.Columns[ordinal].Name;
    public override int GetOrdinal(string name) => Enumerable.Range(0, FieldCount).First(i => table.Columns[i].Name == name);
    public override Type GetFieldType(int ordinal) => table.Columns[ordinal].ClrType;
    public override string GetDataTypeName(int ordinal) => table.Columns[ordinal].StoreType;

    public override int GetValues(object[] values)
    {
        for (var i = 0; i < FieldCount; i++) values[i] = GetValue(i);
        return FieldCount;
    }

    public override bool NextResult() => false;
    public override bool GetBoolean(int ordinal) => (bool)GetValue(ordinal);
    public override byte GetByte(int ordinal) => (byte)GetValue(ordinal);
    public override char GetChar(int ordinal) => (char)GetValue(ordinal);
    public override DateTime GetDateTime(int ordinal) => (DateTime)GetValue(ordinal);
    public override decimal GetDecimal(int ordinal) => (decimal)GetValue(ordinal);
    public override double GetDouble(int ordinal) => (double)GetValue(ordinal);
    public override float GetFloat(int ordinal) => (float)GetValue(ordinal);
    public override Guid GetGuid(int ordinal) => (Guid)GetValue(ordinal);
    public override short GetInt16(int ordinal) => (short)GetValue(ordinal);
    public override int GetInt32(int ordinal) => (int)GetValue(ordinal);
    public override long GetInt64(int ordinal) => (long)GetValue(ordinal);
    public override string GetString(int ordinal) => (string)GetValue(ordinal);
    public override IEnumerator GetEnumerator() => new DbEnumerator(this);

    public override long GetBytes(int ordinal, long dataOffset, byte[]? buffer, int bufferOffset, int length)
    {
        var bytes = (byte[])GetValue(ordinal);
        if (buffer is null) return bytes.Length;
        var count = Math.Min(length, bytes.Length - (int)dataOffset);
        Array.Copy(bytes, (int)dataOffset, buffer, bufferOffset, count);
        return count;
    }

    public override long GetChars(int ordinal, long dataOffset, char[]? buffer, int bufferOffset, int length)
    {
        var text = (string)GetValue(ordinal);
        if (buffer is null) return text.Length;
        var count = Math.Min(length, text.Length - (int)dataOffset);
        text.CopyTo((int)dataOffset, buffer, bufferOffset, count);
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) rows.Dispose();
        base.Dispose(disposing);
    }
}
