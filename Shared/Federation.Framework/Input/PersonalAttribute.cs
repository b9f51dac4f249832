namespace Federation.Framework.Input;

/// <summary>
/// A field about a person that is stored encrypted, shown masked and opened one by one. Left out of a change it stays; given empty, as null in JSON or as a field
/// of a form that was opened before, it is removed (<see cref="IPersonalInput"/>).
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class PersonalAttribute : Attribute;

/// <summary>An input with personal fields that can be removed.</summary>
public interface IPersonalInput
{
    /// <summary>Names of the personal fields that were given empty.</summary>
    ISet<string> Emptied { get; }
}
