using Discovitas.S3.Local.Checksums;

namespace Discovitas.S3.Local.Storage;

/// <summary>The stored state that objects and parts share.</summary>
internal abstract record StoredBytes
{
    public required long Size { get; init; }

    /// <summary>Gets the ETag in quotes, as in a header.</summary>
    public required string ETag { get; init; }

    /// <summary>Gets the time of the last change, in whole seconds as in HTTP.</summary>
    public required DateTimeOffset LastModified { get; init; }

    public Checksum? Checksum { get; init; }
}
