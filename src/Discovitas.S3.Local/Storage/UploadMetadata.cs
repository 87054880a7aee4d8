namespace Discovitas.S3.Local.Storage;

/// <summary>A multipart upload that was begun.</summary>
internal sealed record UploadMetadata
{
    public required string Id { get; init; }

    public required string Key { get; init; }

    public required DateTimeOffset Initiated { get; init; }

    /// <summary>The headers that the object will have.</summary>
    public required Dictionary<string, string> Headers { get; init; }

    public required Dictionary<string, string> Tags { get; init; }

    /// <summary>The checksum that the object will have; null for none.</summary>
    public string? ChecksumAlgorithm { get; init; }

    public string? ChecksumType { get; init; }

    public string StorageClass => Headers.GetValueOrDefault("x-amz-storage-class", "STANDARD");
}
