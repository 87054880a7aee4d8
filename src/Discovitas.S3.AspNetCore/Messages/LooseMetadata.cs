using System.Text.Json;
using System.Text.Json.Serialization;

namespace Discovitas.S3.AspNetCore.Messages;

/// <summary>
/// Metadata as Uppy sends it: the whole <c>meta</c> of a file, with values of any JSON type. Values that are not text,
/// numbers or booleans are ignored.
/// </summary>
[JsonConverter(typeof(Converter))]
internal sealed class LooseMetadata() : Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
{
    internal sealed class Converter : JsonConverter<LooseMetadata>
    {
        public override LooseMetadata Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            using var document = JsonDocument.ParseValue(ref reader);
            var metadata = new LooseMetadata();
            if (document.RootElement.ValueKind is not JsonValueKind.Object)
            {
                throw new JsonException();
            }

            foreach (var property in document.RootElement.EnumerateObject())
            {
                if (property.Value.ValueKind is JsonValueKind.String or JsonValueKind.Number
                    or JsonValueKind.True or JsonValueKind.False)
                {
                    metadata[property.Name] = property.Value.ToString();
                }
            }

            return metadata;
        }

        public override void Write(Utf8JsonWriter writer, LooseMetadata value, JsonSerializerOptions options) =>
            throw new NotSupportedException();
    }
}
