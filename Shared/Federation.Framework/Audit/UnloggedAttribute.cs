namespace Federation.Framework.Audit;

/// <summary>
/// Rows whose changes make no entry in the log by themselves: they are no record of anybody's work, or each act on them is told by an entry of its own.
/// </summary>
/// <param name="why">Which of the two, for readers of the class.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class UnloggedAttribute(string why) : Attribute
{
    public string Why { get; } = why;
}
