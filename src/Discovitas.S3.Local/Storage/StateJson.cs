using System.Text.Json;
using System.Text.Json.Serialization;

namespace Discovitas.S3.Local.Storage;

/// <summary>
/// Reads and writes the files of the state directory as JSON, with generated code. It reaches public members only,
/// which is why the records have them.
/// </summary>
[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, IgnoreReadOnlyProperties = true)]
[JsonSerializable(typeof(ObjectMetadata))]
[JsonSerializable(typeof(UploadMetadata))]
[JsonSerializable(typeof(PartMetadata))]
[JsonSerializable(typeof(BucketMetadata))]
[JsonSerializable(typeof(CorsConfiguration))]
internal sealed partial class StateJson : JsonSerializerContext
{
    /// <summary>
    /// Reads a file, or returns <see langword="null"/> if it does not exist, or is damaged: a crash of the machine can
    /// leave it empty, and one object that is lost must not make the others unreadable.
    /// </summary>
    internal static Task<T?> ReadAsync<T>(string path, CancellationToken cancellationToken)
        where T : class
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(Load<T>(path));
    }

    internal static byte[] Write<T>(T value)
        where T : class => JsonSerializer.SerializeToUtf8Bytes(value, typeof(T), Default);

    // Synchronous: a small file takes less time than the change of threads by which .NET makes this asynchronous.
    private static T? Load<T>(string path)
        where T : class
    {
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            return (T?)JsonSerializer.Deserialize(File.ReadAllBytes(path), typeof(T), Default);
        }
        catch (Exception gone) when (gone is FileNotFoundException or DirectoryNotFoundException or JsonException)
        {
            return null;
        }
    }
}
