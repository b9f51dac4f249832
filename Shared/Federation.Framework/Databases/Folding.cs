using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query.SqlExpressions;

namespace Federation.Framework.Databases;

/// <summary>Compares texts without regard to case, in queries and beside them.</summary>
public static class Folding
{
    /// <summary>The text in small letters. In a query the database does it, and for every script whatever the column's collation is.</summary>
    public static string Fold(string text) => text.ToLowerInvariant();

    internal static void Map(ModelBuilder model, Dialect dialect) =>
        model.HasDbFunction(typeof(Folding).GetMethod(nameof(Fold))!).HasTranslation(arguments =>
        {
            var text = dialect.FoldingCollation is { } collation ? new CollateExpression(arguments[0], collation) : arguments[0];
            return new SqlFunctionExpression("lower", [text], nullable: true, argumentsPropagateNullability: [true], typeof(string), arguments[0].TypeMapping);
        });
}
