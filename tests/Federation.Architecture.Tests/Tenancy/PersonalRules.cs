using System.Reflection;
using System.Text.RegularExpressions;
using Federation.Framework.Input;
using Federation.Framework.Records;
using Federation.Framework.Security;
using Federation.Kernel.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Federation.Architecture.Tests.Tenancy;

/// <summary>Rules on what entities say of persons: it is sealed, taken in as personal and shown masked.</summary>
internal static partial class PersonalRules
{
    /// <summary>Words in the names of properties that say something of a person, wherever they stand.</summary>
    private static readonly HashSet<string> Kinds = new(StringComparer.OrdinalIgnoreCase)
    {
        "phone", "telephone", "mobile", "health", "illness", "disease", "diagnosis", "medical", "disability", "income", "identity", "passport", "birth", "birthday",
        "household", "family", "religion", "bank", "residence",
    };

    /// <summary>Words for free text: of one person, in a record that is read by its own union alone, it says anything.</summary>
    private static readonly HashSet<string> FreeText = new(StringComparer.OrdinalIgnoreCase) { "note", "notes", "remark", "words", "comment", "reason", "address", "circumstances" };

    /// <summary>What says something personal is a <see cref="SealedText"/>, encrypted bytes or a keyed hash; or it says why it is published.</summary>
    public static IEnumerable<string> InClear(IEntityType entity)
    {
        foreach (var property in entity.GetProperties().Where(p => p.PropertyInfo is { } info && !info.IsDefined(typeof(PublishedAttribute))))
        {
            var words = Words().Matches(property.Name).Select(w => w.Value).ToList();
            var isPersonal = words.Exists(Kinds.Contains) || (typeof(IOwnOnly).IsAssignableFrom(entity.ClrType) && words.Exists(FreeText.Contains));
            if (isPersonal && !IsSealed(property, words)) yield return $"{entity.ClrType.FullName}.{property.Name} is personal and stored in clear";
        }
    }

    /// <summary>The column of a sealed text is binary, whatever the provider.</summary>
    public static IEnumerable<string> NotBinary(IEntityType entity) => entity.GetProperties().Where(p => p.ClrType == typeof(SealedText))
        .Where(p => p.GetColumnType() is not ("bytea" or "varbinary(max)") && !p.GetColumnType().StartsWith("varbinary(", StringComparison.Ordinal))
        .Select(p => $"{entity.ClrType.FullName}.{p.Name} is stored as {p.GetColumnType()}");

    /// <summary>What a record seals, its input takes in as personal, and its answer shows as a text, which is the mask.</summary>
    public static IEnumerable<string> NotMasked(Type record)
    {
        foreach (var field in record.GetProperties().Where(p => p.PropertyType == typeof(SealedText)))
        {
            foreach (var kind in record.GetInterfaces().Where(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IRecord<,,>)))
            {
                var (input, answer) = (kind.GenericTypeArguments[1], kind.GenericTypeArguments[2]);
                if (input.GetProperty(field.Name)?.IsDefined(typeof(PersonalAttribute)) is not true) yield return $"{input.FullName}.{field.Name} is not marked as personal";
                if (answer.GetProperty(field.Name) is { } shown && shown.PropertyType != typeof(string)) yield return $"{answer.FullName}.{field.Name} is not a mask";
            }
        }
    }

    private static bool IsSealed(IProperty property, IReadOnlyList<string> words) =>
        property.ClrType == typeof(SealedText) || (property.ClrType == typeof(byte[]) && words[^1] is "Encrypted" or "Hash") || property.ClrType == typeof(bool);

    [GeneratedRegex("[A-Z][a-z0-9]*")]
    private static partial Regex Words();
}
