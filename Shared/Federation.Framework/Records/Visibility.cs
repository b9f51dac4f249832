using Federation.Kernel.Tenancy;

namespace Federation.Framework.Records;

/// <summary>Who reads a kind of record. The marker interface of the record decides it, as it decides the tenant filter.</summary>
public enum Visibility
{
    /// <summary>Its own union alone: personal data (<see cref="IOwnOnly"/>).</summary>
    OwnUnion,

    /// <summary>Its union and those above (<see cref="ISubtreeReadable"/>).</summary>
    FromAbove,

    /// <summary>Its union and those below: what a level lays down for all under it (<see cref="IShared"/>).</summary>
    FromBelow,
}

internal static class Visibilities
{
    public static Visibility Of<TRecord>() =>
        typeof(IOwnOnly).IsAssignableFrom(typeof(TRecord)) ? Visibility.OwnUnion
        : typeof(ISubtreeReadable).IsAssignableFrom(typeof(TRecord)) ? Visibility.FromAbove
        : typeof(IShared).IsAssignableFrom(typeof(TRecord)) ? Visibility.FromBelow
        : throw new InvalidOperationException($"{typeof(TRecord).Name} does not say who reads it.");
}
