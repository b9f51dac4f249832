namespace Federation.Framework.Security;

/// <summary>A field of a personal kind that is nobody's own: a telephone on a door. It is stored and shown in clear.</summary>
/// <param name="why">Why it is published, for readers of the class.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class PublishedAttribute(string why) : Attribute
{
    public string Why { get; } = why;
}
