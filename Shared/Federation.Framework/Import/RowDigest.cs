using Federation.Framework.Input;

namespace Federation.Framework.Import;

/// <summary>A number that stands for what a record says, by which one that says the same is recognised among very many in little memory.</summary>
public static class RowDigest
{
    /// <summary>Texts count by their normal form, so that another spelling of a name is the same name.</summary>
    public static UInt128 Of(IEnumerable<object?> content) => new KeyParts([.. content.Select(c => c is string text ? NameText.Normalize(text) : c)]).Digest();
}
