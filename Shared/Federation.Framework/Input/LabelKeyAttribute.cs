namespace Federation.Framework.Input;

/// <summary>
/// What a field is called on forms and above a table's column, where its usual key would not do, and what else a table says of its column. On a property, or on a
/// class that calls an inherited property otherwise than its base does.
/// </summary>
/// <param name="key">Resource key of the heading; null for the usual one.</param>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class LabelKeyAttribute(string? key = null) : Attribute
{
    public string? Key { get; } = key;

    /// <summary>On a class: name of the inherited field, as programs call it.</summary>
    public string? Field { get; set; }

    /// <summary>A value that a template shows.</summary>
    public string? Example { get; set; }

    /// <summary>Whether a table needs the column although other inputs may leave the field out.</summary>
    public bool Required { get; set; }

    /// <summary>A number that is neither money nor a count, and of which no sum says anything: degrees, a year.</summary>
    public bool PlainNumber { get; set; }

    /// <summary>The words of the enumeration that a table takes; null for all.</summary>
    public object[]? Words { get; set; }
}

/// <summary>What the keys of all headings of a class begin with, where it is not <c>field-</c>.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class HeadingPrefixAttribute(string prefix) : Attribute
{
    public string Prefix { get; } = prefix;
}
