using Discovitas.S3.Local.Checksums;

namespace Discovitas.S3.Local.Storage;

/// <summary>The stored state of a part of a multipart upload.</summary>
internal sealed record PartMetadata
{
    public required int Number { get; init; }

    public required long Size { get; init; }

    public required string ETag { get; init; }

    public required DateTimeOffset LastModified { get; init; }

    public Checksum? Checksum { get; init; }

    /// <summary>Gets the name of the file with the bytes.</summary>
    public required string File { get; init; }
}
