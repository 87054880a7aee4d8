namespace Discovitas.S3.Local.Storage;

/// <summary>The stored state of a part of a multipart upload.</summary>
internal sealed record PartMetadata : StoredBytes
{
    public required int Number { get; init; }

    /// <summary>Gets the name of the file with the bytes.</summary>
    public required string File { get; init; }
}
