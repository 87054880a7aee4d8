using System.Text.Json;
using System.Text.Json.Serialization;

namespace Discovitas.S3.Local.Storage;

/// <summary>The state directory's files as JSON, by generated code.</summary>
[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, IgnoreReadOnlyProperties = true)]
[JsonSerializable(typeof(ObjectMetadata))]
[JsonSerializable(typeof(UploadMetadata))]
[JsonSerializable(typeof(PartMetadata))]
[JsonSerializable(typeof(BucketMetadata))]
[JsonSerializable(typeof(CorsConfiguration))]
internal sealed partial class StateJson : JsonSerializerContext
{
    /// <summary>Reads a file that may have gone.</summary>
    public static async Task<T?> ReadAsync<T>(string path, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            var bytes = await File.ReadAllBytesAsync(path, cancellationToken).ConfigureAwait(false);
            return (T?)JsonSerializer.Deserialize(bytes, typeof(T), Default);
        }
        catch (Exception gone) when (gone is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    public static byte[] Write<T>(T value)
        where T : class => JsonSerializer.SerializeToUtf8Bytes(value, typeof(T), Default);
}
