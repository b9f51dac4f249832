using Federation.Framework.Tenancy;

namespace Federation.Framework.Pages;

/// <summary>A line of the menu of a union's pages.</summary>
/// <param name="Path">What follows the union in the address; empty for its first page.</param>
/// <param name="Text">Key of what it is called.</param>
/// <param name="Permission">Whoever may not is not shown it.</param>
/// <param name="Order">Smaller stands further left.</param>
public sealed record MenuEntry(string Path, string Text, Permission Permission, int Order)
{
    /// <summary>What else follows the union in addresses of the same line of work.</summary>
    public IReadOnlyList<string> OtherPaths { get; init; } = [];
}

/// <summary>A line of the menu of the pages that anybody may see.</summary>
/// <param name="Path">Its whole address.</param>
/// <param name="Text">Key of what it is called.</param>
public sealed record PublicEntry(string Path, string Text);
