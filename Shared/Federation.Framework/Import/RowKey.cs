using System.Globalization;
using System.Linq.Expressions;
using System.Security.Cryptography;
using Federation.Framework.Databases;

namespace Federation.Framework.Import;

/// <summary>
/// What finds the record of a row: a value of several named parts that is made of the row and of the record alike. What is compared without regard to case goes
/// through <see cref="Folding"/> on both sides.
/// </summary>
public sealed class RowKey<TRow, TRecord>
{
    private readonly Func<TRow, KeyParts> ofRow;
    private readonly Lazy<Func<TRecord, KeyParts>> ofRecord;
    private readonly ParameterExpression record;
    private readonly IReadOnlyList<Expression> parts;

    private RowKey(
        string column, Func<TRow, KeyParts> ofRow, Lazy<Func<TRecord, KeyParts>> ofRecord, ParameterExpression record, IReadOnlyList<Expression> parts) =>
        (Column, this.ofRow, this.ofRecord, this.record, this.parts) = (column, ofRow, ofRecord, record, parts);

    /// <summary>The column that a key which stands twice in a table is told of.</summary>
    public string Column { get; }

    /// <param name="row">The key of a row, as an anonymous type; what is wrong with the row is thrown.</param>
    /// <param name="record">The same parts of a record, which a query can ask for.</param>
    public static RowKey<TRow, TRecord> Of<TKey>(string column, Func<TRow, TKey> row, Expression<Func<TRecord, TKey>> record) where TKey : class
    {
        if (record.Body is not NewExpression made) throw new ArgumentException("A key is made with new { … }.", nameof(record));
        var compiled = new Lazy<Func<TRecord, KeyParts>>(() =>
        {
            var of = record.Compile();
            return r => KeyParts.Of(of(r));
        });
        return new RowKey<TRow, TRecord>(column, r => KeyParts.Of(row(r)), compiled, record.Parameters[0], made.Arguments);
    }

    internal KeyParts Of(TRow row) => ofRow(row);

    internal KeyParts Of(TRecord record) => ofRecord.Value(record);

    /// <summary>
    /// The records of which each part that a database can be asked for is one of these keys': those that a key finds, and some more where keys have several
    /// parts.
    /// </summary>
    internal Expression<Func<TRecord, bool>> Among(IReadOnlyCollection<KeyParts> keys)
    {
        var each = parts.Select((part, at) => (part, at)).Where(p => CanBeAsked(p.part)).Select(p =>
        {
            var (part, at) = p;
            var values = Activator.CreateInstance(typeof(PartValues<>).MakeGenericType(part.Type), [keys.Select(k => k[at]).Distinct(PartComparer.Instance)])!;
            // A field of an object becomes a parameter of the query; a list would become part of its text, and each batch another query.
            var all = Expression.Field(Expression.Constant(values), "All");
            return (Expression)Expression.Call(typeof(Enumerable), nameof(Enumerable.Contains), [part.Type], all, part);
        });
        return Expression.Lambda<Func<TRecord, bool>>(each.Aggregate(Expression.AndAlso), record);
    }

    /// <summary>Whether a database can be asked for a part; others, such as a normal form, are compared when the records have been read.</summary>
    private static bool CanBeAsked(Expression part)
    {
        var calls = new Calls();
        calls.Visit(part);
        return calls.Others == 0;
    }

    private sealed class Calls : ExpressionVisitor
    {
        public int Others { get; private set; }

        protected override Expression VisitMethodCall(MethodCallExpression node)
        {
            if (node.Method.DeclaringType != typeof(Folding)) Others++;
            return base.VisitMethodCall(node);
        }
    }
}

/// <summary>What a part of a batch's keys is.</summary>
internal sealed class PartValues<T>(IEnumerable<object?> values)
{
    public readonly List<T> All = [.. values.Cast<T>()];
}

/// <summary>The parts of a key; two keys with equal parts are equal.</summary>
internal readonly struct KeyParts(object?[] parts) : IEquatable<KeyParts>
{
    public object? this[int at] => parts[at];

    public static KeyParts Of<TKey>(TKey key) => new(Shape<TKey>.Parts(key));

    public bool Equals(KeyParts other) => parts.AsSpan().SequenceEqual(other.Parts, PartComparer.Instance);

    public override bool Equals(object? obj) => obj is KeyParts other && Equals(other);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var part in parts) hash.Add(part, PartComparer.Instance);
        return hash.ToHashCode();
    }

    /// <summary>A number of one size that stands for the key: very many of them take little memory.</summary>
    public UInt128 Digest()
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes);
        foreach (var part in parts)
        {
            // Each with its length in front, so that no part can run into the next.
            writer.Write(part is not null);
            if (part is byte[] content) writer.Write(Convert.ToHexString(content));
            // Without the zeros at its end that a database adds.
            else if (part is decimal number) writer.Write(number.ToString("G29", CultureInfo.InvariantCulture));
            else if (part is not null) writer.Write(Convert.ToString(part, CultureInfo.InvariantCulture)!);
        }
        var hash = SHA256.HashData(bytes.GetBuffer().AsSpan(0, (int)bytes.Length));
        return new UInt128(BitConverter.ToUInt64(hash, 0), BitConverter.ToUInt64(hash, 8));
    }

    private object?[] Parts => parts;

    /// <summary>Reads the parts of a type of key, in their order.</summary>
    private static class Shape<TKey>
    {
        public static readonly Func<TKey, object?[]> Parts = Compile();

        private static Func<TKey, object?[]> Compile()
        {
            var key = Expression.Parameter(typeof(TKey));
            var names = typeof(TKey).GetConstructors()[0].GetParameters().Select(p => p.Name!);
            var parts = names.Select(n => Expression.Convert(Expression.Property(key, n), typeof(object)));
            return Expression.Lambda<Func<TKey, object?[]>>(Expression.NewArrayInit(typeof(object), parts), key).Compile();
        }
    }
}

/// <summary>Compares hashes by their bytes and all else as usual.</summary>
internal sealed class PartComparer : IEqualityComparer<object?>
{
    public static readonly PartComparer Instance = new();

    public new bool Equals(object? one, object? other) => one is byte[] a && other is byte[] b ? a.AsSpan().SequenceEqual(b) : object.Equals(one, other);

    public int GetHashCode(object? part)
    {
        if (part is not byte[] content) return part?.GetHashCode() ?? 0;
        var hash = new HashCode();
        hash.AddBytes(content);
        return hash.ToHashCode();
    }
}
