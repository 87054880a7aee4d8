namespace Discovitas.S3.Local.Storage;

/// <summary>The stored state of an object, apart from its bytes.</summary>
internal sealed record ObjectMetadata : StoredBytes
{
    public required string Key { get; init; }

    /// <summary>Gets the headers that are returned with the object, by name in lower case.</summary>
    public required Dictionary<string, string> Headers { get; init; }

    public required Dictionary<string, string> Tags { get; init; }

    /// <summary>Gets the number of parts; <see langword="null"/> if the object was uploaded in one piece.</summary>
    public int? Parts { get; init; }

    public string StorageClass => Headers.GetValueOrDefault("x-amz-storage-class", "STANDARD");
}
