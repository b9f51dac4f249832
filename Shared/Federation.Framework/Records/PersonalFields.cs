using System.Reflection;
using System.Text.Json;
using Federation.Framework.Input;
using Federation.Framework.Security;
using Federation.Kernel;

namespace Federation.Framework.Records;

/// <summary>
/// The personal fields of a kind of record: the properties of its class that are a <see cref="SealedText"/>. Those of its input that are <see cref="PersonalAttribute"/>
/// have the same names.
/// </summary>
internal static class PersonalFields<TRecord>
{
    private static readonly IReadOnlyList<(string Name, PropertyInfo Property)> All =
    [
        .. typeof(TRecord).GetProperties().Where(p => p.PropertyType == typeof(SealedText)).Select(p => (JsonNamingPolicy.CamelCase.ConvertName(p.Name), p)),
    ];

    /// <summary>As inputs and answers call them.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All.Select(f => f.Name)];

    public static SealedText? Read(TRecord record, string field) => (SealedText?)All.Single(f => f.Name == field).Property.GetValue(record);

    /// <summary>Takes over what an input says of them. What it leaves out stays, and so does what it says again.</summary>
    public static void TakeOver<TInput>(TRecord record, TInput input, Secrets secrets)
    {
        foreach (var (name, property) in All)
        {
            if (Inputs<TInput>.Find(property.Name) is not { } from) continue;
            var stored = (SealedText?)property.GetValue(record);
            var given = from.GetValue(input) is { } value ? SealedText.TextOf(value) : null;
            if (given is not null && (stored is null || secrets.Open(stored) != given)) property.SetValue(record, secrets.Seal(given));
            else if (given is null && stored is not null && input is IPersonalInput personal && personal.Emptied.Contains(name)) property.SetValue(record, null);
        }
    }

    private static class Inputs<TInput>
    {
        private static readonly IReadOnlyDictionary<string, PropertyInfo> All =
            typeof(TInput).GetProperties().Where(p => p.IsDefined(typeof(PersonalAttribute))).ToDictionary(p => p.Name);

        public static PropertyInfo? Find(string name) => All.GetValueOrDefault(name);
    }
}
