using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Federation.Framework.Databases;

/// <summary>
/// Lower-case names with underscores on both providers: statements written by hand then need no quotes on either.
/// </summary>
internal static class SnakeCase
{
    public static void UseSnakeCase(this ModelBuilder model)
    {
        foreach (var type in model.Model.GetEntityTypes())
        {
            if (type.GetTableName() is { } table) type.SetTableName(Of(table));
            foreach (var property in type.GetProperties()) property.SetColumnName(Of(property.FindAnnotation(RelationalAnnotationNames.ColumnName)?.Value as string ?? property.Name));
            foreach (var key in type.GetKeys()) key.SetName(Of(key.GetName()!));
            foreach (var foreign in type.GetForeignKeys()) foreign.SetConstraintName(Of(foreign.GetConstraintName()!));
            foreach (var index in type.GetIndexes()) index.SetDatabaseName(Of(index.GetDatabaseName()!));
        }
    }

    internal static string Of(string name)
    {
        var text = new StringBuilder(name.Length + 8);
        for (var i = 0; i < name.Length; i++)
        {
            var c = name[i];
            if (char.IsUpper(c) && i > 0 && name[i - 1] != '_' && name[i - 1] != '#' && !char.IsUpper(name[i - 1])) text.Append('_');
            text.Append(char.ToLowerInvariant(c));
        }
        return text.ToString();
    }
}
