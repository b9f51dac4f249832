namespace Federation.Kernel.Tenancy;

/// <summary>A row that belongs to one union. Every entity is one of <see cref="IOwnOnly"/>, <see cref="ISubtreeReadable"/> or <see cref="IShared"/>.</summary>
public interface IOwnedByUnion
{
    long UnionId { get; }
}

/// <summary>Read and written by its own union alone: personal data.</summary>
public interface IOwnOnly : IOwnedByUnion;

/// <summary>Written by its own union, read by it and by the unions above it: campaigns, stations, fairs.</summary>
public interface ISubtreeReadable : IOwnedByUnion;

/// <summary>Belongs to the federation as a whole: the tree, the catalogue, the ledger, figures. Whoever reads it checks the caller's grant first.</summary>
public interface IShared;

/// <summary>A record that counts in one month of its union. Saving, changing or deleting it marks that month's figures stale.</summary>
public interface ICountsInMonth : IOwnedByUnion
{
    /// <summary>The month that the record counts in, as <see cref="Period.Code"/> of a month.</summary>
    int Month { get; }
}

/// <summary>A record that counts for other figure sources than its like: which ones is known from what stands in it.</summary>
public interface ICountsForSources : ICountsInMonth
{
    /// <summary>The figure sources whose figures it changes.</summary>
    IReadOnlyList<string> Sources { get; }
}

/// <summary>The figure sources whose figures a record of this type changes.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class CountsForAttribute(params string[] sources) : Attribute
{
    public IReadOnlyList<string> Sources { get; } = sources;
}
