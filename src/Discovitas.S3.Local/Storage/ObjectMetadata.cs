using Discovitas.S3.Local.Checksums;

namespace Discovitas.S3.Local.Storage;

/// <summary>All that is known of an object beside its bytes.</summary>
internal sealed record ObjectMetadata
{
    public required string Key { get; init; }

    public required long Size { get; init; }

    /// <summary>In quotes, as it stands in a header.</summary>
    public required string ETag { get; init; }

    /// <summary>In whole seconds, as HTTP tells it.</summary>
    public required DateTimeOffset LastModified { get; init; }

    /// <summary>The headers that come back with the object, by name in lower case.</summary>
    public required Dictionary<string, string> Headers { get; init; }

    public required Dictionary<string, string> Tags { get; init; }

    public Checksum? Checksum { get; init; }

    /// <summary>How many parts it was made of; null where it came in one piece.</summary>
    public int? Parts { get; init; }

    public string StorageClass => Headers.GetValueOrDefault("x-amz-storage-class", "STANDARD");
}
