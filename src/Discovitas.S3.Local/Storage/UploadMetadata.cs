namespace Discovitas.S3.Local.Storage;

/// <summary>The stored state of a multipart upload.</summary>
internal sealed record UploadMetadata
{
    public required string Id { get; init; }

    public required string Key { get; init; }

    public required DateTimeOffset Initiated { get; init; }

    /// <summary>Gets the headers of the object.</summary>
    public required Dictionary<string, string> Headers { get; init; }

    public required Dictionary<string, string> Tags { get; init; }

    /// <summary>Gets the checksum algorithm of the object; <see langword="null"/> for none.</summary>
    public string? ChecksumAlgorithm { get; init; }

    public string? ChecksumType { get; init; }

    /// <summary>Gets the ACL of the object; <see langword="null"/> for the owner's full control.</summary>
    public Grant[]? Acl { get; init; }

    /// <summary>
    /// Gets the ETag of the object that the key had when the upload began; <see langword="null"/> for none.
    /// </summary>
    public string? ETagBefore { get; init; }

    public string StorageClass => Headers.GetValueOrDefault("x-amz-storage-class", "STANDARD");
}
