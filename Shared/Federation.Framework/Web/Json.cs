using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Federation.Framework.Web;

/// <summary>The one way JSON is written and read: camelCase, plain numbers, enums as lower-case words, Chinese unescaped.</summary>
public static class Json
{
    public static readonly JsonSerializerOptions Options = Configure(new JsonSerializerOptions(JsonSerializerDefaults.Web));

    public static JsonSerializerOptions Configure(JsonSerializerOptions options)
    {
        options.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping; // Answers are application/json, never inlined into HTML.
        options.NumberHandling = JsonNumberHandling.Strict;
        options.Converters.Add(new JsonStringEnumConverter(LowerCase.Instance, allowIntegerValues: false));
        options.Converters.Add(new PlainDecimal());
        options.Converters.Add(new InstantUtc());
        return options;
    }

    private sealed class LowerCase : JsonNamingPolicy
    {
        public static readonly LowerCase Instance = new();
        public override string ConvertName(string name) => JsonNamingPolicy.KebabCaseLower.ConvertName(name);
    }

    /// <summary>Drops the trailing zeros that decimals carry from the database: 440000000, not 440000000.00.</summary>
    private sealed class PlainDecimal : JsonConverter<decimal>
    {
        public override decimal Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) => reader.GetDecimal();

        public override void Write(Utf8JsonWriter writer, decimal value, JsonSerializerOptions options)
        {
            // Most figures are whole, and cutting is much quicker than the division that drops zeros behind other digits.
            var whole = decimal.Truncate(value);
            writer.WriteNumberValue(whole == value ? whole : value / 1.0000000000000000000000000000m);
        }
    }

    /// <summary>Instants in UTC with a Z.</summary>
    private sealed class InstantUtc : JsonConverter<DateTimeOffset>
    {
        public override DateTimeOffset Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) => reader.GetDateTimeOffset();
        public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) => writer.WriteStringValue(value.UtcDateTime);
    }
}
