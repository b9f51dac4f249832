using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Federation.Framework.Databases;

/// <summary>
/// One collation for every text column, whatever the server's default is: case, width and accents tell codes and names apart on both databases, in comparisons,
/// in unique indexes and in order.
/// </summary>
internal static class Collations
{
    public static void UseCollation(this ModelBuilder model, Dialect dialect)
    {
        foreach (var type in model.Model.GetEntityTypes())
            foreach (var property in type.GetProperties().Where(IsText))
                property.SetCollation(dialect.Collation);
    }

    private static bool IsText(IReadOnlyProperty property) => (property.GetValueConverter()?.ProviderClrType ?? property.GetProviderClrType() ?? property.ClrType) == typeof(string);
}
