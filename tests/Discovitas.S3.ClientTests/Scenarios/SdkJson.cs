using System.Collections;
using System.Security.Cryptography;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;

namespace Discovitas.S3.ClientTests.Scenarios;

/// <summary>Answers of clients in .NET as JSON.</summary>
internal static class SdkJson
{
    // They hold what the machine or the SDK adds.
    private static readonly string[] Skipped =
        ["ResponseMetadata", "ResponseContent", "Logger", "RawRequest", "RequestHeaders", "Expires", "BucketArn"];

    internal static JsonSerializerOptions Options { get; } = new()
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters =
        {
            new Written<ConstantClass>(value => value.Value),
            new Written<Stream>(Describe),
            new Written<MetadataCollection>(value => value.Keys.ToDictionary(key => key, key => value[key])),
            new Written<HeadersCollection>(value => value.Keys
                .Where(key => key is "Content-Type" or "Content-Length" or "Cache-Control" or "Content-Encoding")
                .ToDictionary(key => key, key => value[key])),
        },
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { Skip } },
    };

    /// <summary>Returns what a client's exception says.</summary>
    internal static object Describe(Exception error) => error switch
    {
        AmazonS3Exception said => new { Code = said.ErrorCode, Status = (int)said.StatusCode, said.Message },
        _ => new { Code = error.GetType().Name, Status = 0, error.Message },
    };

    private static object Describe(Stream stream)
    {
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return new { copy.Length, Sum = Convert.ToHexStringLower(SHA256.HashData(copy.ToArray())) };
    }

    private static void Skip(JsonTypeInfo type)
    {
        for (var index = type.Properties.Count - 1; index >= 0; index--)
        {
            var property = type.Properties[index];
            var isLengthOfXml = property.Name == "ContentLength"
                && type.Type != typeof(GetObjectResponse) && type.Type != typeof(GetObjectMetadataResponse);
            if (isLengthOfXml
                || Skipped.Contains(property.Name) || property.PropertyType.IsSubclassOf(typeof(Delegate)))
            {
                type.Properties.RemoveAt(index);
            }
            else if (property.PropertyType != typeof(string)
                && property.PropertyType.IsAssignableTo(typeof(ICollection)))
            {
                property.ShouldSerialize = (_, value) => value is ICollection { Count: > 0 };
            }
        }
    }

    private sealed class Written<T>(Func<T, object?> convert) : JsonConverter<T>
    {
        public override bool CanConvert(Type typeToConvert) => typeToConvert.IsAssignableTo(typeof(T));

        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new NotSupportedException("Answers are written only.");

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
            JsonSerializer.Serialize(writer, convert(value), options);
    }
}
