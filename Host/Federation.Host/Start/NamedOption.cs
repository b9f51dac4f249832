using Federation.Framework;

namespace Federation.Host.Start;

/// <summary>One of several alternatives of a build; the configuration names the one to use.</summary>
internal interface INamedOption
{
    /// <summary>As the configuration writes it.</summary>
    string Name { get; }
}

internal static class NamedOption
{
    /// <summary>The one that the configuration names, without a name the first.</summary>
    /// <exception cref="ConfigurationError">The setting names none of this build.</exception>
    public static T Choose<T>(IReadOnlyList<T> offered, IConfiguration configuration, string setting, string? hint = null) where T : INamedOption
    {
        if (configuration[setting] is not { Length: > 0 } named) return offered[0];
        foreach (var offer in offered)
        {
            if (string.Equals(offer.Name, named, StringComparison.OrdinalIgnoreCase)) return offer;
        }
        throw new ConfigurationError($"{setting} is '{named}'; this build has {string.Join(" and ", offered.Select(o => o.Name))}.{hint}");
    }
}
