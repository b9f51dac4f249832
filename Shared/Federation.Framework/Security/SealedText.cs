using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Federation.Framework.Security;

/// <summary>
/// A personal text as it is stored: encrypted, in the database and in memory. Only <see cref="Secrets"/> reads it; printed or serialized it shows nothing.
/// </summary>
public sealed class SealedText
{
    /// <summary>What stands for a text that may not be read.</summary>
    public const string Mask = "***";

    internal SealedText(byte[] encrypted) => Encrypted = encrypted;

    internal byte[] Encrypted { get; }

    /// <summary>The text that is sealed of a field. A number is 1500 and not 1500.00: the same number is the same text.</summary>
    internal static string TextOf(object value) => value is decimal number ? number.ToString("0.##", CultureInfo.InvariantCulture) : value.ToString()!;

    public override string ToString() => Mask;

    /// <summary>The column of such a text is binary, in every context.</summary>
    internal static void Configure(ModelConfigurationBuilder configuration) => configuration.Properties<SealedText>().HaveConversion<Column>();

    internal sealed class Column() : ValueConverter<SealedText, byte[]>(text => text.Encrypted, stored => new SealedText(stored));
}
