namespace Discovitas.S3;

/// <summary>Describes a file as the store reports it (S3 operation HeadObject).</summary>
public sealed record StoredFileMetadata
{
    private static readonly IReadOnlyDictionary<string, string> None = new Dictionary<string, string>(0);

    /// <summary>Gets the key in the bucket.</summary>
    public required string Key { get; init; }

    /// <summary>Gets the size in bytes.</summary>
    public required long Size { get; init; }

    /// <summary>Gets the content type.</summary>
    public required string ContentType { get; init; }

    /// <summary>Gets the entity tag, in quotes (RFC 9110, section 8.8.3).</summary>
    public required string ETag { get; init; }

    /// <summary>Gets the time at which the file was stored, to the second.</summary>
    public required DateTimeOffset LastModified { get; init; }

    /// <inheritdoc cref="FileDownload.ContentDisposition"/>
    public string? ContentDisposition { get; init; }

    /// <summary>
    /// Gets the user metadata as it was uploaded; names are case-insensitive and have no prefix <c>x-amz-meta-</c>.
    /// </summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = None;
}
